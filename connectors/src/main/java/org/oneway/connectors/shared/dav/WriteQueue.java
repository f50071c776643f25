// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Write;

/**
 * Carries out writes on all connections, and reads back at once what the server made of them. It
 * goes on while the caller does something else: what became of a batch is told while the next one
 * is under way. Its methods are called by one thread.
 */
final class WriteQueue {
  /** So many writes may be under way when the caller goes on to prepare the next. */
  private static final int UNDER_WAY = 2 * DavTarget.BATCH;

  private final MemberWriter writer;
  private final Members members;
  private final CompletionService<Step> threads;
  private final Map<Href, List<Told>> toRead = new HashMap<>();
  private Optional<StoreException> failure = Optional.empty();
  private volatile boolean isSpoiled;
  private int running;
  private int untold;

  /** What became of a write. */
  private record Told(Write write, Outcome outcome) {}

  /** What a thread did: carried out a write, or read back some. */
  private record Step(
      Optional<Told> told, List<Told> readBack, Map<Reference, MemberStream.Read> read) {
    static final Step NOTHING = new Step(Optional.empty(), List.of(), Map.of());
  }

  WriteQueue(MemberWriter writer, Members members, Threads threads) {
    this.writer = writer;
    this.members = members;
    this.threads = threads.inAnyOrder();
  }

  /** Begins these writes, and tells what became of earlier ones. */
  void add(List<Write> writes, Outcomes outcomes) throws StoreException {
    writes.forEach(write -> begin(() -> carryOut(write)));
    untold += writes.size();
    tellAllBut(UNDER_WAY, outcomes);
  }

  /** Tells what became of all. */
  void finish(Outcomes outcomes) throws StoreException {
    tellAllBut(0, outcomes);
  }

  /**
   * Tells outcomes until no more than so many are left; fails when all that was begun has ended.
   */
  private void tellAllBut(int left, Outcomes outcomes) throws StoreException {
    while (running > 0 && (untold > left || isSpoiled)) {
      take(outcomes);
      if (running == 0 && !isSpoiled) {
        toRead.forEach(this::beginReading);
        toRead.clear();
      }
    }
    if (failure.isPresent()) {
      toRead.values().forEach(all -> all.forEach(t -> tell(t.write(), t.outcome(), outcomes)));
      toRead.clear();
      StoreException why = failure.get();
      failure = Optional.empty();
      untold = 0;
      isSpoiled = false;
      throw why;
    }
  }

  private void begin(Callable<Step> work) {
    running++;
    threads.submit(work);
  }

  private Step carryOut(Write write) throws StoreException {
    if (isSpoiled) {
      return Step.NOTHING;
    }
    try {
      return new Step(Optional.of(new Told(write, writer.write(write))), List.of(), Map.of());
    } catch (StoreException | RuntimeException e) {
      isSpoiled = true;
      throw e;
    }
  }

  private void take(Outcomes outcomes) throws StoreException {
    try {
      Step step = Threads.result(threads.take());
      running--;
      step.told().ifPresent(told -> sort(told, outcomes));
      step.readBack().forEach(told -> tellRead(told, step.read(), outcomes));
    } catch (StoreException e) {
      running--;
      failure = failure.or(() -> Optional.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Threads.interrupted();
    }
  }

  /** What is there now is read back; the rest is told. */
  private void sort(Told told, Outcomes outcomes) {
    Optional<Reference> at = arrivedAt(told);
    if (at.isEmpty()) {
      tell(told.write(), told.outcome(), outcomes);
      return;
    }
    Href folder = new Href(at.get().value()).parent();
    List<Told> waiting = toRead.computeIfAbsent(folder, f -> new ArrayList<>());
    waiting.add(told);
    if (waiting.size() >= MemberReader.BATCH) {
      beginReading(folder, List.copyOf(waiting));
      waiting.clear();
    }
  }

  /** Where a write left an item; empty where it left none. */
  private Optional<Reference> arrivedAt(Told told) {
    if (!(told.outcome() instanceof Outcome.Done done)) {
      return Optional.empty();
    }
    return done.reference()
        .or(
            () ->
                told.write() instanceof Write.Create create
                    ? Optional.of(
                        new Reference(writer.planned(create.folder(), create.item()).path()))
                    : told.write() instanceof Write.Update update
                        ? Optional.of(update.reference())
                        : told.write() instanceof Write.Restore restore
                            ? Optional.of(restore.reference())
                            : Optional.empty());
  }

  private void beginReading(Href folder, List<Told> all) {
    if (!all.isEmpty()) {
      begin(() -> readBack(folder, all));
    }
  }

  /** What cannot be read now is asked for again by whoever needs it. */
  private Step readBack(Href folder, List<Told> all) {
    Map<Reference, MemberStream.Read> read = new HashMap<>();
    try {
      List<Entry> entries =
          all.stream().map(told -> DavSource.entry(arrivedAt(told).orElseThrow())).toList();
      for (MemberStream.Read one : members.read(folder, entries)) {
        read.put(one.got().entry().reference(), one);
      }
    } catch (StoreException e) {
      read.clear();
    }
    return new Step(Optional.empty(), all, read);
  }

  private void tellRead(Told told, Map<Reference, MemberStream.Read> read, Outcomes outcomes) {
    Outcome.Done done = (Outcome.Done) told.outcome();
    Optional<MemberStream.Read> back =
        arrivedAt(told).flatMap(at -> Optional.ofNullable(read.get(at)));
    Optional<Item> held = back.flatMap(MemberStream.Read::meaning).flatMap(Format.Meaning::item);
    Outcome whole =
        held.isPresent()
            ? new Outcome.Done(
                done.reference(), back.flatMap(b -> b.got().version()).or(done::version), held)
            : done;
    tell(told.write(), whole, outcomes);
  }

  private void tell(Write write, Outcome outcome, Outcomes outcomes) {
    untold--;
    outcomes.tell(write, outcome);
  }
}
