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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;

/** What a plan comes to once everything is decided: what is pending, held back, and remembered. */
record Conclusion(
    Desk desk,
    InstantSource clock,
    FolderMap folders,
    Sources sources,
    Stores stores,
    List<Scope> sourceScopes,
    List<Scope> targetScopes) {
  /** Everything that the plan says beside its operations. */
  Plan.Contents contents(
      long generation, List<StateChange> settled, List<Notice> notices, List<Reference> vanished) {
    PlanDraft draft = desk.draft();
    keepUnheard();
    List<Pending> pending = desk.troubled().now();
    draft.count(Count.READ_SOURCE, sources.named());
    draft.count(Count.READ_TARGET, desk.targets().named());
    draft.count(Count.SKIPPED, pending.size());
    draft.count(Count.UNCHANGED, Math.max(0, kept() - draft.touched()));
    writeStrangers();
    List<StoreException> troubles = new ArrayList<>();
    Set<ScopeResult> results = new HashSet<>(sources.scopes().values());
    results.addAll(desk.targets().scopes().values());
    results.forEach(result -> result.trouble().ifPresent(troubles::add));
    return new Plan.Contents(
        desk.state().name(),
        generation,
        draft.counts(),
        held(),
        notices,
        troubles,
        pending,
        noLongerAmong(pending),
        folders.all(),
        scopeNames(),
        folders.toBeMade(),
        advances(),
        settled,
        vanished,
        results.stream().allMatch(ScopeResult::ended));
  }

  /** What was pending stays so where this run could not hear of it. */
  private void keepUnheard() {
    Troubled troubled = desk.troubled();
    for (Scope scope : sourceScopes) {
      if (sources.resultOf(scope).filter(ScopeResult::ended).isEmpty()) {
        troubled.keep(scope.name());
      }
    }
    for (Pending pending : desk.state().pending()) {
      boolean inSync =
          sourceScopes.stream().anyMatch(scope -> scope.name().equals(pending.scope()));
      boolean offered =
          pending
              .reference()
              .map(sources::wasOffered)
              .orElse(sources.wasReadWhole(pending.scope()));
      if (inSync && !offered) {
        troubled.keep(pending);
      }
    }
  }

  /** Ids of what was pending before this run and is not any more. */
  private Set<String> noLongerAmong(List<Pending> pending) {
    Set<String> ids = new HashSet<>();
    desk.state().pending().forEach(old -> ids.add(old.id()));
    pending.forEach(one -> ids.remove(one.id()));
    return ids;
  }

  private Optional<Held> held() {
    return desk.draft()
        .guard()
        .held(
            desk.settings().limits(),
            desk.state(),
            number -> folders.ofNumber(number).map(f -> f.target().name()).orElse(""),
            sources::listed,
            clock);
  }

  /** The checkpoints of the scopes that were read to their end and in which nothing waits. */
  private List<Advance> advances() {
    List<Advance> advances = new ArrayList<>();
    for (Scope scope : sourceScopes) {
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
              .flatMap(f -> Optional.ofNullable(desk.targets().scopes().get(f)))
              .filter(ScopeResult::ended);
      if (result.isPresent() && !desk.targets().askAgain().contains(scope.name())) {
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

  private int kept() {
    return desk.state().pairingsPerFolder().entrySet().stream()
        .filter(entry -> folders.isActive(entry.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private Map<Integer, String> scopeNames() {
    Map<Integer, String> names = new HashMap<>();
    folders.all().forEach(folder -> names.put(folder.number(), folders.scopeName(folder)));
    return names;
  }

  /** Leaves the places of unpaired target items where the plan finds them. */
  private void writeStrangers() {
    Path file = desk.scratch().directory().resolve(Plan.StrangerFile.NAME);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      desk.targets()
          .strangers()
          .<IOException>inBatches(
              Reading.BATCH,
              batch -> {
                for (long position : batch) {
                  if (desk.scratch().spool().get(position).item().uid().isPresent()) {
                    out.writeLong(position);
                  }
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
