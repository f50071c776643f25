// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Advance;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Held;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.plan.Operation.Action;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.undo.Journal;

/**
 * Carries out one plan: folders, then what writes nothing, then moves, updates and creates,
 * deletions last; then the checkpoints.
 */
final class Executor {
  private static final int QUIET_BATCH = 500;
  private final Plan plan;
  private final Set<String> tokens;
  private final SourceStore source;
  private final TargetStore target;
  private final SyncState state;
  private final Sides sides;
  private final Set<Kind> kinds;
  private final InstantSource clock;
  private final Keeper keeper;
  private final RunListener listener;
  private final Map<Integer, FolderPairing> folders = new LinkedHashMap<>();
  private final Set<Integer> held = new HashSet<>();
  private final Set<Integer> notAdvanced = new HashSet<>();
  private final Set<Integer> heldBack = new HashSet<>();
  private final Bookkeeping books;
  private boolean stopped;

  Executor(
      Plan plan,
      Set<String> tokens,
      SourceStore source,
      TargetStore target,
      SyncState state,
      Sides sides,
      Set<Kind> kinds,
      InstantSource clock,
      Journal journal,
      RunListener listener) {
    this.plan = plan;
    this.tokens = tokens;
    this.source = source;
    this.target = target;
    this.state = state;
    this.sides = sides;
    this.kinds = kinds;
    this.clock = clock;
    this.keeper = new Keeper(target, journal, plan.spool());
    this.listener = listener;
    this.books = new Bookkeeping(state, plan.spool());
  }

  /**
   * What became of it.
   *
   * @param report for the user
   * @param stale how many operations met a target that was not as planned
   */
  record Done(Report report, int stale) {}

  Done run() {
    Optional<Held> holds = plan.held().filter(h -> !tokens.contains(h.token()));
    holds.ifPresent(h -> h.folders().forEach(f -> held.add(f.folder())));
    notAdvanced.addAll(held);
    List<StoreException> troubles = new ArrayList<>(plan.troubles());
    List<Notice> notices = new ArrayList<>(plan.notices());
    plan.folders().forEach(folder -> folders.put(folder.number(), folder));
    Remembering remembering =
        new Remembering(
            target, state, books, keeper, listener, folders, plan, clock, isAllowed(), notAdvanced);
    Waves waves = new Waves(target, state, keeper, remembering, listener);
    boolean finished = false;
    try {
      begin();
      quiet(Action.REMEMBER, remembering);
      Jobs jobs = new Jobs(source, target, state, plan.spool(), folders, books);
      write(EnumSet.of(Action.MOVE, Action.UPDATE, Action.CREATE), jobs, waves);
      write(EnumSet.of(Action.JOIN), jobs, waves);
      write(EnumSet.of(Action.LEAVE), jobs, waves);
      if (stopped) {
        // Nothing more is begun.
      } else if (plan.deletionsAllowed()) {
        write(EnumSet.of(Action.DELETE), jobs, waves);
        if (!stopped) {
          quiet(Action.FORGET, remembering);
        }
      } else {
        each(EnumSet.of(Action.DELETE, Action.FORGET), this::waits);
        flushHeldBack();
      }
      finished = !stopped;
    } catch (StoreException e) {
      troubles.add(e);
    }
    if (finished) {
      advance(remembering);
    }
    notices.addAll(remembering.notices());
    target.remarks().forEach(text -> notices.add(new Notice(Notice.About.REMARK, "", "", text)));
    List<Pending> pending = state.pending();
    Counts counts = remembering.counts();
    for (Count kept : List.of(Count.UNCHANGED, Count.READ_SOURCE, Count.READ_TARGET)) {
      counts = counts.plus(kept, plan.counts().of(kept));
    }
    counts = counts.plus(Count.CONFLICTS, plan.counts().of(Count.CONFLICTS));
    counts = counts.plus(Count.SKIPPED, pending.size());
    return new Done(
        new Report(counts, holds, notices, pending, troubles, stopped), remembering.stale());
  }

  private void begin() throws StoreException {
    List<StateChange> changes = new ArrayList<>(plan.settled());
    if (!state.sides().equals(Optional.of(sides))) {
      changes.add(new StateChange.PutSides(sides));
    }
    for (int number : plan.toBeMade()) {
      FolderPairing planned = Optional.ofNullable(folders.get(number)).orElseThrow();
      folders.put(
          number,
          new FolderPairing(
              number,
              planned.source(),
              target.ensureFolder(planned.target(), kindsFor(planned)),
              planned.sourceGoneReported()));
    }
    Map<Integer, FolderPairing> before = new HashMap<>();
    state.folders().forEach(folder -> before.put(folder.number(), folder));
    for (FolderPairing folder : folders.values()) {
      if (!folder.equals(before.get(folder.number()))) {
        changes.add(new StateChange.PutFolder(folder));
      }
    }
    plan.vanished().forEach(reference -> changes.add(new StateChange.DropForeign(reference)));
    try (Cursor<Foreign> strangers = plan.strangers()) {
      for (Optional<Foreign> next = strangers.next(); next.isPresent(); next = strangers.next()) {
        changes.add(new StateChange.PutForeign(next.get()));
        if (changes.size() >= QUIET_BATCH) {
          state.commit(changes);
          changes.clear();
        }
      }
    }
    commit(changes);
  }

  /** What may be put into the target folder of a pairing. */
  private Set<Kind> kindsFor(FolderPairing folder) throws StoreException {
    Set<Kind> both = new HashSet<>(kinds);
    both.retainAll(source.kindsIn(folder.source()));
    return both.isEmpty() ? kinds : both;
  }

  /** Each commit is made to last; one that says nothing is not made. */
  private void commit(List<StateChange> changes) {
    if (!changes.isEmpty()) {
      state.commit(changes);
    }
  }

  private void quiet(Action action, Remembering remembering) {
    List<StateChange> changes = new ArrayList<>();
    each(
        EnumSet.of(action),
        operation -> {
          if (held.contains(operation.folder())) {
            waits(operation);
            return;
          }
          changes.addAll(books.quiet(operation));
          remembering.countQuiet(operation);
          if (changes.size() >= QUIET_BATCH) {
            state.commit(changes);
            changes.clear();
          }
        });
    flushHeldBack();
    commit(changes);
  }

  private void write(Set<Action> actions, Jobs jobs, Waves waves) throws StoreException {
    try (Cursor<Operation> operations = plan.operations(actions)) {
      for (Optional<Operation> next = operations.next();
          next.isPresent();
          next = operations.next()) {
        stopped = stopped || listener.stopRequested();
        if (stopped) {
          waves.leave();
          break;
        }
        if (held.contains(next.get().folder())) {
          waits(next.get());
        } else {
          waves.add(next.get(), jobs);
        }
      }
    }
    flushHeldBack();
    waves.flush(jobs);
    waves.settle(jobs);
  }

  private void each(Set<Action> actions, java.util.function.Consumer<Operation> consumer) {
    try (Cursor<Operation> operations = plan.operations(actions)) {
      for (Optional<Operation> next = operations.next();
          next.isPresent();
          next = operations.next()) {
        consumer.accept(next.get());
      }
    }
  }

  /** What was told of an item is told again wherever it was told: where it is, was, and goes. */
  private void waits(Operation operation) {
    notAdvanced.add(operation.folder());
    notAdvanced.add(ofTarget(operation.from()));
    heldBack.add(operation.pairing().number());
    if (heldBack.size() >= QUIET_BATCH) {
      flushHeldBack();
    }
  }

  private void flushHeldBack() {
    if (heldBack.isEmpty()) {
      return;
    }
    for (Pairing before : state.pairings(heldBack).values()) {
      notAdvanced.add(before.folder());
      notAdvanced.add(ofTarget(before.targetFolder()));
    }
    heldBack.clear();
  }

  private int ofTarget(FolderId target) {
    return Advance.folderOf(target, folders.values());
  }

  private boolean isAllowed() {
    return plan.held().filter(h -> tokens.contains(h.token())).isPresent();
  }

  /** Checkpoints and what is pending before them, in one commit. */
  private void advance(Remembering remembering) {
    List<StateChange> changes = new ArrayList<>();
    for (Pending pending : plan.pending()) {
      changes.add(new StateChange.PutPending(pending));
    }
    for (Pending pending : remembering.refused()) {
      changes.add(new StateChange.PutPending(pending));
    }
    Set<String> refused = new HashSet<>();
    remembering.refused().forEach(pending -> refused.add(pending.id()));
    for (String id : plan.settledPending()) {
      if (!refused.contains(id)) {
        changes.add(new StateChange.DropPending(id));
      }
    }
    for (Advance advance : plan.advances()) {
      if (advance.folders().stream().noneMatch(notAdvanced::contains)) {
        Checkpoint checkpoint = behindOurWrites(advance);
        if (!checkpoint.equals(state.checkpoint(advance.side(), advance.scope().name()))) {
          changes.add(
              new StateChange.PutCheckpoint(advance.side(), advance.scope().name(), checkpoint));
        }
      }
    }
    commit(changes);
  }

  private Checkpoint behindOurWrites(Advance advance) {
    if (advance.side() == Side.SOURCE) {
      return advance.checkpoint();
    }
    try {
      return target.after(advance.scope(), advance.checkpoint()).orElse(advance.checkpoint());
    } catch (StoreException e) {
      return advance.checkpoint(); // only seen twice
    }
  }
}
