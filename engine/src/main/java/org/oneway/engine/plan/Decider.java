// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Item;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.Seen;
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
  private final Desk desk;
  private final Wants wants;
  private final Members members;
  private final List<Case> deferred = new ArrayList<>();
  private final List<Case> waitingForTarget = new ArrayList<>();
  private final List<Case> waitingForSource = new ArrayList<>();
  private final List<Evaluation> waitingForKept = new ArrayList<>();

  Decider(Desk desk, Members members, Wants wants) {
    this.desk = desk;
    this.members = members;
    this.wants = wants;
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

  /** An item no longer passes the filter; says whether anything follows. */
  boolean leftFilter(Pairing pairing) throws StoreException {
    if (desk.settings().policies().onLeaveFilter() != Policies.OnLeaveFilter.DELETE) {
      return false;
    }
    FolderPairing folder = desk.draft().folder(pairing.folder());
    decide(Case.removed(pairing, folder).because("no longer passes the filter"));
    return true;
  }

  /**
   * These may be decided next. What is kept of those with fingerprints by older rules is asked for
   * at once.
   */
  void expect(Collection<Pairing> pairings) {
    desk.kept()
        .expect(
            pairings.stream().filter(Circumstances::isByOlderRules).map(Pairing::number).toList());
  }

  /** Decides now, or as soon as what it takes has been read. */
  void decide(Case subject) throws StoreException {
    if (subject.says == Case.Says.READ
        && Members.has(desk.scratch().spool().get(subject.position).item().json())) {
      deferred.add(subject);
      return;
    }
    evaluate(subject);
  }

  /** Decides everything that had to wait; nothing is asked afterwards. */
  void finish() throws StoreException {
    flush();
    members.learn(deferred.stream().map(c -> desk.scratch().spool().get(c.position).item().json()));
    for (Case subject : deferred) {
      Spooled item = desk.scratch().spool().get(subject.position);
      ObjectNode translated = members.translate(item.item());
      evaluate(
          subject.at(desk.scratch().spool().put(item.withItem(item.item().withJson(translated)))));
    }
    deferred.clear();
    flush();
  }

  private void flush() throws StoreException {
    while (!waitingForTarget.isEmpty()
        || !waitingForSource.isEmpty()
        || !waitingForKept.isEmpty()) {
      flushTarget();
      flushSource();
      flushKept();
    }
  }

  private void flushTarget() throws StoreException {
    while (!waitingForTarget.isEmpty()) {
      List<Case> cases = List.copyOf(waitingForTarget);
      waitingForTarget.clear();
      wants.target(cases);
      desk.kept().expect(cases.stream().map(subject -> subject.pairing.number()).toList());
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

  private void flushKept() {
    desk.kept().expect(waitingForKept.stream().map(Evaluation::number).toList());
    for (Evaluation evaluation : waitingForKept) {
      Evaluation.Need need = evaluation.run();
      if (need != Evaluation.Need.NOTHING) {
        throw new IllegalStateException("what is kept was there, and now it takes " + need);
      }
    }
    waitingForKept.clear();
  }

  private void evaluate(Case subject) throws StoreException {
    Pairing pairing = subject.pairing;
    if (isFollower(pairing)) {
      follow(subject);
      return;
    }
    Targets.View view = desk.targets().view(pairing);
    if (view.is() == Targets.View.Is.UNKNOWN) {
      if (subject.says != Case.Says.AS_BEFORE) {
        desk.targets()
            .broken(pairing)
            .ifPresentOrElse(why -> brokenThere(subject, why), () -> waits(subject));
      }
      return;
    }
    Evaluation evaluation = new Evaluation(desk, subject);
    switch (evaluation.run()) {
      case NOTHING -> {}
      case TARGET -> {
        waitingForTarget.add(subject);
        if (waitingForTarget.size() >= BATCH) {
          flushTarget();
        }
      }
      case SOURCE -> waitingForSource.add(subject);
      case KEPT -> {
        waitingForKept.add(evaluation);
        if (waitingForKept.size() >= BATCH) {
          flushKept();
        }
      }
    }
  }

  private void waits(Case subject) {
    wants.waits(subject.folder);
    wants.waits(desk.draft().folder(subject.pairing.folder()));
  }

  /** The change is pending: what the target has of it cannot be compared. */
  private void brokenThere(Case subject, Finding why) {
    Optional<Spooled> now =
        subject.says == Case.Says.READ
            ? Optional.of(desk.scratch().spool().get(subject.position))
            : Optional.empty();
    desk.troubled()
        .add(
            desk.draft().scopeName(subject.folder),
            Optional.of(now.map(Spooled::reference).orElse(subject.pairing.source().reference())),
            now.map(item -> title(item.item())).orElse(""),
            Pending.Reason.REFUSED,
            new Finding(
                why.level(),
                why.property(),
                why.place(),
                "what the target has of it cannot be read: " + why.reason()));
  }

  private static boolean isFollower(Pairing pairing) {
    return pairing.notices().stream().anyMatch(FOLLOWS::contains);
  }

  /** A copy that the target cannot hold, or that must not fight with the one that leads. */
  private void follow(Case subject) {
    if (subject.says == Case.Says.REMOVED) {
      if (subject.pairing.notices().contains(Pairing.Notice.SHARES_OBJECT)) {
        desk.draft()
            .leave(
                subject.pairing,
                subject.pairing.target(),
                subject.folder.target().id(),
                Row.REMOVED_CREATED,
                "");
      } else {
        desk.draft().forget(subject.pairing, Row.REMOVED_GONE, "", subject.reasons);
      }
    } else if (subject.says == Case.Says.READ) {
      Spooled now = desk.scratch().spool().get(subject.position);
      Pairing pairing = subject.pairing;
      Fingerprint fingerprint = Similarity.of(pairing.kind()).fingerprint(now.item().json());
      Pairing after =
          pairing.revised().source(new Seen(now.reference(), now.version(), fingerprint)).pairing();
      desk.draft().remember(after, true, subject.position, -1, Row.UNTOUCHED, "", List.of());
    }
  }
}
