// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.similar.Merged;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;

/**
 * What is known of one case now: what the source says, what is remembered, what is at the target.
 */
final class Circumstances {
  private final Desk desk;
  private final Decider.Case subject;
  private final Pairing pairing;
  private final Similarity similarity;
  private final Optional<Spooled> now;
  private final Optional<Spooled> there;
  private final long therePosition;
  private final Optional<Bases> renewed;
  private final Fingerprint left;
  private final Fingerprint was;
  private final Fingerprint nowPrint;
  private final Fingerprint therePrint;
  private final FolderId thereFolder;
  private final boolean gone;

  Circumstances(Desk desk, Decider.Case subject) {
    Targets.View view = desk.targets().view(subject.pairing());
    this.desk = desk;
    this.subject = subject;
    this.pairing = subject.pairing();
    this.similarity = Similarity.of(pairing.kind());
    this.now =
        subject.says() == Decider.Case.Says.READ
            ? Optional.of(desk.scratch().spool().get(subject.position()))
            : Optional.empty();
    this.there =
        view.is() == Targets.View.Is.READ
            ? Optional.of(desk.scratch().spool().get(view.position()))
            : Optional.empty();
    this.therePosition = view.position();
    this.gone = view.is() == Targets.View.Is.GONE;
    this.renewed = isByOlderRules(pairing) ? Optional.of(bases()) : Optional.empty();
    this.was =
        renewed.map(b -> similarity.fingerprint(b.source())).orElse(pairing.source().fingerprint());
    this.left = renewed.map(b -> similarity.fingerprint(b.leftOrSource())).orElse(pairing.left());
    this.nowPrint = now.map(s -> similarity.fingerprint(s.item().json())).orElse(was);
    this.therePrint =
        there.map(s -> similarity.fingerprint(s.item().json())).orElseGet(this::remembered);
    this.thereFolder = there.map(this::folderOf).orElse(pairing.targetFolder());
  }

  private Fingerprint remembered() {
    boolean asLeft = pairing.target().fingerprint().equals(pairing.left());
    return asLeft ? left : pairing.target().fingerprint();
  }

  /** Of several folders of one object, the one that this placement is in or should be in. */
  private FolderId folderOf(Spooled item) {
    for (FolderId wanted : List.of(folder(), pairing.targetFolder())) {
      if (item.folders().contains(wanted)) {
        return wanted;
      }
    }
    return item.folders().iterator().next();
  }

  private Bases bases() {
    return desk.kept()
        .of(pairing.number())
        .orElseThrow(
            () -> new IllegalStateException("no kept item for pairing " + pairing.number()));
  }

  Decider.Case subject() {
    return subject;
  }

  Pairing pairing() {
    return pairing;
  }

  Similarity similarity() {
    return similarity;
  }

  /** The source's item, if it was read. */
  Optional<Spooled> now() {
    return now;
  }

  /** The target's item, if it was read. */
  Optional<Spooled> there() {
    return there;
  }

  /** Where in the spool the target's item lies; -1 if it was not read. */
  long therePosition() {
    return therePosition;
  }

  Fingerprint nowPrint() {
    return nowPrint;
  }

  Fingerprint therePrint() {
    return therePrint;
  }

  /** What we left at the target, by the rules of now. */
  Fingerprint left() {
    return left;
  }

  /** Whether the fingerprints of a pairing are by other rules than those of now. */
  static boolean isByOlderRules(Pairing pairing) {
    return pairing.left().rules() != Similarity.of(pairing.kind()).rules();
  }

  /** Where the item is at the target. */
  FolderId thereFolder() {
    return thereFolder;
  }

  /** Where the item should be at the target. */
  FolderId folder() {
    return subject.folder().target().id();
  }

  boolean isInPlace() {
    return thereFolder.equals(folder());
  }

  boolean isMovedAtSource() {
    return !isRemoved() && subject.folder().number() != pairing.folder() && !isInPlace();
  }

  boolean isCreated() {
    return pairing.origin() == Origin.CREATED;
  }

  /** Whether the source's item is another than the one last synced. */
  boolean isChangedAtSource() {
    return !nowPrint.equals(was);
  }

  private boolean isRemoved() {
    return subject.says() == Decider.Case.Says.REMOVED;
  }

  Row.Pairs pairs() {
    return isCreated() ? Row.Pairs.CREATED : Row.Pairs.ADOPTED;
  }

  Row.Source source() {
    if (isRemoved()) {
      return Row.Source.REMOVED;
    }
    boolean older =
        desk.settings().olderIsStale()
            && now.filter(s -> s.item().updatedTrusted())
                .flatMap(s -> s.item().updated())
                .filter(u -> pairing.updated().filter(u::isBefore).isPresent())
                .isPresent();
    if (older) {
      return Row.Source.OLDER;
    }
    return isChangedAtSource() ? Row.Source.CHANGED : Row.Source.UNCHANGED;
  }

  /**
   * How the target stands.
   *
   * @param moved whether this run moves the item to where it should be
   */
  Row.Target target(boolean moved) {
    if (gone) {
      return Row.Target.GONE;
    }
    boolean owned = isRemoved() && pairing.ownFields() > 0;
    if (!owned && !moved && isInPlace() && therePrint.equals(nowPrint)) {
      return Row.Target.SAME;
    }
    if (owned || !therePrint.equals(left)) {
      return Row.Target.EDITED;
    }
    return moved || isInPlace() ? Row.Target.AS_LEFT : Row.Target.MOVED;
  }

  /** What both sides changed since the last sync, in one item; both have been read. */
  Merged merge(boolean sourceWins) {
    Bases bases = bases();
    return similarity.merge(
        bases.source(),
        bases.leftOrSource(),
        now.orElseThrow().item().json(),
        there.orElseThrow().item().json(),
        sourceWins);
  }

  String title() {
    return now.or(() -> there)
        .map(s -> similarity.title(s.item().json()))
        .orElseGet(() -> similarity.title(bases().source()));
  }

  Seen seenNow() {
    return now.map(s -> new Seen(s.reference(), s.version(), nowPrint))
        .orElse(new Seen(pairing.source().reference(), pairing.source().version(), nowPrint));
  }

  Seen seenThere() {
    return there
        .map(s -> new Seen(s.reference(), s.version(), therePrint))
        .orElse(new Seen(pairing.target().reference(), pairing.target().version(), therePrint));
  }
}
