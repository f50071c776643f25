// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Notice.About;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pairing;
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
  private final Strangers strangers;
  private final Members members;
  private final Capabilities target;
  private final Gate gate;
  private final Adopting adopting;
  private final Creating creating;
  private final List<Candidate> creates = new ArrayList<>();
  private final List<Candidate> adoptions = new ArrayList<>();
  private final List<Candidate> deferred = new ArrayList<>();
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
    this.strangers = strangers;
    this.members = members;
    this.target = target;
    this.gate = gate;
    this.nextNumber = state.nextPairing();
    IntSupplier numbers = () -> nextNumber++;
    this.adopting = new Adopting(scratch, settings, draft, troubled, numbers);
    this.creating = new Creating(draft, target, numbers);
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
        FolderPairing folder = draft.folder(candidate.folder);
        adopting.adopt(folder, candidate.position, at, candidate.why);
      }
    }
    adoptions.clear();
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
                now.title(),
                "belongs to sync \"" + owner.get() + "\""));
      } else if (!gate.isOpen(folder)) {
        gate.waits(folder);
      } else {
        creating.create(folder, candidate.position, now, leads.getOrDefault(key, List.of()));
      }
    }
  }
}
