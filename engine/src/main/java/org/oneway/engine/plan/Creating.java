// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Notice.About;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;
import org.oneway.engine.store.Capabilities;

/**
 * Pairs new source items with new ones at the target: with an object of their own or, where the
 * target holds an object once, with the one that another placement leads.
 */
final class Creating {
  private final PlanDraft draft;
  private final Capabilities target;
  private final IntSupplier numbers;
  private Optional<Pairing> lead = Optional.empty();

  /**
   * Creates nothing yet.
   *
   * @param numbers the number of the next new pairing
   */
  Creating(PlanDraft draft, Capabilities target, IntSupplier numbers) {
    this.draft = draft;
    this.target = target;
    this.numbers = numbers;
  }

  /**
   * The item at this position is to be made at the target.
   *
   * @param paired what the state has with the item's key at the target
   */
  void create(FolderPairing folder, long position, Spooled now, List<Pairing> paired) {
    boolean inAccount = target.uidUniqueIn() == Capabilities.UidUniqueIn.ACCOUNT;
    Key key = now.item().key().orElseThrow();
    if (inAccount) {
      paired.stream()
          .filter(p -> p.notices().isEmpty())
          .findFirst()
          .ifPresent(p -> lead = Optional.of(p));
    }
    if (inAccount && lead.filter(p -> p.targetKey().equals(key)).isPresent()) {
      follow(lead.get(), folder, position, now);
    } else {
      make(folder, position, now);
    }
  }

  /** The target gets an object of this item. */
  private void make(FolderPairing folder, long position, Spooled now) {
    Similarity similarity = Similarity.of(now.item().kind());
    Fingerprint print = similarity.fingerprint(now.item().json());
    Pairing pairing = created(folder, now, print, new Reference("new"), Set.of());
    lead = Optional.of(pairing);
    draft.create(
        pairing,
        false,
        Decider.Case.read(pairing, folder, position),
        now,
        now.item(),
        Row.NEW,
        now.title());
  }

  private Pairing created(
      FolderPairing folder,
      Spooled now,
      Fingerprint print,
      Reference at,
      Set<Pairing.Notice> notices) {
    return new Pairing(
        numbers.getAsInt(),
        folder.number(),
        now.item().kind(),
        now.item().uid().orElseThrow(),
        now.item().uid().orElseThrow(),
        Origin.CREATED,
        new Seen(now.reference(), now.version(), print),
        new Seen(at, Optional.empty(), print),
        folder.target().id(),
        print,
        0,
        now.item().updated(),
        notices);
  }

  /** Another placement of an object that the target holds once. */
  private void follow(Pairing leads, FolderPairing folder, long position, Spooled now) {
    Fingerprint print = Similarity.of(now.item().kind()).fingerprint(now.item().json());
    boolean differs = !print.equals(leads.source().fingerprint());
    Reference at = new Reference("with " + leads.number());
    if (differs || !target.manyFoldersPerItem()) {
      Pairing.Notice told = differs ? Pairing.Notice.DIFFERING_COPY : Pairing.Notice.NOT_HELD;
      draft.notice(
          new Notice(
              differs ? About.DIFFERING_COPY : About.NOT_HELD,
              folder.target().name(),
              now.title(),
              differs
                  ? "differs from its copy in another folder, which is the one that is synced"
                  : "is in another folder already, and the target holds it only once"));
      draft.remember(
          created(folder, now, print, at, Set.of(told)),
          true,
          position,
          -1,
          Row.NEW,
          now.title(),
          List.of());
    } else {
      Pairing pairing = created(folder, now, print, at, Set.of(Pairing.Notice.SHARES_OBJECT));
      draft.join(pairing, Decider.Case.read(pairing, folder, position), Row.NEW, now.title());
    }
  }
}
