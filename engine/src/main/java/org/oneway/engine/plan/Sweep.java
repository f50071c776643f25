// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.StoreException;

/** What nobody named: gone at the source, or changed at the target alone. */
record Sweep(
    Desk desk,
    FolderMap folders,
    Sources sources,
    Decider decider,
    Decider.Wants wants,
    Takes takes,
    Capabilities capabilities) {
  void run() throws StoreException {
    boolean anyComplete = sources.scopes().values().stream().anyMatch(ScopeResult::complete);
    boolean targetComplete =
        desk.targets().scopes().values().stream().anyMatch(ScopeResult::complete);
    BitSet news = desk.targets().news();
    Newcomers.Numbers.inBatches(
        desk.state().nextPairing(),
        number ->
            (!sources.isHandled(number) || sources.isUnsaid(number))
                && (news.get(number)
                    || (takes.anyMayHaveLeft() && !sources.isUnsaid(number))
                    || sources.removed().get(number)
                    || (anyComplete && !sources.isMet(number))
                    || (targetComplete && !desk.targets().isMet(number))),
        Reading.BATCH,
        numbers -> {
          Collection<Pairing> pairings = desk.state().pairings(numbers).values();
          desk.kept()
              .expect(pairings.stream().filter(this::takesKept).map(Pairing::number).toList());
          for (Pairing pairing : pairings) {
            sweep(pairing);
          }
        });
  }

  /** Whether deciding or telling of it may take what is kept of the item. */
  private boolean takesKept(Pairing pairing) {
    boolean mayBeNewlyGone =
        !desk.targets().isMet(pairing.number())
            && !pairing.notices().contains(Pairing.Notice.DELETED_AT_TARGET);
    return mayBeNewlyGone || sources.isRemoved(pairing) || Circumstances.isByOlderRules(pairing);
  }

  private void sweep(Pairing pairing) throws StoreException {
    if (!folders.isActive(pairing.folder()) || sources.isUnsaid(pairing.number())) {
      overheard(pairing);
      return;
    }
    FolderPairing folder = desk.draft().folder(pairing.folder());
    boolean isRemoved = sources.isRemoved(pairing);
    if (isRemoved && (takes.deletesWhatLeaves() || takes.pairing(pairing))) {
      removed(pairing, folder);
    } else if (!isRemoved
        && sources.scopeOf(folder).filter(ScopeResult::ended).isPresent()
        && sources.scopeOf(folder).filter(ScopeResult::exhaustive).isEmpty()) {
      unnamed(pairing, folder);
    } else {
      overheard(pairing);
    }
  }

  /** It is there as it was. */
  private void unnamed(Pairing pairing, FolderPairing folder) throws StoreException {
    if (takes.pairing(pairing)) {
      sources.handle(pairing.number());
      decider.decide(Decider.Case.unread(pairing, folder));
    } else if (decider.leftFilter(pairing)) {
      sources.handle(pairing.number());
    } else {
      overheard(pairing);
    }
  }

  /** The target's news of an item of which the source says nothing is told once: write it down. */
  private void overheard(Pairing pairing) {
    Targets.View view = desk.targets().view(pairing);
    if (pairing.notices().stream().anyMatch(Decider.FOLLOWS::contains)) {
      return;
    }
    if (view.is() == Targets.View.Is.GONE) {
      if (!pairing.notices().contains(Pairing.Notice.DELETED_AT_TARGET)) {
        desk.draft()
            .notice(
                new Notice(
                    Notice.About.DELETED_AT_TARGET,
                    desk.draft().folder(pairing.folder()).target().name(),
                    title(pairing),
                    Row.DELETED_THERE.words()));
        note(pairing, pairing.target(), pairing.targetFolder(), DELETED);
      }
    } else if (view.is() == Targets.View.Is.READ) {
      Spooled there = desk.scratch().spool().get(view.position());
      Fingerprint print = Similarity.of(pairing.kind()).fingerprint(there.item().json());
      FolderId folder =
          there.folders().contains(pairing.targetFolder())
              ? pairing.targetFolder()
              : there.folders().iterator().next();
      Seen seen = new Seen(there.reference(), there.version(), print);
      note(pairing, seen, folder, withoutDeleted(pairing.notices()));
    }
  }

  private static final Set<Pairing.Notice> DELETED = Set.of(Pairing.Notice.DELETED_AT_TARGET);

  private static Set<Pairing.Notice> withoutDeleted(Set<Pairing.Notice> notices) {
    Set<Pairing.Notice> rest = new HashSet<>(notices);
    rest.removeAll(DELETED);
    return rest;
  }

  private void note(Pairing pairing, Seen there, FolderId folder, Set<Pairing.Notice> notices) {
    Pairing after = pairing.revised().target(there, folder).notices(notices).pairing();
    if (!after.equals(pairing)) {
      desk.draft().remember(after, true, -1, -1, Row.UNSAID, "", List.of());
    }
  }

  private String title(Pairing pairing) {
    return Similarity.of(pairing.kind()).title(kept(pairing).source());
  }

  private Bases kept(Pairing pairing) {
    return desk.kept().of(pairing.number()).orElseThrow();
  }

  private void removed(Pairing pairing, FolderPairing folder) throws StoreException {
    sources.handle(pairing.number());
    if (capabilities.uidUniqueIn() == Capabilities.UidUniqueIn.ACCOUNT) {
      List<Pairing> others =
          desk
              .state()
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
    Bases bases = kept(pairing);
    String title = title(pairing);
    boolean leads = pairing.notices().stream().noneMatch(Decider.FOLLOWS::contains);
    boolean isMember = other.notices().contains(Pairing.Notice.SHARES_OBJECT);
    if (leads) {
      inherit(pairing, bases, other, isMember);
    }
    if (leads ? isMember : pairing.notices().contains(Pairing.Notice.SHARES_OBJECT)) {
      desk.draft()
          .leave(pairing, pairing.target(), pairing.targetFolder(), Row.REMOVED_CREATED, title);
    } else {
      desk.draft().forget(pairing, Row.REMOVED_CREATED, title, List.of());
    }
  }

  /** The other placement leads from now on, from what was last synced of the object. */
  private void inherit(Pairing pairing, Bases bases, Pairing other, boolean isMember)
      throws StoreException {
    boolean wasRead = sources.isHandled(other.number());
    FolderPairing folder = desk.draft().folder(other.folder());
    if (wasRead) {
      wants.waits(folder);
    }
    Pairing heir =
        other
            .revised()
            .folder(isMember ? other.folder() : pairing.folder())
            .targetObject(pairing.targetUid(), pairing.origin())
            .source(
                new Seen(
                    other.source().reference(),
                    wasRead ? Optional.empty() : other.source().version(),
                    pairing.source().fingerprint()))
            .target(pairing.target(), isMember ? other.targetFolder() : pairing.targetFolder())
            .left(pairing.left())
            .ownFields(pairing.ownFields())
            .notices(Set.of())
            .pairing();
    desk.draft()
        .remember(
            heir,
            true,
            spooled(heir, bases.source()),
            spooled(heir, bases.leftOrSource()),
            Row.REMOVED_CREATED,
            "",
            List.of("leads from now on"));
    sources.handle(other.number());
    if (!isMember) {
      desk.targets().inherit(heir.number(), pairing.number());
      decider.decide(Decider.Case.unread(heir, folder));
    }
  }

  private long spooled(Pairing pairing, ObjectNode kept) {
    Item item =
        new Item(pairing.kind(), Optional.of(pairing.sourceUid()), kept, pairing.updated(), false);
    return desk.scratch()
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
