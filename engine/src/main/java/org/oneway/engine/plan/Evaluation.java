// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.plan.Notice.About;
import org.oneway.engine.similar.Merged;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.Revision;
import org.oneway.engine.state.Seen;

/** One evaluation of one case, with what is known of it now. */
final class Evaluation {
  private final Desk desk;
  private final Decider.Case subject;
  private final Pairing pairing;
  private final Similarity similarity;
  private final Optional<Spooled> now;
  private final Optional<Spooled> there;
  private final Optional<Bases> renewed;
  private final Fingerprint left;
  private final Fingerprint was;
  private final Fingerprint nowPrint;
  private final Fingerprint therePrint;
  private final FolderId thereFolder;
  private final boolean gone;
  private boolean moved;
  private Need need = Need.NOTHING;

  Evaluation(Desk desk, Decider.Case subject) {
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
    this.gone = view.is() == Targets.View.Is.GONE;
    this.renewed =
        pairing.left().rules() == similarity.rules() ? Optional.empty() : Optional.of(bases());
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
    for (FolderId wanted : List.of(subject.folder().target().id(), pairing.targetFolder())) {
      if (item.folders().contains(wanted)) {
        return wanted;
      }
    }
    return item.folders().iterator().next();
  }

  private Bases bases() {
    Bases bases = desk.state().bases(Set.of(pairing.number())).get(pairing.number());
    if (bases == null) {
      throw new IllegalStateException("no kept item for pairing " + pairing.number());
    }
    return bases;
  }

  /** What must be read before the case can be decided; the case is then evaluated again. */
  enum Need {
    NOTHING,
    TARGET,
    SOURCE
  }

  /** Writes the decision into the plan, unless something must be read first. */
  Need run() {
    decide();
    return need;
  }

  private PolicyChoice policy() {
    return new PolicyChoice(desk.settings().policies());
  }

  private void decide() {
    Row.Target target = target();
    Row.Source source = source();
    if (isMovedAtSource() && target != Row.Target.SAME) {
      Row row = Row.of(Row.Source.RELOCATED, pairs(), target);
      Verdict verdict = policy().of(row, isCreated(), PolicyChoice.Winner.SOURCE);
      if (verdict != Verdict.MOVE) {
        carryOut(row, verdict);
        return;
      }
      moved = true;
      target = target();
    }
    Row row = Row.of(source, pairs(), target);
    if (row == Row.CHANGED_IN_OTHER_FIELDS || row == Row.CHANGED_AT_SOURCE) {
      if (there.isEmpty()) {
        need = Need.TARGET;
        return;
      }
      PolicyChoice.Winner winner = winner();
      Merged merged = merge(winner == PolicyChoice.Winner.SOURCE);
      if (!merged.conflicts().isEmpty()) {
        row = Row.CHANGED_IN_SAME_FIELDS;
      }
      Verdict verdict = policy().of(row, isCreated(), winner);
      if (verdict == Verdict.STOP) {
        stop(merged);
      } else {
        update(row, merged);
      }
      return;
    }
    carryOut(row, policy().of(row, isCreated(), PolicyChoice.Winner.SOURCE));
  }

  private Row.Pairs pairs() {
    return isCreated() ? Row.Pairs.CREATED : Row.Pairs.ADOPTED;
  }

  private boolean isCreated() {
    return pairing.origin() == Origin.CREATED;
  }

  private boolean isMovedAtSource() {
    return subject.says() != Decider.Case.Says.REMOVED
        && subject.folder().number() != pairing.folder()
        && !thereFolder.equals(subject.folder().target().id());
  }

  private boolean isInPlace() {
    return moved || thereFolder.equals(subject.folder().target().id());
  }

  private Row.Source source() {
    if (subject.says() == Decider.Case.Says.REMOVED) {
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
    return nowPrint.equals(was) ? Row.Source.UNCHANGED : Row.Source.CHANGED;
  }

  private Row.Target target() {
    if (gone) {
      return Row.Target.GONE;
    }
    boolean owned = subject.says() == Decider.Case.Says.REMOVED && pairing.ownFields() > 0;
    if (!owned && !moved && isInPlace() && therePrint.equals(nowPrint)) {
      return Row.Target.SAME;
    }
    if (owned || !therePrint.equals(left)) {
      return Row.Target.EDITED;
    }
    return isInPlace() ? Row.Target.AS_LEFT : Row.Target.MOVED;
  }

  private PolicyChoice.Winner winner() {
    return switch (desk.settings().policies().onConflict()) {
      case SOURCE_WINS -> PolicyChoice.Winner.SOURCE;
      case KEEP_TARGET -> PolicyChoice.Winner.TARGET;
      case STOP -> PolicyChoice.Winner.NOBODY;
      case NEWER_WINS ->
          Decider.isTargetNewer(now, there)
              ? PolicyChoice.Winner.TARGET
              : PolicyChoice.Winner.SOURCE;
    };
  }

  private Merged merge(boolean sourceWins) {
    Bases bases = bases();
    return similarity.merge(
        bases.source(),
        bases.leftOrSource(),
        now.orElseThrow().item().json(),
        there.orElseThrow().item().json(),
        sourceWins);
  }

  private void carryOut(Row row, Verdict verdict) {
    switch (verdict) {
      case NOTHING -> {}
      case REPORT -> desk.draft().notice(About.OLDER, subject, title(), row.words());
      case DELETE -> delete(row);
      case KEEP_AND_FORGET -> {
        desk.draft().notice(About.KEPT, subject, title(), row.words());
        desk.draft()
            .keepAndForget(pairing, seenThere(), thereFolder, row, title(), subject.reasons());
      }
      case FORGET -> desk.draft().forget(pairing, row, title(), subject.reasons());
      case REMEMBER -> remember(row, therePrint, 0, EnumSet.noneOf(Pairing.Notice.class));
      case REPORT_DELETED -> reportDeleted(row);
      case CREATE -> recreate(row);
      case REPORT_DRIFT -> drift(row);
      case RESTORE -> restore(row);
      case ENRICH, STOP, KEEP_TARGET, MOVE, UPDATE, UPDATE_BUT_CONFLICTS ->
          throw new IllegalStateException(row + " says " + verdict);
    }
  }

  private String title() {
    return now.or(() -> there)
        .map(s -> similarity.title(s.item().json()))
        .orElseGet(() -> similarity.title(bases().source()));
  }

  private Seen seenNow() {
    return now.map(s -> new Seen(s.reference(), s.version(), nowPrint))
        .orElse(new Seen(pairing.source().reference(), pairing.source().version(), nowPrint));
  }

  private Seen seenThere() {
    return there
        .map(s -> new Seen(s.reference(), s.version(), therePrint))
        .orElse(new Seen(pairing.target().reference(), pairing.target().version(), therePrint));
  }

  private Pairing after(Fingerprint leftNow, int own, Set<Pairing.Notice> notices) {
    return asRead()
        .target(seenThere(), moved ? subject.folder().target().id() : thereFolder)
        .left(leftNow)
        .ownFields(own)
        .notices(notices)
        .pairing();
  }

  /** The pairing with what the source says of it now. */
  private Revision asRead() {
    return pairing
        .revised()
        .folder(subject.folder().number())
        .sourceUid(now.flatMap(s -> s.item().uid()).orElse(pairing.sourceUid()))
        .source(seenNow())
        .updated(now.map(s -> s.item().updated()).orElse(pairing.updated()));
  }

  /** Both sides agree, or neither did anything: write nothing. */
  private void remember(Row row, Fingerprint leftNow, int own, Set<Pairing.Notice> notices) {
    boolean same = row == Row.ALREADY_SAME;
    Pairing after = after(leftNow, same ? own : pairing.ownFields(), notices);
    if (moved) {
      move(row, after, Optional.empty());
      return;
    }
    boolean newBase = !nowPrint.equals(was) && now.isPresent();
    if (after.equals(pairing)) {
      return;
    }
    desk.draft()
        .remember(
            after,
            true,
            newBase ? subject.position() : -1,
            newBase && there.isPresent() ? spoolPosition() : -1,
            row,
            "",
            subject.reasons());
  }

  private long spoolPosition() {
    return desk.targets().view(pairing).position();
  }

  /**
   * How many fields that were the target's own before can still be: none where it says the same.
   */
  private int stillOwn(Merged merged) {
    if (pairing.ownFields() <= 0) {
      return 0;
    }
    int differing =
        similarity.changes(now.orElseThrow().item().json(), merged.result()).size() - merged.own();
    return Math.min(pairing.ownFields(), Math.max(0, differing));
  }

  private void update(Row row, Merged merged) {
    Spooled was = there.orElseThrow();
    int own = stillOwn(merged) + merged.own();
    for (var conflict : merged.conflicts()) {
      desk.draft().conflict(subject, title(), conflict);
    }
    Set<Pairing.Notice> notices = isInPlace() ? Set.of() : Set.of(Pairing.Notice.DRIFT);
    Pairing after = after(similarity.fingerprint(merged.result()), own, notices);
    if (merged.applied().isEmpty()) {
      if (moved) {
        move(row, after, Optional.empty());
      } else {
        desk.draft()
            .remember(
                after, true, subject.position(), spoolPosition(), row, title(), subject.reasons());
      }
      return;
    }
    Item send = was.item().withJson(merged.result());
    if (moved) {
      move(row, after, Optional.of(merged));
      return;
    }
    desk.draft()
        .update(
            after,
            true,
            subject,
            was,
            spoolPosition(),
            send,
            merged.applied(),
            row,
            title(),
            now.map(Spooled::findings).orElse(List.of()));
  }

  private void move(Row row, Pairing after, Optional<Merged> merged) {
    if (there.isEmpty() && !desk.nativeMoves()) {
      need = Need.TARGET;
      return;
    }
    desk.draft()
        .move(
            after,
            subject,
            seenThere(),
            thereFolder,
            there.isPresent() ? spoolPosition() : -1,
            merged.map(m -> there.orElseThrow().item().withJson(m.result())),
            merged.map(Merged::applied).orElse(List.of()),
            row,
            title());
  }

  private void delete(Row row) {
    desk.draft().delete(pairing, subject, seenThere(), thereFolder, row, title());
  }

  private void reportDeleted(Row row) {
    Set<Pairing.Notice> notices = EnumSet.of(Pairing.Notice.DELETED_AT_TARGET);
    if (!pairing.notices().contains(Pairing.Notice.DELETED_AT_TARGET)) {
      desk.draft().notice(About.DELETED_AT_TARGET, subject, title(), row.words());
    }
    Pairing after = asRead().notices(notices).pairing();
    if (!after.equals(pairing)) {
      desk.draft()
          .remember(
              after,
              true,
              now.isPresent() ? subject.position() : -1,
              -1,
              row,
              "",
              subject.reasons());
    }
  }

  private void recreate(Row row) {
    if (now.isEmpty()) {
      need = Need.SOURCE;
      return;
    }
    Item send = now.get().item().withUid(pairing.targetUid());
    desk.draft().create(after(nowPrint, 0, Set.of()), true, subject, now.get(), send, row, title());
  }

  private void drift(Row row) {
    boolean told =
        pairing.notices().contains(Pairing.Notice.DRIFT)
            && (renewed.isPresent() || pairing.target().fingerprint().equals(therePrint))
            && pairing.targetFolder().equals(thereFolder);
    if (!told) {
      desk.draft().notice(About.DRIFT, subject, title(), row.words());
    }
    remember(row, left, pairing.ownFields(), EnumSet.of(Pairing.Notice.DRIFT));
  }

  private void restore(Row row) {
    if (there.isEmpty()) {
      need = Need.TARGET;
      return;
    }
    if (now.isEmpty()) {
      need = Need.SOURCE;
      return;
    }
    ObjectNode held = there.get().item().json();
    Merged merged = similarity.merge(held, held, now.get().item().json(), held, true);
    if (!isInPlace()) {
      moved = true;
    }
    update(row, merged);
  }

  private void stop(Merged merged) {
    String fields =
        String.join(", ", merged.conflicts().stream().map(change -> change.path()).toList());
    desk.draft().countConflicts(merged.conflicts().size());
    desk.troubled()
        .add(
            desk.draft().scopeName(subject.folder()),
            Optional.of(seenNow().reference()),
            title(),
            Pending.Reason.CONFLICT,
            new Finding(
                Finding.Level.NOTE, fields, "", "changed on both sides; the policy is to stop"));
  }
}
