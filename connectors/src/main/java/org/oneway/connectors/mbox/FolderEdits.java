// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Write;

/** What is to become of the messages of one file, decided and carried out at once. */
final class FolderEdits {
  private static final Outcome STALE = new Outcome.Stale();

  /**
   * A write that waits.
   *
   * @param reference of the message that it is about; of one to come, as planned
   * @param message the bytes of one to come
   * @param moved what comes from another file
   */
  record Waiting(
      Write write,
      Optional<Reference> reference,
      Optional<Incoming.Message> message,
      Optional<Item> moved) {}

  private final List<Waiting> all;
  private final boolean hasLengths;
  private final Instant now;
  private final Map<Write, Outcome> outcomes = new LinkedHashMap<>();
  private final Map<Reference, Edit> edits = new HashMap<>();
  private final Map<Write, Arrival> arrivals = new LinkedHashMap<>();

  /**
   * @param hasLengths whether new messages say how long they are in any case
   * @param now when what nobody knows the time of has arrived
   */
  FolderEdits(List<Waiting> all, boolean hasLengths, Instant now) {
    this.all = List.copyOf(all);
    this.hasLengths = hasLengths;
    this.now = now;
  }

  /** Whether the uid of an item is the one that a reader of the file makes of the message. */
  static boolean isNamedByContent(Item item) {
    return item.uid().equals(Optional.of(Similarity.of(item.kind()).mint(item.json())));
  }

  /**
   * Carries all out, or nothing.
   *
   * @return where messages lie by now; empty where another program wrote in between
   */
  Optional<Index> carryOut(DurableFiles durable, Index index, Lock lock) throws IOException {
    MessageEdits messages = new MessageEdits(lock.file());
    for (Waiting waiting : all) {
      decide(waiting, index, messages);
    }
    if (edits.isEmpty() && arrivals.isEmpty()) {
      return Optional.of(index);
    }
    if (!arrivals.isEmpty()) {
      closeLast(index, messages);
    }
    List<Arrival> added = new ArrayList<>(arrivals.values());
    Optional<Rewriter.Written> written =
        new Rewriter(durable, index, lock.file(), edits, added).rewrite();
    written.ifPresent(
        done -> arrivals.forEach((write, arrival) -> tell(write, arrival, done.names())));
    return written.map(Rewriter.Written::after);
  }

  private void tell(Write write, Arrival arrival, Map<Arrival, Reference> names) {
    outcomes.put(
        write,
        new Outcome.Done(
            Optional.ofNullable(names.get(arrival)),
            Optional.of(MessageReader.version(arrival.held())),
            Optional.of(arrival.held())));
  }

  private void closeLast(Index index, MessageEdits messages) throws IOException {
    List<Reference> last = new ArrayList<>();
    index.each(
        (reference, entry) -> {
          last.clear();
          last.add(reference);
        });
    for (Reference reference : last) {
      Optional<Edit> edit = Optional.ofNullable(edits.get(reference));
      messages
          .withOpenEnd(index.entry(reference).orElseThrow(), edit)
          .ifPresent(closed -> edits.put(reference, closed));
    }
  }

  private void decide(Waiting waiting, Index index, MessageEdits messages) throws IOException {
    Write write = waiting.write();
    Optional<Index.Entry> there = waiting.reference().flatMap(index::entry);
    if (write instanceof Write.Delete delete) {
      outcomes.put(write, remove(delete, there, messages));
    } else if (write instanceof Write.Update update) {
      outcomes.put(write, flag(waiting, update.expected(), update.item(), there, index, messages));
    } else if (write instanceof Write.Restore restore && restore.over()) {
      outcomes.put(
          write, flag(waiting, restore.expected(), restore.item(), there, index, messages));
    } else if (write instanceof Write.Restore restore) {
      add(waiting, restore.item(), there.map(entry -> STALE), index);
    } else if (write instanceof Write.Create create) {
      addUnlessThere(waiting, create.item(), there, index);
    } else if (waiting.moved().isPresent()) {
      addUnlessThere(waiting, waiting.moved().get(), there, index);
    }
  }

  private Outcome remove(Write.Delete delete, Optional<Index.Entry> there, MessageEdits messages)
      throws IOException {
    if (there.isPresent() && isOther(there.get(), delete.expected())) {
      return STALE;
    }
    if (there.isPresent()) {
      edits.put(delete.reference(), messages.removal(there.get()));
    }
    return new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static boolean isOther(Index.Entry there, Optional<Version> expected) {
    return expected.isPresent() && !expected.get().equals(there.version());
  }

  private Outcome flag(
      Waiting waiting,
      Optional<Version> expected,
      Item item,
      Optional<Index.Entry> there,
      Index index,
      MessageEdits messages)
      throws IOException {
    if (there.isEmpty() || isOther(there.get(), expected)) {
      return STALE;
    }
    MessageEdits.Flagged flagged = messages.flags(there.get(), index.form(), item);
    Reference reference = waiting.reference().orElseThrow();
    flagged.edit().ifPresent(edit -> edits.put(reference, edit));
    return new Outcome.Done(
        Optional.of(reference),
        Optional.of(MessageReader.version(flagged.held())),
        Optional.of(flagged.held()));
  }

  private void addUnlessThere(
      Waiting waiting, Item item, Optional<Index.Entry> there, Index index) {
    add(waiting, item, there.map(entry -> ifThere(waiting, item, entry, index)), index);
  }

  private void add(Waiting waiting, Item item, Optional<Outcome> ifThere, Index index) {
    if (ifThere.isPresent()) {
      outcomes.put(waiting.write(), ifThere.get());
    } else {
      arrivals.put(waiting.write(), arrival(waiting, item, index));
    }
  }

  private Arrival arrival(Waiting waiting, Item item, Index index) {
    boolean hasLength = hasLengths || index.form().hasLengths();
    return new Arrival(waiting.message().orElseThrow(), item, index.form(), hasLength, now);
  }

  /** What a message that is there already means for one that is to be made. */
  private Outcome ifThere(Waiting waiting, Item item, Index.Entry there, Index index) {
    Version wanted = MessageReader.version(arrival(waiting, item, index).held());
    return wanted.equals(there.version())
        ? new Outcome.Done(waiting.reference(), Optional.of(wanted), Optional.empty())
        : STALE;
  }

  /** The moves whose message has arrived. */
  List<Write.Move> movesDone() {
    List<Write.Move> moves = new ArrayList<>();
    outcomes.forEach(
        (write, outcome) -> {
          if (write instanceof Write.Move move && outcome instanceof Outcome.Done) {
            moves.add(move);
          }
        });
    return moves;
  }

  /** Tells what became of each write; after all were carried out. */
  void tell(Outcomes told) {
    for (Waiting waiting : all) {
      told.tell(waiting.write(), Optional.ofNullable(outcomes.get(waiting.write())).orElse(STALE));
    }
  }
}
