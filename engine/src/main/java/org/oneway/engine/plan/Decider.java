// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.Seen;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.StoreException;

/**
 * Decides what is to be done with one pairing, by the decision table, and writes it into the plan.
 */
final class Decider {
  /** What marks a placement whose object another placement leads. */
  static final Set<Pairing.Notice> FOLLOWS =
      Set.copyOf(
          EnumSet.of(
              Pairing.Notice.NOT_HELD,
              Pairing.Notice.DIFFERING_COPY,
              Pairing.Notice.SHARES_OBJECT));

  private static final int BATCH = 200;
  private final PlanSettings settings;
  private final PolicyChoice policy;
  private final SyncState state;
  private final Scratch scratch;
  private final Targets targets;
  private final PlanDraft draft;
  private final Troubled troubled;
  private final Wants wants;
  private final Members members;
  private final boolean nativeMoves;
  private final List<Case> deferred = new ArrayList<>();
  private final List<Case> waitingForTarget = new ArrayList<>();
  private final List<Case> waitingForSource = new ArrayList<>();

  Decider(
      PlanSettings settings,
      SyncState state,
      Scratch scratch,
      Targets targets,
      PlanDraft draft,
      Troubled troubled,
      Members members,
      Wants wants,
      boolean nativeMoves) {
    this.settings = settings;
    this.policy = new PolicyChoice(settings.policies());
    this.state = state;
    this.scratch = scratch;
    this.targets = targets;
    this.draft = draft;
    this.troubled = troubled;
    this.members = members;
    this.wants = wants;
    this.nativeMoves = nativeMoves;
  }

  /** What the source says of a pairing's item. */
  record Case(
      Pairing pairing, FolderPairing folder, Says says, long position, List<String> reasons) {
    enum Says {
      /** It is there as it was. */
      AS_BEFORE,
      /** It was read; it is in the spool. */
      READ,
      REMOVED
    }

    static Case unread(Pairing pairing, FolderPairing folder) {
      return new Case(pairing, folder, Says.AS_BEFORE, -1, List.of());
    }

    static Case read(Pairing pairing, FolderPairing folder, long position) {
      return new Case(pairing, folder, Says.READ, position, List.of());
    }

    static Case removed(Pairing pairing, FolderPairing folder) {
      return new Case(pairing, folder, Says.REMOVED, -1, List.of());
    }

    Case because(String reason) {
      return new Case(pairing, folder, says, position, List.of(reason));
    }

    Case at(long where) {
      return new Case(pairing, folder, Says.READ, where, reasons);
    }
  }

  /** Where content comes from that is not at hand. */
  interface Wants {
    /** Reads the target's items of these cases, so that {@link Targets#view} knows them. */
    void target(List<Case> cases) throws StoreException;

    /** Reads the source's items of these cases; answers those that are there, read. */
    List<Case> source(List<Case> cases) throws StoreException;

    /** The scope of this folder must be asked again: something in it had to wait. */
    void waits(FolderPairing folder);
  }

  String title(Item item) {
    return Similarity.of(item.kind()).title(item.json());
  }

  /** An item no longer passes the filter. */
  void leftFilter(Pairing pairing) throws StoreException {
    if (settings.policies().onLeaveFilter() == Policies.OnLeaveFilter.DELETE) {
      FolderPairing folder = draft.folder(pairing.folder());
      decide(Case.removed(pairing, folder).because("no longer passes the filter"));
    }
  }

  /** Decides now, or as soon as what it takes has been read. */
  void decide(Case subject) throws StoreException {
    if (subject.says == Case.Says.READ
        && Members.has(scratch.spool().get(subject.position).item().json())) {
      deferred.add(subject);
      return;
    }
    evaluate(subject);
  }

  /** Decides everything that had to wait; nothing is asked afterwards. */
  void finish() throws StoreException {
    flushTarget();
    flushSource();
    members.learn(deferred.stream().map(c -> scratch.spool().get(c.position).item().json()));
    for (Case subject : deferred) {
      Spooled item = scratch.spool().get(subject.position);
      ObjectNode translated = members.translate(item.item());
      evaluate(subject.at(scratch.spool().put(item.withItem(item.item().withJson(translated)))));
    }
    deferred.clear();
    flushTarget();
    flushSource();
    flushTarget();
  }

  private void flushTarget() throws StoreException {
    while (!waitingForTarget.isEmpty()) {
      List<Case> cases = List.copyOf(waitingForTarget);
      waitingForTarget.clear();
      wants.target(cases);
      for (Case subject : cases) {
        evaluate(subject);
      }
    }
  }

  private void flushSource() throws StoreException {
    while (!waitingForSource.isEmpty()) {
      List<Case> cases = List.copyOf(waitingForSource);
      waitingForSource.clear();
      for (Case subject : wants.source(cases)) {
        evaluate(subject);
      }
    }
  }

  private void evaluate(Case subject) throws StoreException {
    Pairing pairing = subject.pairing;
    if (isFollower(pairing)) {
      follow(subject);
      return;
    }
    Targets.View view = targets.view(pairing);
    if (view.is() == Targets.View.Is.UNKNOWN) {
      if (subject.says != Case.Says.AS_BEFORE) {
        wants.waits(subject.folder);
      }
      return;
    }
    new Evaluation(subject, view).run();
  }

  private static boolean isFollower(Pairing pairing) {
    return pairing.notices().stream().anyMatch(FOLLOWS::contains);
  }

  /** A copy that the target cannot hold, or that must not fight with the one that leads. */
  private void follow(Case subject) {
    if (subject.says == Case.Says.REMOVED) {
      if (subject.pairing.notices().contains(Pairing.Notice.SHARES_OBJECT)) {
        draft.leave(
            subject.pairing,
            subject.pairing.target(),
            subject.folder.target().id(),
            Row.REMOVED_CREATED,
            "");
      } else {
        draft.forget(subject.pairing, Row.REMOVED_GONE, "", subject.reasons);
      }
    } else if (subject.says == Case.Says.READ) {
      Spooled now = scratch.spool().get(subject.position);
      Pairing pairing = subject.pairing;
      Fingerprint fingerprint = Similarity.of(pairing.kind()).fingerprint(now.item().json());
      Pairing after =
          Pairings.with(
              pairing,
              new Seen(now.reference(), now.version(), fingerprint),
              pairing.target(),
              pairing.left(),
              pairing.notices());
      draft.remember(after, true, subject.position, -1, Row.UNTOUCHED, "", List.of());
    }
  }

  /** One evaluation of one case, with what is known of it now. */
  private final class Evaluation {
    private final Case subject;
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

    Evaluation(Case subject, Targets.View view) {
      this.subject = subject;
      this.pairing = subject.pairing;
      this.similarity = Similarity.of(pairing.kind());
      this.now =
          subject.says == Case.Says.READ
              ? Optional.of(scratch.spool().get(subject.position))
              : Optional.empty();
      this.there =
          view.is() == Targets.View.Is.READ
              ? Optional.of(scratch.spool().get(view.position()))
              : Optional.empty();
      this.gone = view.is() == Targets.View.Is.GONE;
      this.renewed =
          pairing.left().rules() == similarity.rules() ? Optional.empty() : Optional.of(bases());
      this.was =
          renewed
              .map(b -> similarity.fingerprint(b.source()))
              .orElse(pairing.source().fingerprint());
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
      for (FolderId wanted : List.of(subject.folder.target().id(), pairing.targetFolder())) {
        if (item.folders().contains(wanted)) {
          return wanted;
        }
      }
      return item.folders().iterator().next();
    }

    private Bases bases() {
      Bases bases = state.bases(Set.of(pairing.number())).get(pairing.number());
      if (bases == null) {
        throw new IllegalStateException("no kept item for pairing " + pairing.number());
      }
      return bases;
    }

    void run() throws StoreException {
      Row.Target target = target();
      Row.Source source = source();
      if (isMovedAtSource() && target != Row.Target.SAME) {
        Row row = Row.of(Row.Source.RELOCATED, pairs(), target);
        Verdict verdict = policy.of(row, isCreated(), PolicyChoice.Winner.SOURCE);
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
          waitingForTarget.add(subject);
          wait200();
          return;
        }
        PolicyChoice.Winner winner = winner();
        Merged merged = merge(winner == PolicyChoice.Winner.SOURCE);
        if (!merged.conflicts().isEmpty()) {
          row = Row.CHANGED_IN_SAME_FIELDS;
        }
        Verdict verdict = policy.of(row, isCreated(), winner);
        if (verdict == Verdict.STOP) {
          stop(merged);
        } else {
          update(row, merged);
        }
        return;
      }
      carryOut(row, policy.of(row, isCreated(), PolicyChoice.Winner.SOURCE));
    }

    private Row.Pairs pairs() {
      return isCreated() ? Row.Pairs.CREATED : Row.Pairs.ADOPTED;
    }

    private boolean isCreated() {
      return pairing.origin() == Origin.CREATED;
    }

    private boolean isMovedAtSource() {
      return subject.says != Case.Says.REMOVED
          && subject.folder.number() != pairing.folder()
          && !thereFolder.equals(subject.folder.target().id());
    }

    private boolean isInPlace() {
      return moved || thereFolder.equals(subject.folder.target().id());
    }

    private Row.Source source() {
      if (subject.says == Case.Says.REMOVED) {
        return Row.Source.REMOVED;
      }
      boolean older =
          settings.olderIsStale()
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
      boolean owned = subject.says == Case.Says.REMOVED && pairing.ownFields() > 0;
      if (!owned && !moved && isInPlace() && therePrint.equals(nowPrint)) {
        return Row.Target.SAME;
      }
      if (owned || !therePrint.equals(left)) {
        return Row.Target.EDITED;
      }
      return isInPlace() ? Row.Target.AS_LEFT : Row.Target.MOVED;
    }

    private PolicyChoice.Winner winner() {
      return switch (settings.policies().onConflict()) {
        case SOURCE_WINS -> PolicyChoice.Winner.SOURCE;
        case KEEP_TARGET -> PolicyChoice.Winner.TARGET;
        case STOP -> PolicyChoice.Winner.NOBODY;
        case NEWER_WINS ->
            isTargetNewer(now, there) ? PolicyChoice.Winner.TARGET : PolicyChoice.Winner.SOURCE;
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

    private void wait200() throws StoreException {
      if (waitingForTarget.size() >= BATCH) {
        flushTarget();
      }
    }

    private void carryOut(Row row, Verdict verdict) throws StoreException {
      switch (verdict) {
        case NOTHING -> {}
        case REPORT -> draft.notice(About.OLDER, subject, title(), row.words());
        case DELETE -> delete(row);
        case KEEP_AND_FORGET -> {
          draft.notice(About.KEPT, subject, title(), row.words());
          draft.keepAndForget(pairing, seenThere(), thereFolder, row, title(), subject.reasons);
        }
        case FORGET -> draft.forget(pairing, row, title(), subject.reasons);
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
      return new Pairing(
          pairing.number(),
          subject.folder.number(),
          pairing.kind(),
          now.flatMap(s -> s.item().uid()).orElse(pairing.sourceUid()),
          pairing.targetUid(),
          pairing.origin(),
          seenNow(),
          seenThere(),
          moved ? subject.folder.target().id() : thereFolder,
          leftNow,
          own,
          now.map(s -> s.item().updated()).orElse(pairing.updated()),
          notices);
    }

    /** Both sides agree, or neither did anything: write nothing. */
    private void remember(Row row, Fingerprint leftNow, int own, Set<Pairing.Notice> notices)
        throws StoreException {
      boolean same = row == Row.ALREADY_SAME;
      Pairing after = after(leftNow, same ? own : pairing.ownFields(), notices);
      if (moved) {
        move(row, after, Optional.empty());
        return;
      }
      boolean newBase = !nowPrint.equals(was) && now.isPresent();
      if (after.equals(pairing)) {
        draft.unchanged();
        return;
      }
      draft.unchanged();
      draft.remember(
          after,
          true,
          newBase ? subject.position : -1,
          newBase && there.isPresent() ? spoolPosition() : -1,
          row,
          "",
          subject.reasons);
    }

    private long spoolPosition() {
      return targets.view(pairing).position();
    }

    private void update(Row row, Merged merged) throws StoreException {
      Spooled was = there.orElseThrow();
      int own = Math.max(pairing.ownFields(), 0) + merged.own();
      for (var conflict : merged.conflicts()) {
        draft.conflict(subject, title(), conflict);
      }
      Set<Pairing.Notice> notices = isInPlace() ? Set.of() : Set.of(Pairing.Notice.DRIFT);
      Pairing after = after(similarity.fingerprint(merged.result()), own, notices);
      if (merged.applied().isEmpty()) {
        if (moved) {
          move(row, after, Optional.empty());
        } else {
          draft.remember(
              after, true, subject.position, spoolPosition(), row, title(), subject.reasons);
        }
        return;
      }
      Item send = was.item().withJson(merged.result());
      if (moved) {
        move(row, after, Optional.of(merged));
        return;
      }
      draft.update(
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

    private void move(Row row, Pairing after, Optional<Merged> merged) throws StoreException {
      if (there.isEmpty() && !nativeMoves) {
        waitingForTarget.add(subject);
        wait200();
        return;
      }
      draft.move(
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
      draft.delete(pairing, subject, seenThere(), thereFolder, row, title());
    }

    private void reportDeleted(Row row) {
      Set<Pairing.Notice> notices = EnumSet.of(Pairing.Notice.DELETED_AT_TARGET);
      if (!pairing.notices().contains(Pairing.Notice.DELETED_AT_TARGET)) {
        draft.notice(About.DELETED_AT_TARGET, subject, title(), row.words());
      }
      Pairing after =
          new Pairing(
              pairing.number(),
              subject.folder.number(),
              pairing.kind(),
              now.flatMap(s -> s.item().uid()).orElse(pairing.sourceUid()),
              pairing.targetUid(),
              pairing.origin(),
              seenNow(),
              pairing.target(),
              pairing.targetFolder(),
              pairing.left(),
              pairing.ownFields(),
              now.map(s -> s.item().updated()).orElse(pairing.updated()),
              notices);
      if (!after.equals(pairing)) {
        draft.remember(
            after, true, now.isPresent() ? subject.position : -1, -1, row, "", subject.reasons);
      }
    }

    private void recreate(Row row) {
      if (now.isEmpty()) {
        waitingForSource.add(subject);
        return;
      }
      Item send = now.get().item().withUid(pairing.targetUid());
      draft.create(
          after(nowPrint, 0, Set.of()),
          true,
          subject,
          send,
          row,
          title(),
          now.get().findings(),
          now.get().hasContent());
    }

    private void drift(Row row) throws StoreException {
      boolean told =
          pairing.notices().contains(Pairing.Notice.DRIFT)
              && pairing.target().fingerprint().equals(therePrint)
              && pairing.targetFolder().equals(thereFolder);
      if (!told) {
        draft.notice(About.DRIFT, subject, title(), row.words());
      }
      remember(row, left, pairing.ownFields(), EnumSet.of(Pairing.Notice.DRIFT));
    }

    private void restore(Row row) throws StoreException {
      if (there.isEmpty()) {
        waitingForTarget.add(subject);
        wait200();
        return;
      }
      if (now.isEmpty()) {
        waitingForSource.add(subject);
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
      draft.countConflicts(merged.conflicts().size());
      troubled.add(
          draft.scopeName(subject.folder),
          Optional.of(seenNow().reference()),
          title(),
          Pending.Reason.CONFLICT,
          new Finding(
              Finding.Level.NOTE, fields, "", "changed on both sides; the policy is to stop"));
      draft.unchanged();
    }
  }

  /** Whether the target's edition is the later one, by times that both can be trusted with. */
  static boolean isTargetNewer(Optional<Spooled> now, Optional<Spooled> there) {
    Optional<Item> source = now.map(Spooled::item).filter(Item::updatedTrusted);
    Optional<Item> target = there.map(Spooled::item).filter(Item::updatedTrusted);
    return source.flatMap(Item::updated).isPresent()
        && target.flatMap(Item::updated).isPresent()
        && target.flatMap(Item::updated).get().isAfter(source.flatMap(Item::updated).get());
  }

  /** By folder, for those who ask a store for several at once. */
  static <K> Map<K, List<Case>> group(List<Case> cases, java.util.function.Function<Case, K> by) {
    Map<K, List<Case>> groups = new HashMap<>();
    cases.forEach(c -> groups.computeIfAbsent(by.apply(c), k -> new ArrayList<>()).add(c));
    return groups;
  }
}
