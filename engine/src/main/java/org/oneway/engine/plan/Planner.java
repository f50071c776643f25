// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/**
 * Makes a plan in two passes. First both sides are read, the target before the source: pairings met
 * are marked, and what the source says of a pairing is decided at once. Then what found no partner
 * is joined: by key, then by identity. What is left is created or gone.
 */
public final class Planner {
  private final PlanSettings settings;
  private final SourceStore source;
  private final TargetStore target;
  private final SyncState state;
  private final SourcePairings pairings;
  private final InstantSource clock;
  private final PlanListener listener;
  private final Scratch scratch;
  private final List<StateChange> settled;
  private final long generation;
  private final long firstId;
  private final List<Notice> notices = new ArrayList<>();
  private final Reading readTarget;
  private final Reading readSource;
  private final Capabilities capabilities;

  private Planner(
      PlanSettings settings,
      SourceStore source,
      TargetStore target,
      SyncState remembered,
      Path scratchParent,
      InstantSource clock,
      PlanListener listener,
      long generation,
      long firstId)
      throws StoreException {
    this.settings = settings;
    this.source = source;
    this.target = target;
    this.clock = clock;
    this.listener = listener;
    this.generation = generation;
    this.firstId = firstId;
    this.settled = new Settling(remembered, target).settle();
    this.state = settled.isEmpty() ? remembered : new SettledState(remembered, settled);
    this.scratch = Scratch.create(scratchParent);
    this.capabilities = target.capabilities();
    this.pairings = new SourcePairings(state);
    LastSeen known = new LastSeen(state, pairings, settings.reread());
    boolean anew = settings.reread().isPresent();
    this.readTarget =
        new Reading(target, Side.TARGET, state, known::atTarget, anew, notices::add, listener);
    this.readSource =
        new Reading(source, Side.SOURCE, state, known::atSource, anew, notices::add, listener);
  }

  /**
   * Reads both sides and decides; changes nothing anywhere but below {@code scratchParent}.
   *
   * @param firstId ids of operations are greater
   * @throws StoreException if a store as a whole cannot be read
   * @throws Stopped if the listener asks for it
   */
  public static Plan plan(
      PlanSettings settings,
      SourceStore source,
      TargetStore target,
      SyncState state,
      Path scratchParent,
      InstantSource clock,
      PlanListener listener,
      long generation,
      long firstId)
      throws StoreException {
    Planner planner =
        new Planner(
            settings, source, target, state, scratchParent, clock, listener, generation, firstId);
    boolean made = false;
    try {
      Plan plan = planner.make();
      made = true;
      return plan;
    } finally {
      if (!made) {
        planner.scratch.close();
      }
    }
  }

  /** What is known now of the intents that an interrupted run left. */
  public static List<StateChange> settle(SyncState state, TargetStore target)
      throws StoreException {
    return new Settling(state, target).settle();
  }

  private Plan make() throws StoreException {
    List<Scope> sourceScopes = source.scopes();
    FolderMap folders = folderMap(sourceScopes);
    UidChanges uidChanges = new UidChanges(scratch.directory());
    PlanDraft draft = new PlanDraft(scratch, folders, notices, uidChanges, firstId);
    Troubled troubled = new Troubled(state.pending(), clock);
    Targets targets = new Targets(state, scratch);
    List<Scope> targetScopes = target.scopes();
    targets.read(readTarget, targetScopes);
    folders.findRenamedTargets(targets.found(), targets.sizes(), keptAtTarget(folders));

    List<Scope> wanted =
        sourceScopes.stream()
            .filter(s -> s.folders().stream().anyMatch(f -> folders.ofSource(f).isPresent()))
            .toList();
    Stores stores =
        new Stores(scratch, folders, targets, wanted, targetScopes, readSource, readTarget);
    Members members = new Members(state, uidChanges);
    Desk desk =
        new Desk(
            settings,
            state,
            new Kept(state),
            scratch,
            targets,
            draft,
            troubled,
            capabilities.moves());
    Decider decider = new Decider(desk, members, stores);
    Takes takes = new Takes(settings, desk.kept());
    Sources sources =
        new Sources(folders, settings.absentIsDeleted(), scratch.log("source-strangers"));
    new SourceReader(state, pairings, scratch, folders, takes, decider, troubled, listener, sources)
        .read(readSource, wanted);

    Strangers strangers = new Strangers(state, scratch, settings, folders, targets);
    Admission admission =
        new Admission(
            state, scratch, settings, draft, troubled, strangers, members, capabilities, stores);
    LongLog left = new Joiner(state, scratch, folders, sources, decider, draft, stores).join();
    new Newcomers(
            state,
            scratch,
            sources,
            decider,
            draft,
            admission,
            strangers,
            members,
            capabilities.uidUniqueIn() == Capabilities.UidUniqueIn.ACCOUNT)
        .decide(dropBrokenOff(left, sources, folders));
    new Sweep(desk, folders, sources, decider, stores, takes, capabilities).run();
    decider.finish();
    admission.finish();
    decider.finish();
    draft.finish();
    uidChanges.close();
    Conclusion conclusion =
        new Conclusion(desk, clock, folders, sources, stores, wanted, targetScopes);
    return new Plan(
        scratch, conclusion.contents(generation, settled, notices, strangers.vanished()));
  }

  private FolderMap folderMap(List<Scope> scopes) throws StoreException {
    Map<FolderId, String> names = new HashMap<>();
    scopes.forEach(scope -> scope.folders().forEach(folder -> names.put(folder, scope.name())));
    List<Folder> sources = source.folders();
    return new FolderMap(settings, state.folders(), sources, target.folders(), names, notices::add);
  }

  /** How many items each target folder had, where one of them is gone. */
  private Map<FolderId, Integer> keptAtTarget(FolderMap folders) {
    Map<FolderId, Integer> kept = new HashMap<>();
    if (folders.isAnyTargetGone()) {
      Newcomers.Numbers.inBatches(
          state.nextPairing(),
          number -> true,
          Reading.BATCH,
          numbers -> {
            for (Pairing pairing : state.pairings(numbers).values()) {
              if (!pairing.notices().contains(Pairing.Notice.DELETED_AT_TARGET)) {
                kept.merge(pairing.targetFolder(), 1, Integer::sum);
              }
            }
          });
    }
    return kept;
  }

  /** What is new in a scope that broke off waits. */
  private LongLog dropBrokenOff(LongLog left, Sources sources, FolderMap folders) {
    if (sources.scopes().values().stream().allMatch(ScopeResult::ended)) {
      return left;
    }
    LongLog kept = scratch.log("source-kept");
    left.inBatches(
        Reading.BATCH,
        packed -> {
          for (long one : packed) {
            int folder = Sources.Stranger.unpack(one).folder();
            if (folders
                .ofNumber(folder)
                .flatMap(sources::scopeOf)
                .filter(ScopeResult::ended)
                .isPresent()) {
              kept.add(one);
            }
          }
        });
    return kept;
  }
}
