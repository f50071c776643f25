// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Filter;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.plan.PlanArchive;
import org.oneway.engine.plan.PlanListener;
import org.oneway.engine.plan.PlanSettings;
import org.oneway.engine.plan.Planner;
import org.oneway.engine.plan.Policies;
import org.oneway.engine.plan.Stopped;
import org.oneway.engine.select.SelectedSource;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.undo.Journal;

/**
 * One sync: a source, a target, and what is remembered of both. Whoever opened the stores and the
 * state closes them.
 */
public final class Sync {
  /** How often a run decides again what met a target that had changed meanwhile. */
  private static final int ROUNDS = 3;

  /** Operations of different plans of one run have different ids. */
  private static final int PLAN_BITS = 40;

  private final SyncSettings settings;
  private final SourceStore source;
  private final Filter filter;
  private final TargetStore target;
  private final SyncState state;
  private final Path scratch;
  private final InstantSource clock;
  private final RunListener listener;
  private final Journal journal;
  private long plans;

  /**
   * Puts a sync together; nothing is read yet.
   *
   * @param scratch a directory that exists, for the run's disposable files
   */
  public Sync(
      SyncSettings settings,
      SourceStore source,
      TargetStore target,
      SyncState state,
      Path scratch,
      InstantSource clock,
      RunListener listener) {
    this(settings, source, target, state, scratch, clock, listener, Journal.NONE);
  }

  /** The same, which keeps what it overwrites and deletes. */
  public Sync(
      SyncSettings settings,
      SourceStore source,
      TargetStore target,
      SyncState state,
      Path scratch,
      InstantSource clock,
      RunListener listener,
      Journal journal) {
    this.settings = settings;
    this.source =
        SelectedSource.of(
            source,
            settings.selection(),
            settings.kinds(),
            settings.policies().onLeaveFilter() == Policies.OnLeaveFilter.DELETE,
            clock);
    this.filter = settings.filter().and(settings.selection().filter(clock));
    this.target = target;
    this.state = state;
    this.scratch = scratch;
    this.clock = clock;
    this.listener = listener;
    this.journal = journal;
  }

  /**
   * Reads both sides and decides. Changes nothing at either and nothing in the state.
   *
   * @throws StoreException if a store as a whole cannot be read; a single folder that cannot be
   *     read is among the plan's troubles
   * @throws Stopped if the listener asks for it
   */
  public Plan plan() throws StoreException {
    return plan(Optional.empty());
  }

  /**
   * Reads both sides again and compares them with what was synced. Changes nothing at either and
   * nothing in the state.
   *
   * @param reread which items are read although their version is the one known
   * @throws StoreException as {@link #plan}
   */
  public Verified verify(Predicate<Reference> reread) throws StoreException {
    try (Plan plan = plan(Optional.of(reread))) {
      return new Verification(plan, state).run();
    }
  }

  private Plan plan(Optional<Predicate<Reference>> reread) throws StoreException {
    checkIdentity();
    Plan plan =
        Planner.plan(
            planSettings(reread),
            source,
            target,
            state,
            scratch,
            clock,
            new Listening(),
            generation(),
            plans++ << PLAN_BITS);
    listener.planned(plan.counts());
    return plan;
  }

  /**
   * Carries out a plan of this sync and remembers what became of it. What met a target that had
   * changed meanwhile is decided again.
   *
   * @param tokens the deletions that are allowed although the guard holds them
   */
  public Report execute(Plan plan, Set<String> tokens) throws StoreException {
    Executor.Done done = run(plan, tokens);
    Report report = done.report();
    for (int round = 1;
        round < ROUNDS && done.stale() > 0 && report.troubles().isEmpty() && !report.stopped();
        round++) {
      try (Plan again = plan()) {
        done = run(again, tokens);
        report = together(report, done.report());
      } catch (Stopped e) {
        report = stopped(report);
      }
    }
    return report;
  }

  /** Carries out exactly this plan; what met a target that had changed waits for the next run. */
  public Report executeExactly(Plan plan, Set<String> tokens) throws StoreException {
    return run(plan, tokens).report();
  }

  /**
   * Reads back a plan kept by {@link Plan#save}.
   *
   * @throws StoreException.InputRefused if it is no plan of this sync, or another run has changed
   *     the state since
   */
  public Plan load(Path file) throws StoreException {
    checkIdentity();
    Plan plan = PlanArchive.read(file, scratch, Planner.settle(state, target));
    if (plan.sync().equals(settings.name()) && plan.generation() == generation()) {
      return plan;
    }
    String why =
        plan.sync().equals(settings.name())
            ? "another run has changed the state since it was made"
            : "it is a plan of sync \"" + plan.sync() + "\"";
    plan.close();
    throw new StoreException.InputRefused(
        file + " cannot be carried out: " + why + ".",
        "Make a new one:  oneway plan --save " + file);
  }

  /**
   * Remembers of a plan of this sync what both stores hold already, and carries out nothing else:
   * no store is written, no checkpoint advances.
   *
   * @param created which target items are known to be of this sync's making
   * @param look only count; nothing is committed
   */
  public Remembered remember(Plan plan, Made created, boolean look) throws StoreException {
    return new Rediscovery(plan, target, state, sides(), created, look).run();
  }

  /** The stores that this sync has now, as far as they know who they are. */
  public Sides sides() throws StoreException {
    return new Sides(
        identified(settings.sides().source(), source),
        identified(settings.sides().target(), target));
  }

  private Executor.Done run(Plan plan, Set<String> tokens) throws StoreException {
    return new Executor(
            plan,
            tokens,
            source,
            target,
            state,
            sides(),
            settings.kinds(),
            clock,
            journal,
            listener)
        .run();
  }

  private long generation() {
    return state.generation();
  }

  private PlanSettings planSettings(Optional<Predicate<Reference>> reread) throws StoreException {
    return new PlanSettings(
        sides().target(),
        settings.kinds(),
        settings.folders(),
        settings.createFolders(),
        settings.policies(),
        settings.limits(),
        settings.absentIsDeleted(),
        settings.olderIsStale(),
        filter,
        reread);
  }

  private static Sides.StoreName identified(Sides.StoreName name, SourceStore store)
      throws StoreException {
    return new Sides.StoreName(name.name(), name.type(), store.identity().orElse(""));
  }

  /** A sync that is pointed at another account or store stops instead of deleting. */
  private void checkIdentity() throws StoreException {
    Optional<Sides> before = state.sides();
    if (before.isPresent()) {
      Sides now = sidesAgain();
      check("source", before.get().source(), now.source());
      check("target", before.get().target(), now.target());
    }
  }

  /** A service that was there before is not missing; it cannot be reached. */
  private Sides sidesAgain() throws StoreException {
    try {
      return sides();
    } catch (StoreException.NoService e) {
      throw new StoreException.Unavailable(
          String.valueOf(e.getMessage()),
          "It was there before: look at the network, and try again later",
          Optional.empty());
    }
  }

  private void check(String side, Sides.StoreName before, Sides.StoreName now)
      throws StoreException {
    if (!before.isOtherThan(now)) {
      return;
    }
    throw new StoreException.IdentityChanged(
        "The "
            + side
            + " of sync \""
            + settings.name()
            + "\" is now "
            + now.words()
            + "; the state remembers "
            + before.words()
            + ". Nothing was read or changed.",
        "Point it back at the store that it had; or, if this one is meant, let it take it, which"
            + " shows first what that means.");
  }

  private static Report together(Report first, Report second) {
    Counts counts = second.counts();
    for (Count done :
        List.of(Count.ADDED, Count.CHANGED, Count.DELETED, Count.MOVED, Count.ADOPTED)) {
      counts = counts.plus(done, first.counts().of(done));
    }
    List<Notice> notices = new ArrayList<>(first.notices());
    second.notices().stream().filter(n -> !notices.contains(n)).forEach(notices::add);
    return new Report(
        counts, second.held(), notices, second.pending(), second.troubles(), second.stopped());
  }

  private static Report stopped(Report report) {
    return new Report(
        report.counts(),
        report.held(),
        report.notices(),
        report.pending(),
        report.troubles(),
        true);
  }

  private final class Listening implements PlanListener {
    @Override
    public void reading(Side side, String scope, long named) {
      listener.reading(side, scope, named);
    }

    @Override
    public void found(String title, Finding finding) {
      listener.found(title, finding);
    }

    @Override
    public boolean stopRequested() {
      return listener.stopRequested();
    }
  }
}
