// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.run.Made;
import org.oneway.engine.run.Recognition;
import org.oneway.engine.run.Remembered;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.run.Sync;
import org.oneway.engine.state.Forgotten;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/** Finds out from both stores what is to be remembered of a sync. Writes to neither. */
public final class Rebuilding {
  private static final int BATCH = 1_000;

  private final Scratch scratch;
  private final InstantSource clock;
  private final Troubles troubles;
  private final Function<Job, RunListener> listeners;

  /** Nothing is read yet. */
  public Rebuilding(
      Scratch scratch,
      InstantSource clock,
      Troubles troubles,
      Function<Job, RunListener> listeners) {
    this.scratch = scratch;
    this.clock = clock;
    this.troubles = troubles;
    this.listeners = listeners;
  }

  /** What came of it. */
  public record Result(String sync, Remembered remembered, List<Trouble> troubles) {
    public Result {
      troubles = List.copyOf(troubles);
    }

    /** How a command that ends with this alone exits. */
    public ExitCode exit() {
      return ExitCode.worst(troubles.stream().map(Trouble::exit).toList());
    }
  }

  /**
   * Remembers what both stores of a sync hold that is not remembered.
   *
   * @param run the name under which it is written down; empty to look only
   */
  public Result rebuild(Job job, SyncState state, Optional<String> run) throws StoreException {
    try (SourceStore source = job.source().open();
        TargetStore target = job.target().open()) {
      return remember(job, sync(job, source, target, state), state, Made.BY_NAME, run);
    }
  }

  private Sync sync(Job job, SourceStore source, TargetStore target, SyncState state) {
    return new Sync(
        job.settings(), source, target, state, scratch.folder(), clock, listeners.apply(job));
  }

  private Result remember(Job job, Sync sync, SyncState state, Made made, Optional<String> run)
      throws StoreException {
    Instant start = clock.instant();
    try (Plan plan = sync.plan()) {
      Remembered remembered = sync.remember(plan, made, run.isEmpty());
      run.ifPresent(id -> state.commit(List.of(record(id, job, start, remembered))));
      List<Trouble> told = new ArrayList<>();
      remembered.troubles().forEach(e -> told.add(troubles.of(e, job.name())));
      return new Result(job.name(), remembered, told);
    }
  }

  private StateChange record(String run, Job job, Instant start, Remembered remembered) {
    return new StateChange.PutRun(
        new RunRecord(
            run,
            job.name(),
            start,
            Duration.between(start, clock.instant()),
            remembered.troubles().isEmpty() ? ExitCode.OK.number() : ExitCode.UNAVAILABLE.number(),
            Map.of("adopted", remembered.ours() + remembered.adopted()),
            "rebuilt"));
  }

  /**
   * The stores of a sync are others than it knew.
   *
   * @param renamed whether they hold what is remembered, so that only a name is another
   * @param swapped whether the source is now the target that was, or the other way round
   * @param known how many items are remembered
   * @param recognised how many of them the changed stores hold, the worst of them
   * @param anew what would be remembered in its place; empty where it was renamed
   */
  public record Change(
      Sides before,
      Sides now,
      boolean renamed,
      boolean swapped,
      long known,
      long recognised,
      Optional<Result> anew) {}

  /** Decides whether a change that was shown is made. */
  @FunctionalInterface
  public interface Question {
    boolean isWanted(Change change) throws IOException;
  }

  /**
   * Takes other stores as those of a sync: where only a name is another, all that is remembered
   * stays; else it is forgotten and found out again, so that nothing is deleted on the strength of
   * what was in another store.
   *
   * @return empty where the stores are those that the sync knows
   */
  public Optional<Change> rebind(Job job, SyncState state, String run, Question question)
      throws StoreException, IOException {
    Sides before = state.sides().orElseThrow();
    SyncState forgotten = new Forgotten(state);
    try (SourceStore source = job.source().open();
        TargetStore target = job.target().open()) {
      Sync sync = sync(job, source, target, forgotten);
      Sides now = sync.sides();
      boolean sourceChanged = before.source().isOtherThan(now.source());
      boolean targetChanged = before.target().isOtherThan(now.target());
      if (!sourceChanged && !targetChanged) {
        return Optional.empty();
      }
      boolean swapped =
          now.source().isSameStoreAs(before.target())
              || now.target().isSameStoreAs(before.source());
      long known = state.pairingsPerFolder().values().stream().mapToLong(i -> i).sum();
      long recognised = known;
      if (sourceChanged) {
        recognised = Math.min(recognised, Recognition.of(source, state, Side.SOURCE));
      }
      if (targetChanged) {
        recognised = Math.min(recognised, Recognition.of(target, state, Side.TARGET));
      }
      boolean renamed =
          !swapped
              && isNamedOtherwise(before.source(), now.source())
              && isNamedOtherwise(before.target(), now.target())
              && 2 * recognised > known;
      if (renamed) {
        Change change = new Change(before, now, true, false, known, recognised, Optional.empty());
        if (question.isWanted(change)) {
          state.commit(List.of(new StateChange.PutSides(now)));
        }
        return Optional.of(change);
      }
      Made made = targetChanged || swapped ? Made.NONE : Made.remembered(created(state));
      Result anew = remember(job, sync, forgotten, made, Optional.empty());
      Change change = new Change(before, now, false, swapped, known, recognised, Optional.of(anew));
      if (anew.troubles().isEmpty() && question.isWanted(change)) {
        remember(job, sync, forgotten, made, Optional.of(run));
      }
      return Optional.of(change);
    }
  }

  private static boolean isNamedOtherwise(Sides.StoreName before, Sides.StoreName now) {
    return before.type().equals(now.type()) && !before.isOtherAccountThan(now);
  }

  /** The target's items that the sync made, by all that is remembered. */
  private static Set<Reference> created(SyncState state) {
    Set<Reference> created = new HashSet<>();
    for (int first = 0; first < state.nextPairing(); first += BATCH) {
      List<Integer> numbers = new ArrayList<>();
      for (int number = first; number < first + BATCH; number++) {
        numbers.add(number);
      }
      for (Pairing pairing : state.pairings(numbers).values()) {
        if (pairing.origin() == Origin.CREATED && pairing.notices().isEmpty()) {
          created.add(pairing.target().reference());
        }
      }
    }
    return created;
  }
}
