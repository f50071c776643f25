// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Trouble;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.run.Made;
import org.oneway.engine.run.Recognition;
import org.oneway.engine.run.Remembered;
import org.oneway.engine.run.Sync;
import org.oneway.engine.state.Forgotten;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.StoreException;

/** Finds out from both stores what is to be remembered of a sync. Writes to neither. */
public final class Rebuilding {
  private static final int BATCH = 1_000;

  private final BothSides sides;

  /** Nothing is read yet. */
  public Rebuilding(BothSides sides) {
    this.sides = sides;
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
    return sides.open(job, state, opened -> remember(job, opened.sync(), state, Made.BY_NAME, run));
  }

  private Result remember(Job job, Sync sync, SyncState state, Made made, Optional<String> run)
      throws StoreException {
    Instant start = sides.clock().instant();
    try (Plan plan = sync.plan()) {
      Remembered remembered = sync.remember(plan, made, run.isEmpty());
      run.ifPresent(id -> state.commit(List.of(record(id, job, start, remembered))));
      return new Result(job.name(), remembered, sides.told(job, remembered.troubles()));
    }
  }

  private StateChange record(String run, Job job, Instant start, Remembered remembered) {
    return new StateChange.PutRun(
        new RunRecord(
            run,
            job.name(),
            start,
            Duration.between(start, sides.clock().instant()),
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
    SyncState forgotten = new Forgotten(state);
    return sides.<Optional<Change>, IOException>open(
        job, forgotten, opened -> rebind(job, state, forgotten, run, question, opened));
  }

  private Optional<Change> rebind(
      Job job,
      SyncState state,
      SyncState forgotten,
      String run,
      Question question,
      BothSides.Opened opened)
      throws StoreException, IOException {
    Sides before = state.sides().orElseThrow();
    Sync sync = opened.sync();
    Sides now = sync.sides();
    boolean sourceChanged = before.source().isOtherThan(now.source());
    boolean targetChanged = before.target().isOtherThan(now.target());
    if (!sourceChanged && !targetChanged) {
      return Optional.empty();
    }
    boolean swapped =
        now.source().isSameStoreAs(before.target()) || now.target().isSameStoreAs(before.source());
    long known = state.pairingsPerFolder().values().stream().mapToLong(i -> i).sum();
    long recognised = known;
    if (sourceChanged) {
      recognised = Math.min(recognised, Recognition.of(opened.source(), state, Side.SOURCE));
    }
    if (targetChanged) {
      recognised = Math.min(recognised, Recognition.of(opened.target(), state, Side.TARGET));
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
