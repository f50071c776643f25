// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Guard;
import org.oneway.engine.plan.Held;
import org.oneway.engine.plan.Limits;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;
import org.oneway.engine.undo.Step.Verdict;

/**
 * Takes back what one run did to a target: what it overwrote and deleted returns, what it made
 * goes; each item only where it is still as that run left it. Everything is decided by what the
 * target holds now, so an undo that was cut off is finished by the next. What is remembered of the
 * sync stays: afterwards the items count as edited, or deleted, at the target.
 */
public final class Undo {
  private static final int AT_ONCE = 500;

  /** Nothing goes before what it makes room for has returned. */
  private static final List<Set<Verdict>> ORDER =
      List.of(
          EnumSet.of(Verdict.PUT_BACK, Verdict.RETURN, Verdict.JOIN),
          EnumSet.of(Verdict.MOVE_BACK, Verdict.REMOVE, Verdict.LEAVE));

  private final TargetStore target;
  private final Path journal;
  private final Predicate<Entry> chosen;

  /**
   * An undo of the run that kept this journal.
   *
   * @param chosen which of its writes are to be taken back
   */
  public Undo(TargetStore target, Path journal, Predicate<Entry> chosen) {
    this.target = target;
    this.journal = journal;
    this.chosen = chosen;
  }

  /** Is told of each write what taking it back comes to. */
  private interface Taking {
    void take(List<Step> steps) throws StoreException, IOException;
  }

  /**
   * What an undo would do.
   *
   * @param held what waits for a token, because too much that the run made would go
   */
  public record Planned(Undone undone, Optional<Held> held) {}

  /** What would be done; nothing is. */
  public Planned plan(SyncState state, Limits limits, InstantSource clock)
      throws StoreException, IOException {
    Tally tally = new Tally(UndoListener.SILENT);
    Guard guard = new Guard();
    each(
        steps -> {
          List<Reference> removals = new ArrayList<>();
          for (Step step : steps) {
            tally.count(step);
            if (step.verdict() == Verdict.REMOVE && step.entry().what() == Entry.What.MADE) {
              removals.add(step.at().orElseThrow());
            }
          }
          state.byTarget(removals).values().forEach(pairings -> pairings.forEach(guard::count));
        });
    Map<Integer, String> names = new HashMap<>();
    state.folders().forEach(folder -> names.put(folder.number(), folder.target().name()));
    Optional<Held> held =
        guard.held(limits, state, folder -> names.getOrDefault(folder, ""), folder -> 0, clock);
    return new Planned(tally.undone(), held);
  }

  /** Does it; nobody listens. */
  public Undone execute(Journal own) throws StoreException, IOException {
    return execute(own, UndoListener.SILENT);
  }

  /**
   * Does it.
   *
   * @param own keeps what is overwritten, so that this can be taken back too
   * @throws IOException if the journal cannot be read, or {@code own} cannot be written; nothing
   *     more is written then
   */
  public Undone execute(Journal own, UndoListener listener) throws StoreException, IOException {
    Tally tally = new Tally(listener);
    long[] ids = {1};
    for (Set<Verdict> verdicts : ORDER) {
      boolean isFirst = verdicts == ORDER.get(0);
      each(
          steps -> {
            List<Step> now = new ArrayList<>();
            for (Step step : steps) {
              if (verdicts.contains(step.verdict())) {
                now.add(step);
              } else if (isFirst && !step.isWrite()) {
                tally.count(step);
              }
            }
            write(now, own, ids, tally);
          });
    }
    return tally.undone();
  }

  private void write(List<Step> steps, Journal own, long[] ids, Tally tally)
      throws StoreException, IOException {
    if (steps.isEmpty()) {
      return;
    }
    Map<Long, Step> underWay = new HashMap<>();
    List<Write> writes = new ArrayList<>();
    for (Step step : steps) {
      long id = ids[0]++;
      underWay.put(id, step);
      writes.add(write(id, step));
    }
    List<Entry> entries = new Reversal(target).of(underWay);
    own.before(entries);
    Map<Long, Outcome> told = new ConcurrentHashMap<>();
    try {
      int size = target.capabilities().batchSize();
      for (int from = 0; from < writes.size(); from += size) {
        List<Write> batch = writes.subList(from, Math.min(writes.size(), from + size));
        target.apply(batch, (write, outcome) -> told.put(write.id(), outcome));
      }
      target.settle((write, outcome) -> told.put(write.id(), outcome));
    } finally {
      own.after(otherwise(entries, told));
    }
    told.forEach((id, outcome) -> count(underWay.get(id), outcome, tally));
  }

  private static void count(@Nullable Step told, Outcome outcome, Tally tally) {
    Step step = Objects.requireNonNull(told);
    if (outcome instanceof Outcome.Refused refused) {
      tally.refused(step, refused.why());
    } else if (outcome instanceof Outcome.Stale) {
      tally.count(Step.of(step.entry(), Verdict.CHANGED_SINCE));
    } else {
      tally.count(step);
    }
  }

  /** How writes left their items, where their entries say otherwise. */
  private static Map<Long, Left> otherwise(List<Entry> entries, Map<Long, Outcome> told) {
    Map<Long, Left> otherwise = new HashMap<>();
    for (Entry entry : entries) {
      Outcome outcome = told.get(entry.id());
      if (outcome instanceof Outcome.Done done) {
        boolean isGone = entry.what() == Entry.What.DELETED || entry.what() == Entry.What.LEFT;
        done.reference()
            .filter(at -> !isGone && !entry.left().at().equals(Optional.of(at)))
            .ifPresent(
                at ->
                    otherwise.put(
                        entry.id(), new Left(true, Optional.of(at), entry.left().print())));
      } else if (outcome != null) {
        otherwise.put(entry.id(), Left.UNTOUCHED);
      }
    }
    return otherwise;
  }

  private static Write write(long id, Step step) {
    Entry entry = step.entry();
    Reference at = step.at().orElseThrow();
    return switch (step.verdict()) {
      case PUT_BACK -> restore(id, step, true, entry.to());
      case RETURN -> restore(id, step, false, entry.from());
      case MOVE_BACK -> new Write.Move(id, at, step.expected(), entry.to(), entry.from());
      case REMOVE -> new Write.Delete(id, at, step.expected(), entry.to());
      case JOIN -> new Write.Join(id, at, entry.from());
      case LEAVE -> new Write.Leave(id, at, entry.to());
      case AS_BEFORE, CHANGED_SINCE ->
          throw new IllegalStateException(step.verdict() + " writes nothing");
    };
  }

  private static Write restore(long id, Step step, boolean over, FolderId folder) {
    Entry entry = step.entry();
    return new Write.Restore(
        id,
        step.at().orElseThrow(),
        over,
        step.expected(),
        folder,
        entry.item().orElseThrow(),
        entry.original());
  }

  /** Decides some entries at a time, the last first; of one item never two with the same look. */
  private void each(Taking taking) throws StoreException, IOException {
    List<Entry> some = new ArrayList<>();
    Set<Reference> places = new HashSet<>();
    JournalFile.<StoreException>read(
        journal,
        entry -> {
          if (!chosen.test(entry)) {
            return;
          }
          List<Reference> its =
              Stream.of(entry.before(), entry.left().at())
                  .flatMap(Optional::stream)
                  .distinct()
                  .toList();
          if (some.size() >= AT_ONCE || its.stream().anyMatch(places::contains)) {
            taking.take(steps(some));
            some.clear();
            places.clear();
          }
          some.add(entry);
          places.addAll(its);
        });
    taking.take(steps(some));
  }

  private List<Step> steps(List<Entry> entries) throws StoreException {
    Decision decision = new Decision(Whereabouts.of(target, entries));
    return entries.stream().map(decision::of).toList();
  }
}
