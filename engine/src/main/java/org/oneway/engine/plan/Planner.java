// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
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
    boolean anew = settings.reread().isPresent();
    this.readTarget =
        new Reading(target, Side.TARGET, state, this::knownAtTarget, anew, notices::add, listener);
    this.readSource =
        new Reading(source, Side.SOURCE, state, this::knownAtSource, anew, notices::add, listener);
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
    Desk desk = new Desk(settings, state, scratch, targets, draft, troubled, capabilities.moves());
    Decider decider = new Decider(desk, members, stores);
    Sources sources = new Sources(state, scratch, folders, settings, decider, troubled, listener);
    sources.read(readSource, wanted);

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
    new Sweep(
            settings,
            state,
            folders,
            targets,
            sources,
            decider,
            draft,
            scratch,
            stores,
            capabilities)
        .run();
    decider.finish();
    admission.finish();
    decider.finish();
    draft.finish();
    uidChanges.close();
    return finish(
        folders, draft, troubled, targets, sources, strangers, stores, wanted, targetScopes);
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

  private Plan finish(
      FolderMap folders,
      PlanDraft draft,
      Troubled troubled,
      Targets targets,
      Sources sources,
      Strangers strangers,
      Stores stores,
      List<Scope> wanted,
      List<Scope> targetScopes) {
    draft.count(Count.READ_SOURCE, sources.named());
    draft.count(Count.READ_TARGET, targets.named());
    for (Scope scope : wanted) {
      boolean ended = sources.resultOf(scope).filter(ScopeResult::ended).isPresent();
      if (!ended) {
        troubled.keep(scope.name());
      }
    }
    for (Pending pending : state.pending()) {
      boolean inSync = wanted.stream().anyMatch(scope -> scope.name().equals(pending.scope()));
      boolean offered =
          pending
              .reference()
              .map(sources::wasOffered)
              .orElse(sources.wasReadWhole(pending.scope()));
      if (inSync && !offered) {
        troubled.keep(pending);
      }
    }
    List<Pending> pending = troubled.now();
    Set<String> pendingIds = new HashSet<>();
    pending.forEach(one -> pendingIds.add(one.id()));
    Set<String> settledPending = new HashSet<>();
    for (Pending old : state.pending()) {
      if (!pendingIds.contains(old.id())) {
        settledPending.add(old.id());
      }
    }
    draft.count(Count.SKIPPED, pending.size());
    draft.count(Count.UNCHANGED, Math.max(0, kept(folders) - draft.touched()));
    writeStrangers(targets);
    List<StoreException> troubles = new ArrayList<>();
    Set<ScopeResult> results = new HashSet<>(sources.scopes().values());
    results.addAll(targets.scopes().values());
    results.forEach(result -> result.trouble().ifPresent(troubles::add));
    boolean deletionsAllowed = results.stream().allMatch(ScopeResult::ended);
    return new Plan(
        scratch,
        new Plan.Contents(
            state.name(),
            generation,
            draft.counts(),
            draft
                .guard()
                .held(
                    settings.limits(),
                    state,
                    number -> folders.ofNumber(number).map(f -> f.target().name()).orElse(""),
                    sources::listed,
                    clock),
            notices,
            troubles,
            pending,
            settledPending,
            folders.all(),
            scopeNames(folders),
            folders.toBeMade(),
            advances(folders, targets, sources, stores, wanted, targetScopes),
            settled,
            strangers.vanished(),
            deletionsAllowed));
  }

  private List<Advance> advances(
      FolderMap folders,
      Targets targets,
      Sources sources,
      Stores stores,
      List<Scope> wanted,
      List<Scope> targetScopes) {
    List<Advance> advances = new ArrayList<>();
    for (Scope scope : wanted) {
      Optional<ScopeResult> result = sources.resultOf(scope).filter(ScopeResult::ended);
      if (result.isPresent()
          && !stores.waiting().contains(scope.name())
          && !sources.askAgain().contains(scope.name())) {
        Set<Integer> numbers = new HashSet<>();
        scope
            .folders()
            .forEach(f -> folders.ofSource(f).map(folders::resolve).ifPresent(numbers::add));
        advances.add(new Advance(Side.SOURCE, scope, result.get().checkpoint(), numbers));
      }
    }
    for (Scope scope : targetScopes) {
      Optional<ScopeResult> result =
          scope.folders().stream()
              .findFirst()
              .flatMap(f -> Optional.ofNullable(targets.scopes().get(f)))
              .filter(ScopeResult::ended);
      if (result.isPresent() && !targets.askAgain().contains(scope.name())) {
        Set<Integer> numbers = new HashSet<>();
        scope.folders().forEach(f -> numbers.add(folders.ofTarget(f)));
        advances.add(new Advance(Side.TARGET, scope, checkpoint(result.get()), numbers));
      }
    }
    return advances;
  }

  /** What a renumbered target no longer has is found when everything is listed once more. */
  private static Checkpoint checkpoint(ScopeResult target) {
    return target.renumbered() ? Checkpoint.NONE : target.checkpoint();
  }

  private int kept(FolderMap folders) {
    return state.pairingsPerFolder().entrySet().stream()
        .filter(entry -> folders.isActive(entry.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private static Map<Integer, String> scopeNames(FolderMap folders) {
    Map<Integer, String> names = new HashMap<>();
    folders.all().forEach(folder -> names.put(folder.number(), folders.scopeName(folder)));
    return names;
  }

  private void writeStrangers(Targets targets) {
    Path file = scratch.directory().resolve(Plan.StrangerFile.NAME);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      targets
          .strangers()
          .<IOException>inBatches(
              Reading.BATCH,
              batch -> {
                for (long position : batch) {
                  if (scratch.spool().get(position).item().uid().isPresent()) {
                    out.writeLong(position);
                  }
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<Reference, Known.Seen> knownAtSource(Collection<Reference> all) {
    Map<Reference, Known.Seen> known = new HashMap<>();
    state
        .bySource(notReread(all))
        .forEach(
            (reference, pairings) -> {
              Pairing first = pairings.get(0);
              known.put(reference, new Known.Seen(first.sourceKey(), first.source().version()));
            });
    return known;
  }

  private Collection<Reference> notReread(Collection<Reference> all) {
    return settings.reread().isEmpty()
        ? all
        : all.stream().filter(settings.reread().get().negate()).toList();
  }

  private Map<Reference, Known.Seen> knownAtTarget(Collection<Reference> all) {
    Collection<Reference> references = notReread(all);
    Map<Reference, Known.Seen> known = new HashMap<>();
    for (Map.Entry<Reference, Foreign> entry : state.foreign(references).entrySet()) {
      known.put(entry.getKey(), new Known.Seen(entry.getValue().key(), entry.getValue().version()));
    }
    state
        .byTarget(references)
        .forEach(
            (reference, pairings) -> {
              Pairing first = pairings.get(0);
              known.put(reference, new Known.Seen(first.targetKey(), first.target().version()));
            });
    return known;
  }
}
