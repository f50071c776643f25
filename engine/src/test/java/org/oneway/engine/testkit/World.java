// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.oneway.engine.item.Finding;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.run.Report;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.run.Sync;
import org.oneway.engine.run.SyncSettings;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.Sides;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.undo.Journal;

/**
 * A source, a target, what is remembered of both, and a sync between them, each run of which is a
 * process of its own. Every run is watched: the source is never written to, streams are closed, and
 * nothing is left in the scratch directory.
 */
public final class World {
  /** The folder that both stores of a new world have. */
  public static final String FRIENDS = "Friends";

  private final Path scratch;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T06:00:00Z"));
  private final MemoryState state;
  private FakeStore source;
  private FakeStore target;
  private SyncSettings settings;
  private UnaryOperator<SourceStore> lens = store -> store;
  private Journal journal = Journal.NONE;

  private World(Path scratch, MemoryState state, Traits source, Traits target) {
    this.scratch = scratch;
    this.state = state;
    this.source = new FakeStore("mailhost", source, clock);
    this.target = new FakeStore("phone", target, clock);
    this.settings = SyncSettings.of("contacts", sides("mailhost", "phone"));
  }

  /**
   * Two stores with one empty folder each.
   *
   * @param scratch an empty directory
   */
  public static World of(Path scratch, Traits source, Traits target) {
    World world = new World(scratch, new MemoryState(), source, target);
    world.source.addFolder(FRIENDS);
    world.target.addFolder(FRIENDS);
    return world;
  }

  /** Another sync into the same target with the same state, from a new source. */
  public World another(String sync, Traits from) {
    World other = new World(scratch, state, from, target.traits());
    other.source = new FakeStore(sync + "host", from, clock);
    other.source.addFolder(FRIENDS);
    other.target = target;
    other.settings = SyncSettings.of(sync, sides(sync + "host", "phone"));
    return other;
  }

  private static Sides sides(String source, String target) {
    return new Sides(
        new Sides.StoreName(source, "fake", ""), new Sides.StoreName(target, "fake", ""));
  }

  public FakeStore source() {
    return source;
  }

  public FakeStore target() {
    return target;
  }

  public MemoryState state() {
    return state;
  }

  public ManualClock clock() {
    return clock;
  }

  public World settings(UnaryOperator<SyncSettings> change) {
    settings = change.apply(settings);
    return this;
  }

  public SyncSettings settings() {
    return settings;
  }

  /** From now on the source is this store, under the same configured name. */
  public World withSource(FakeStore other) {
    source = other;
    return this;
  }

  /** From now on the source is read through this. */
  public World readThrough(UnaryOperator<SourceStore> other) {
    lens = other;
    return this;
  }

  /** From now on runs keep here what they overwrite and delete. */
  public World keepingIn(Journal other) {
    journal = other;
    return this;
  }

  /** From now on the target is this store, under the same configured name. */
  public World withTarget(FakeStore other) {
    target = other;
    return this;
  }

  /** A run without faults. */
  public Ran sync(String... tokens) {
    return sync(new Faults(), tokens);
  }

  /** A run with these faults; what ends it early is among its troubles. */
  public Ran sync(Faults faults, String... tokens) {
    return new Run(faults).go(Set.of(tokens));
  }

  /**
   * A run that is killed.
   *
   * @throws AssertionError if it was not
   */
  public void syncCutOff(Faults faults) {
    Optional<Ran> ran = syncPerhapsCutOff(faults);
    if (ran.isPresent()) {
      throw new AssertionError("nothing cut this run off:\n" + ran.get());
    }
  }

  /** A run that may be killed; then there is nothing to see of it. */
  public Optional<Ran> syncPerhapsCutOff(Faults faults) {
    try {
      Ran ran = new Run(faults).go(Set.of());
      return faults.powerIsOff() ? Optional.empty() : Optional.of(ran);
    } catch (Throwable thrown) {
      // Whatever a dying process makes of its death, nobody hears it.
      if (faults.powerIsOff()) {
        clock.pass(Duration.ofMinutes(1));
        return Optional.empty();
      }
      throw thrown;
    }
  }

  /** Plans, and does nothing. */
  public Ran plan() {
    return new Run(new Faults()).planOnly();
  }

  /** What is remembered and not so, in words; empty after a run that nothing disturbed. */
  public List<String> inconsistencies() {
    return new Consistency(state.sync(settings.name()), target).complaints();
  }

  /** One process. */
  private final class Run {
    private final Faults faults;
    private final FaultyState faultyState;
    private final int sourceLog = source.log().size();
    private final int targetLog = target.log().size();
    private final int sourceWrites = source.log().writes().size();
    private final Map<String, List<Card>> sourceBefore = source.contents();
    private final long sourceRevision = source.revision();
    private final List<String> found = new ArrayList<>();

    Run(Faults faults) {
      this.faults = faults;
      this.faultyState = new FaultyState(state, faults);
    }

    Ran go(Set<String> tokens) {
      return ran((sync, plan) -> sync.execute(plan, tokens));
    }

    Ran planOnly() {
      Map<String, List<Card>> targetBefore = target.contents();
      long stateBefore = state.generation();
      Ran ran =
          ran(
              (sync, plan) ->
                  new Report(
                      plan.counts(), plan.held(), plan.notices(), plan.pending(), plan.troubles()));
      require(target.contents().equals(targetBefore), "a plan has changed the target");
      require(ran.writes().isEmpty(), "a plan has written: " + ran.writes());
      require(state.generation() == stateBefore, "a plan has changed the state");
      return ran;
    }

    private Ran ran(Step step) {
      List<Path> scratchBefore = inScratch();
      Ran ran;
      try (SourceStore from =
              new FaultySource(lens.apply(source.openSource()), Side.SOURCE, faults);
          TargetStore to = new FaultyTarget(target.openTarget(), faults)) {
        ran = ran(from, to, step);
      }
      clock.pass(Duration.ofMinutes(1));
      require(source.openStreams() == 0, "a stream of the source is open");
      require(target.openStreams() == 0, "a stream of the target is open");
      require(faultyState.openCursors() == 0, "rows of the state are still being pulled");
      require(scratchBefore.containsAll(inScratch()), "left in scratch: " + inScratch());
      requireSourceUntouched();
      return ran;
    }

    private Ran ran(SourceStore from, TargetStore to, Step step) {
      Sync sync =
          new Sync(
              settings,
              from,
              to,
              faultyState.sync(settings.name()),
              scratch,
              clock,
              listener(),
              journal);
      try (Plan plan = sync.plan()) {
        List<Operation> planned = writesOf(plan);
        Report report = step.take(sync, plan);
        return new Ran(
            report, planned, source.log().since(sourceLog), target.log().since(targetLog), found);
      } catch (StoreException e) {
        return Ran.ended(e, source.log().since(sourceLog), target.log().since(targetLog));
      }
    }

    private List<Operation> writesOf(Plan plan) {
      List<Operation> operations = new ArrayList<>();
      try (Cursor<Operation> writes = plan.writes()) {
        for (var next = writes.next(); next.isPresent(); next = writes.next()) {
          operations.add(next.get());
        }
      }
      return operations;
    }

    private RunListener listener() {
      return new RunListener() {
        @Override
        public void found(String title, Finding finding) {
          found.add(title + ": " + finding.words());
        }
      };
    }

    private void requireSourceUntouched() {
      require(source.log().writes().size() == sourceWrites, "the source was written to");
      if (source.revision() == sourceRevision) {
        require(source.contents().equals(sourceBefore), "the source was changed");
      }
    }
  }

  /** What is done with a plan. */
  private interface Step {
    Report take(Sync sync, Plan plan) throws StoreException;
  }

  private List<Path> inScratch() {
    try (Stream<Path> files = Files.walk(scratch)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
