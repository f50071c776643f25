// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Notice.About;
import org.oneway.engine.similar.FieldChange;
import org.oneway.engine.similar.Merged;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.Seen;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.StoreException;

/**
 * Gives new source items a pairing: with an item that is at the target already, or with a new one.
 */
final class Admission {
  private final SyncState state;
  private final Scratch scratch;
  private final PlanSettings settings;
  private final PlanDraft draft;
  private final Troubled troubled;
  private final Strangers strangers;
  private final Members members;
  private final Capabilities target;
  private final Gate gate;
  private final List<Candidate> creates = new ArrayList<>();
  private final List<Candidate> adoptions = new ArrayList<>();
  private final List<Candidate> deferred = new ArrayList<>();
  private Optional<Pairing> lead = Optional.empty();
  private int nextNumber;

  Admission(
      SyncState state,
      Scratch scratch,
      PlanSettings settings,
      PlanDraft draft,
      Troubled troubled,
      Strangers strangers,
      Members members,
      Capabilities target,
      Gate gate) {
    this.state = state;
    this.scratch = scratch;
    this.settings = settings;
    this.draft = draft;
    this.troubled = troubled;
    this.strangers = strangers;
    this.members = members;
    this.target = target;
    this.gate = gate;
    this.nextNumber = state.nextPairing();
  }

  /** What only the stores can say. */
  interface Gate {
    /** Whether something new may be made in this folder in this run. */
    boolean isOpen(FolderPairing folder);

    /** Reads these target items now; answers where in the spool those lie that are there. */
    Map<Reference, Long> read(List<Spooled> stubs) throws StoreException;

    /** The scope of this folder must be asked again. */
    void waits(FolderPairing folder);
  }

  private record Candidate(int folder, long position, int stranger, String why) {}

  /** The item at this position is to be made at the target. */
  void create(int folder, long position) throws StoreException {
    creates.add(new Candidate(folder, position, -1, ""));
    if (creates.size() >= Reading.BATCH) {
      flushCreates();
    }
  }

  /** The item at this position is this stranger. */
  void adopt(int folder, long position, int stranger, String why) throws StoreException {
    adoptions.add(new Candidate(folder, position, stranger, why));
    if (adoptions.size() >= Reading.BATCH) {
      flushAdoptions();
    }
  }

  void flush() throws StoreException {
    flushAdoptions();
    flushCreates();
  }

  /** Admits what names other items, now that these have their names at the target. */
  void finish() throws StoreException {
    flush();
    members.learn(deferred.stream().map(c -> scratch.spool().get(c.position).item().json()));
    for (Candidate candidate : List.copyOf(deferred)) {
      Spooled item = scratch.spool().get(candidate.position);
      Item translated = item.item().withJson(members.translate(item.item()));
      long position = scratch.spool().put(item.withItem(translated));
      Candidate named =
          new Candidate(candidate.folder, position, candidate.stranger, candidate.why);
      (candidate.stranger >= 0 ? adoptions : creates).add(named);
    }
    deferred.clear();
    translatedAlready = true;
    flush();
  }

  private boolean translatedAlready;

  private boolean isDeferred(Candidate candidate, Spooled now) {
    if (translatedAlready || !Members.has(now.item().json())) {
      return false;
    }
    deferred.add(candidate);
    return true;
  }

  private void flushAdoptions() throws StoreException {
    adoptions.removeIf(c -> isDeferred(c, scratch.spool().get(c.position)));
    List<Spooled> stubs =
        adoptions.stream()
            .filter(c -> strangers.isStub(c.stranger))
            .map(c -> strangers.read(c.stranger))
            .toList();
    Map<Reference, Long> read = stubs.isEmpty() ? Map.of() : gate.read(stubs);
    for (Candidate candidate : adoptions) {
      Long at =
          strangers.isStub(candidate.stranger)
              ? read.get(strangers.read(candidate.stranger).reference())
              : Long.valueOf(strangers.position(candidate.stranger));
      if (at == null) {
        create(candidate.folder, candidate.position);
      } else {
        adoptNow(candidate, at);
      }
    }
    adoptions.clear();
  }

  private void adoptNow(Candidate candidate, long there) {
    Spooled now = scratch.spool().get(candidate.position);
    Spooled held = scratch.spool().get(there);
    Similarity similarity = Similarity.of(now.item().kind());
    Fingerprint nowPrint = similarity.fingerprint(now.item().json());
    Fingerprint herePrint = similarity.fingerprint(held.item().json());
    FolderPairing folder = draft.folder(candidate.folder);
    if (nowPrint.equals(herePrint)) {
      Pairing pairing = pairing(folder, now, nowPrint, held, herePrint, herePrint, 0);
      List<String> reasons = new ArrayList<>(List.of(candidate.why));
      reasons.addAll(similarity.reasons(now.item().json(), held.item().json()));
      draft.remember(pairing, false, candidate.position, -1, Row.ALREADY_SAME, title(now), reasons);
      return;
    }
    PolicyChoice policy = new PolicyChoice(settings.policies());
    PolicyChoice.Winner winner = policy.winner(Optional.of(now), Optional.of(held));
    Verdict verdict = policy.of(Row.NEW_BUT_THERE, false, winner);
    if (verdict == Verdict.STOP) {
      troubled.add(
          draft.scopeName(folder),
          Optional.of(now.reference()),
          title(now),
          Pending.Reason.CONFLICT,
          new Finding(
              Finding.Level.NOTE,
              "",
              "",
              "another edition is at the target; the policy is to stop"));
      return;
    }
    Merged merged =
        verdict == Verdict.ENRICH
            ? similarity.enrich(now.item().json(), held.item().json())
            : kept(similarity, now, held);
    Pairing pairing =
        pairing(
            folder,
            now,
            nowPrint,
            held,
            herePrint,
            similarity.fingerprint(merged.result()),
            merged.own());
    Decider.Case subject =
        Decider.Case.read(pairing, folder, candidate.position).because(candidate.why);
    for (FieldChange conflict : merged.conflicts()) {
      draft.conflict(subject, title(now), conflict);
    }
    if (merged.applied().isEmpty()) {
      draft.remember(
          pairing,
          false,
          candidate.position,
          there,
          Row.NEW_BUT_THERE,
          title(now),
          subject.reasons());
    } else {
      draft.count(Counts.Count.ADOPTED, 1);
      draft.update(
          pairing,
          false,
          subject,
          held,
          there,
          held.item().withJson(merged.result()),
          merged.applied(),
          Row.NEW_BUT_THERE,
          title(now),
          now.findings());
    }
  }

  private static Merged kept(Similarity similarity, Spooled now, Spooled held) {
    List<FieldChange> differing = similarity.changes(held.item().json(), now.item().json());
    return new Merged(held.item().json(), List.of(), differing, differing.size());
  }

  private Pairing pairing(
      FolderPairing folder,
      Spooled now,
      Fingerprint nowPrint,
      Spooled held,
      Fingerprint herePrint,
      Fingerprint left,
      int own) {
    return new Pairing(
        nextNumber++,
        folder.number(),
        now.item().kind(),
        now.item().uid().orElseThrow(),
        held.item().uid().orElseThrow(),
        Origin.ADOPTED,
        new Seen(now.reference(), now.version(), nowPrint),
        new Seen(held.reference(), held.version(), herePrint),
        held.folders().contains(folder.target().id())
            ? folder.target().id()
            : held.folders().iterator().next(),
        left,
        own,
        now.item().updated(),
        Set.of());
  }

  private static String title(Spooled item) {
    return Similarity.of(item.item().kind()).title(item.item().json());
  }

  private void flushCreates() {
    Map<Integer, Map<Key, String>> owners = new HashMap<>();
    List<Candidate> candidates = new ArrayList<>();
    List<Spooled> items = new ArrayList<>();
    List<Key> keys = new ArrayList<>();
    Map<Integer, List<Key>> byFolder = new HashMap<>();
    for (Candidate candidate : creates) {
      Spooled now = scratch.spool().get(candidate.position);
      if (!isDeferred(candidate, now)) {
        Key key = now.item().key().orElseThrow();
        candidates.add(candidate);
        items.add(now);
        keys.add(key);
        byFolder.computeIfAbsent(candidate.folder, f -> new ArrayList<>()).add(key);
      }
    }
    creates.clear();
    byFolder.forEach(
        (folder, mine) ->
            owners.put(
                folder,
                state.ownersOf(settings.target(), draft.folder(folder).target().id(), mine)));
    boolean inAccount = target.uidUniqueIn() == Capabilities.UidUniqueIn.ACCOUNT;
    Map<Key, List<Pairing>> leads = inAccount ? state.byTargetKey(keys) : Map.of();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      Key key = keys.get(i);
      FolderPairing folder = draft.folder(candidate.folder);
      Optional<String> owner =
          Optional.ofNullable(owners.getOrDefault(candidate.folder, Map.of()).get(key));
      Spooled now = items.get(i);
      if (owner.isPresent()) {
        draft.notice(
            new Notice(
                About.OTHER_SYNC,
                folder.target().name(),
                title(now),
                "belongs to sync \"" + owner.get() + "\""));
      } else if (!gate.isOpen(folder)) {
        gate.waits(folder);
      } else {
        if (inAccount) {
          leads.getOrDefault(key, List.of()).stream()
              .filter(p -> p.notices().isEmpty())
              .findFirst()
              .ifPresent(p -> lead = Optional.of(p));
        }
        if (inAccount && lead.filter(p -> p.targetKey().equals(key)).isPresent()) {
          follow(lead.get(), folder, candidate, now);
        } else {
          make(folder, candidate, now);
        }
      }
    }
  }

  private void make(FolderPairing folder, Candidate candidate, Spooled now) {
    Similarity similarity = Similarity.of(now.item().kind());
    Fingerprint print = similarity.fingerprint(now.item().json());
    Pairing pairing = created(folder, now, print, new Reference("new"), Set.of());
    lead = Optional.of(pairing);
    draft.create(
        pairing,
        false,
        Decider.Case.read(pairing, folder, candidate.position),
        now,
        now.item(),
        Row.NEW,
        title(now));
  }

  private Pairing created(
      FolderPairing folder,
      Spooled now,
      Fingerprint print,
      Reference at,
      Set<Pairing.Notice> notices) {
    return new Pairing(
        nextNumber++,
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
  private void follow(Pairing leads, FolderPairing folder, Candidate candidate, Spooled now) {
    Fingerprint print = Similarity.of(now.item().kind()).fingerprint(now.item().json());
    boolean differs = !print.equals(leads.source().fingerprint());
    Reference at = new Reference("with " + leads.number());
    if (differs || !target.manyFoldersPerItem()) {
      Pairing.Notice told = differs ? Pairing.Notice.DIFFERING_COPY : Pairing.Notice.NOT_HELD;
      draft.notice(
          new Notice(
              differs ? About.DIFFERING_COPY : About.NOT_HELD,
              folder.target().name(),
              title(now),
              differs
                  ? "differs from its copy in another folder, which is the one that is synced"
                  : "is in another folder already, and the target holds it only once"));
      draft.remember(
          created(folder, now, print, at, Set.of(told)),
          true,
          candidate.position,
          -1,
          Row.NEW,
          title(now),
          List.of());
    } else {
      Pairing pairing = created(folder, now, print, at, Set.of(Pairing.Notice.SHARES_OBJECT));
      draft.join(
          pairing, Decider.Case.read(pairing, folder, candidate.position), Row.NEW, title(now));
    }
  }
}
