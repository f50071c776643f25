// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Item;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;
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
    Scratch scratch,
    Decider.Wants wants,
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
    Bases bases =
        Objects.requireNonNull(state.bases(Set.of(pairing.number())).get(pairing.number()));
    String title = Similarity.of(pairing.kind()).title(bases.source());
    boolean leads = pairing.notices().stream().noneMatch(Decider.FOLLOWS::contains);
    boolean isMember = other.notices().contains(Pairing.Notice.SHARES_OBJECT);
    if (leads) {
      inherit(pairing, bases, other, isMember);
    }
    if (leads ? isMember : pairing.notices().contains(Pairing.Notice.SHARES_OBJECT)) {
      draft.leave(pairing, pairing.target(), pairing.targetFolder(), Row.REMOVED_CREATED, title);
    } else {
      draft.forget(pairing, Row.REMOVED_CREATED, title, List.of());
    }
  }

  /** The other placement leads from now on, from what was last synced of the object. */
  private void inherit(Pairing pairing, Bases bases, Pairing other, boolean isMember)
      throws StoreException {
    boolean wasRead = sources.isHandled(other.number());
    FolderPairing folder = draft.folder(other.folder());
    if (wasRead) {
      wants.waits(folder);
    }
    Pairing heir =
        new Pairing(
            other.number(),
            isMember ? other.folder() : pairing.folder(),
            other.kind(),
            other.sourceUid(),
            pairing.targetUid(),
            pairing.origin(),
            new Seen(
                other.source().reference(),
                wasRead ? Optional.empty() : other.source().version(),
                pairing.source().fingerprint()),
            pairing.target(),
            isMember ? other.targetFolder() : pairing.targetFolder(),
            pairing.left(),
            pairing.ownFields(),
            other.updated(),
            Set.of());
    draft.remember(
        heir,
        true,
        spooled(heir, bases.source()),
        spooled(heir, bases.leftOrSource()),
        Row.REMOVED_CREATED,
        "",
        List.of("leads from now on"));
    sources.handle(other.number());
    if (!isMember) {
      targets.inherit(heir.number(), pairing.number());
      decider.decide(Decider.Case.unread(heir, folder));
    }
  }

  private long spooled(Pairing pairing, ObjectNode kept) {
    Item item =
        new Item(pairing.kind(), Optional.of(pairing.sourceUid()), kept, pairing.updated(), false);
    return scratch
        .spool()
        .put(
            new Spooled(
                pairing.source().reference(),
                Optional.empty(),
                Set.of(pairing.targetFolder()),
                item,
                false,
                List.of()));
  }
}
