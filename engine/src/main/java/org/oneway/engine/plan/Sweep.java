// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.StoreException;

/** What nobody named: gone at the source, or changed at the target alone. */
record Sweep(
    PlanSettings settings,
    SyncState state,
    FolderMap folders,
    Targets targets,
    Sources sources,
    Decider decider,
    PlanDraft draft,
    Capabilities capabilities) {
  void run() throws StoreException {
    boolean anyComplete = sources.scopes().values().stream().anyMatch(ScopeResult::complete);
    boolean targetComplete = targets.scopes().values().stream().anyMatch(ScopeResult::complete);
    BitSet news = targets.news();
    Newcomers.Numbers.inBatches(
        state.nextPairing(),
        number ->
            !sources.isHandled(number)
                && (news.get(number)
                    || sources.removed().get(number)
                    || (anyComplete && !sources.isMet(number))
                    || (targetComplete && !targets.isMet(number))),
        Reading.BATCH,
        numbers -> {
          Map<Integer, Pairing> pairings = state.pairings(numbers);
          for (Pairing pairing : pairings.values()) {
            sweep(pairing);
          }
        });
  }

  private void sweep(Pairing pairing) throws StoreException {
    if (!folders.isActive(pairing.folder())) {
      return;
    }
    FolderPairing folder = draft.folder(pairing.folder());
    if (sources.isRemoved(pairing)) {
      if (passesFilter(pairing)) {
        removed(pairing, folder);
      }
    } else if (sources.scopeOf(folder).filter(ScopeResult::ended).isPresent()
        && !sources.scopeOf(folder).filter(ScopeResult::exhaustive).isPresent()) {
      sources.handle(pairing.number());
      decider.decide(Decider.Case.unread(pairing, folder));
    }
  }

  private boolean passesFilter(Pairing pairing) {
    if (settings.filter() == Filter.NONE
        || settings.policies().onLeaveFilter() == Policies.OnLeaveFilter.DELETE) {
      return true;
    }
    Bases bases = state.bases(Set.of(pairing.number())).get(pairing.number());
    return bases == null || settings.filter().includes(pairing.kind(), bases.source());
  }

  private void removed(Pairing pairing, FolderPairing folder) throws StoreException {
    sources.handle(pairing.number());
    if (capabilities.uidUniqueIn() == Capabilities.UidUniqueIn.ACCOUNT) {
      List<Pairing> others =
          state
              .byTargetKey(Set.of(pairing.targetKey()))
              .getOrDefault(pairing.targetKey(), List.of())
              .stream()
              .filter(p -> p.number() != pairing.number() && folders.isActive(p.folder()))
              .filter(p -> !sources.isRemoved(p))
              .toList();
      if (!others.isEmpty()) {
        outlived(pairing, others.get(0));
        return;
      }
    }
    decider.decide(Decider.Case.removed(pairing, folder));
  }

  /** One placement of an object goes, another stays: the object stays, in the other's folder. */
  private void outlived(Pairing pairing, Pairing other) throws StoreException {
    String title =
        Similarity.of(pairing.kind())
            .title(
                Objects.requireNonNull(state.bases(Set.of(pairing.number())).get(pairing.number()))
                    .source());
    boolean leads = pairing.notices().stream().noneMatch(Decider.FOLLOWS::contains);
    if (capabilities.manyFoldersPerItem()
        && (leads || pairing.notices().contains(Pairing.Notice.SHARES_OBJECT))) {
      draft.leave(pairing, pairing.target(), pairing.targetFolder(), Row.REMOVED_CREATED, title);
      return;
    }
    draft.forget(pairing, Row.REMOVED_CREATED, title, List.of());
    if (leads) {
      Pairing heir =
          new Pairing(
              other.number(),
              pairing.folder(),
              other.kind(),
              other.sourceUid(),
              pairing.targetUid(),
              pairing.origin(),
              other.source(),
              pairing.target(),
              pairing.targetFolder(),
              pairing.left(),
              pairing.ownFields(),
              other.updated(),
              Set.of());
      sources.handle(other.number());
      targets.inherit(heir.number(), pairing.number());
      decider.decide(Decider.Case.unread(heir, draft.folder(other.folder())));
    }
  }
}
