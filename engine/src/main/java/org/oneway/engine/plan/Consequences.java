// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Item;
import org.oneway.engine.plan.Evaluation.Need;
import org.oneway.engine.plan.Notice.About;
import org.oneway.engine.similar.Merged;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.Revision;

/** What follows from a verdict on one case: operations, notices, and the pairing afterwards. */
final class Consequences {
  private final Desk desk;
  private final PlanDraft draft;
  private final Circumstances known;
  private final Decider.Case subject;
  private final Pairing pairing;
  private final boolean moved;

  /**
   * Of one case.
   *
   * @param moved whether the item moves to where it should be
   */
  Consequences(Desk desk, Circumstances known, boolean moved) {
    this.desk = desk;
    this.draft = desk.draft();
    this.known = known;
    this.subject = known.subject();
    this.pairing = known.pairing();
    this.moved = moved;
  }

  /** Writes down what this verdict brings about, or says what must be read first. */
  Need of(Row row, Verdict verdict) {
    return switch (verdict) {
      case NOTHING -> Need.NOTHING;
      case REPORT -> report(row);
      case DELETE -> delete(row);
      case KEEP_AND_FORGET -> keepAndForget(row);
      case FORGET -> forget(row);
      case REMEMBER -> remember(row, known.therePrint(), 0, EnumSet.noneOf(Pairing.Notice.class));
      case REPORT_DELETED -> reportDeleted(row);
      case CREATE -> recreate(row);
      case REPORT_DRIFT -> drift(row);
      case RESTORE -> restore(row);
      case ENRICH, STOP, KEEP_TARGET, MOVE, UPDATE, UPDATE_BUT_CONFLICTS ->
          throw new IllegalStateException(row + " says " + verdict);
    };
  }

  /** The target's item becomes the merged one. */
  Need update(Row row, Merged merged) {
    Spooled was = known.there().orElseThrow();
    String title = known.title();
    merged.conflicts().forEach(conflict -> draft.conflict(subject, title, conflict));
    Set<Pairing.Notice> notices =
        moved || known.isInPlace() ? Set.of() : Set.of(Pairing.Notice.DRIFT);
    Fingerprint left = known.similarity().fingerprint(merged.result());
    Pairing after = after(left, stillOwn(merged) + merged.own(), notices);
    if (moved) {
      return move(row, after, Optional.of(merged).filter(m -> !m.applied().isEmpty()));
    }
    if (merged.applied().isEmpty()) {
      draft.remember(
          after, true, subject.position(), known.therePosition(), row, title, subject.reasons());
    } else {
      draft.update(
          after,
          true,
          subject,
          was,
          known.therePosition(),
          was.item().withJson(merged.result()),
          merged.applied(),
          row,
          title,
          known.now().map(Spooled::findings).orElse(List.of()));
    }
    return Need.NOTHING;
  }

  /** Both sides changed the same fields, and the user wants to decide: the change is pending. */
  void stop(Merged merged) {
    String fields =
        String.join(", ", merged.conflicts().stream().map(change -> change.path()).toList());
    draft.countConflicts(merged.conflicts().size());
    desk.troubled()
        .add(
            draft.scopeName(subject.folder()),
            Optional.of(known.seenNow().reference()),
            known.title(),
            Pending.Reason.CONFLICT,
            new Finding(
                Finding.Level.NOTE, fields, "", "changed on both sides; the policy is to stop"));
  }

  private Pairing after(Fingerprint leftNow, int own, Set<Pairing.Notice> notices) {
    return asRead()
        .target(known.seenThere(), moved ? known.folder() : known.thereFolder())
        .left(leftNow)
        .ownFields(own)
        .notices(notices)
        .pairing();
  }

  /** The pairing with what the source says of it now. */
  private Revision asRead() {
    Optional<Item> now = known.now().map(Spooled::item);
    return pairing
        .revised()
        .folder(subject.folder().number())
        .sourceUid(now.flatMap(Item::uid).orElse(pairing.sourceUid()))
        .source(known.seenNow())
        .updated(now.map(Item::updated).orElse(pairing.updated()));
  }

  private Need report(Row row) {
    draft.notice(About.OLDER, subject, known.title(), row.words());
    return Need.NOTHING;
  }

  private Need forget(Row row) {
    draft.forget(pairing, row, known.title(), subject.reasons());
    return Need.NOTHING;
  }

  private Need keepAndForget(Row row) {
    draft.notice(About.KEPT, subject, known.title(), row.words());
    draft.keepAndForget(
        pairing, known.seenThere(), known.thereFolder(), row, known.title(), subject.reasons());
    return Need.NOTHING;
  }

  private Need delete(Row row) {
    draft.delete(pairing, subject, known.seenThere(), known.thereFolder(), row, known.title());
    return Need.NOTHING;
  }

  /** Both sides agree, or neither did anything: write nothing. */
  private Need remember(Row row, Fingerprint leftNow, int own, Set<Pairing.Notice> notices) {
    boolean same = row == Row.ALREADY_SAME;
    Pairing after = after(leftNow, same ? own : pairing.ownFields(), notices);
    if (moved) {
      return move(row, after, Optional.empty());
    }
    if (!after.equals(pairing)) {
      boolean newBase = known.isChangedAtSource() && known.now().isPresent();
      draft.remember(
          after,
          true,
          newBase ? subject.position() : -1,
          newBase ? known.therePosition() : -1,
          row,
          "",
          subject.reasons());
    }
    return Need.NOTHING;
  }

  /**
   * How many fields that were the target's own before can still be: none where it says the same.
   */
  private int stillOwn(Merged merged) {
    if (pairing.ownFields() <= 0) {
      return 0;
    }
    ObjectNode now = known.now().orElseThrow().item().json();
    int differing = known.similarity().changes(now, merged.result()).size() - merged.own();
    return Math.min(pairing.ownFields(), Math.max(0, differing));
  }

  private Need move(Row row, Pairing after, Optional<Merged> merged) {
    if (known.there().isEmpty() && !desk.nativeMoves()) {
      return Need.TARGET;
    }
    draft.move(
        after,
        subject,
        known.seenThere(),
        known.thereFolder(),
        known.therePosition(),
        merged.map(m -> known.there().orElseThrow().item().withJson(m.result())),
        merged.map(Merged::applied).orElse(List.of()),
        row,
        known.title());
    return Need.NOTHING;
  }

  private Need reportDeleted(Row row) {
    Set<Pairing.Notice> notices = EnumSet.of(Pairing.Notice.DELETED_AT_TARGET);
    if (!pairing.notices().contains(Pairing.Notice.DELETED_AT_TARGET)) {
      draft.notice(About.DELETED_AT_TARGET, subject, known.title(), row.words());
    }
    Pairing after = asRead().notices(notices).pairing();
    if (!after.equals(pairing)) {
      long base = known.now().isPresent() ? subject.position() : -1;
      draft.remember(after, true, base, -1, row, "", subject.reasons());
    }
    return Need.NOTHING;
  }

  private Need recreate(Row row) {
    if (known.now().isEmpty()) {
      return Need.SOURCE;
    }
    Spooled now = known.now().get();
    Item send = now.item().withUid(pairing.targetUid());
    Pairing after = after(known.nowPrint(), 0, Set.of());
    draft.create(after, true, subject, now, send, row, known.title());
    return Need.NOTHING;
  }

  private Need drift(Row row) {
    boolean told =
        pairing.notices().contains(Pairing.Notice.DRIFT)
            && (Circumstances.isByOlderRules(pairing)
                || pairing.target().fingerprint().equals(known.therePrint()))
            && pairing.targetFolder().equals(known.thereFolder());
    if (!told) {
      draft.notice(About.DRIFT, subject, known.title(), row.words());
    }
    return remember(row, known.left(), pairing.ownFields(), EnumSet.of(Pairing.Notice.DRIFT));
  }

  private Need restore(Row row) {
    if (known.there().isEmpty()) {
      return Need.TARGET;
    }
    if (known.now().isEmpty()) {
      return Need.SOURCE;
    }
    ObjectNode held = known.there().get().item().json();
    ObjectNode now = known.now().get().item().json();
    Merged merged = known.similarity().merge(held, held, now, held, true);
    return new Consequences(desk, known, moved || !known.isInPlace()).update(row, merged);
  }
}
