// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.similar.Merged;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Intent;
import org.oneway.engine.state.Intent.Action;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/**
 * Finds out what became of writes that an interrupted run began: reads their places from the target
 * and compares with what was being sent. A write that happened becomes a pairing; one that did not
 * is dropped, and the decision table decides again.
 */
final class Settling {
  private static final String KEYWORDS = "keywords";
  private static final String MARK = "$deleted";

  private final SyncState state;
  private final TargetStore target;
  private final Map<Reference, Change.Upsert> there = new HashMap<>();
  private final Set<Reference> broken = new HashSet<>();
  private final List<StateChange> changes = new ArrayList<>();
  private int nextNumber;

  Settling(SyncState state, TargetStore target) {
    this.state = state;
    this.target = target;
    this.nextNumber = state.nextPairing();
  }

  /** What is to be remembered; empty where nothing was interrupted. */
  List<StateChange> settle() throws StoreException {
    List<Intent> intents = state.intents();
    if (intents.isEmpty()) {
      return List.of();
    }
    read(intents);
    for (Intent intent : intents) {
      settle(intent);
      changes.add(new StateChange.DropIntent(intent.id()));
    }
    return List.copyOf(changes);
  }

  private void read(List<Intent> intents) throws StoreException {
    List<Scope> scopes = target.scopes();
    Map<Scope, Set<Reference>> wanted = new HashMap<>();
    for (Intent intent : intents) {
      intent.before().ifPresent(r -> want(wanted, scopes, state(intent).targetFolder(), r));
      intent.before().ifPresent(r -> want(wanted, scopes, intent.folder(), r));
      if (intent.action() == Action.MOVE) { // its user may have moved it elsewhere before
        intent.before().ifPresent(r -> scopes.forEach(scope -> want(wanted, scope, r)));
      }
      intent.planned().ifPresent(r -> want(wanted, scopes, intent.folder(), r));
      if (intent.planned().isEmpty() && isArrival(intent)) {
        for (Located located : target.find(intent.after().targetKey())) {
          if (located.folders().contains(intent.folder())) {
            want(wanted, scopes, intent.folder(), located.reference());
          }
        }
      }
    }
    for (Map.Entry<Scope, Set<Reference>> entry : wanted.entrySet()) {
      try (ChangeStream stream = target.fetch(entry.getKey(), List.copyOf(entry.getValue()))) {
        for (Optional<Change> next = stream.next(); next.isPresent(); next = stream.next()) {
          if (next.get() instanceof Change.Upsert upsert) {
            there.put(upsert.reference(), upsert);
          } else if (next.get() instanceof Change.Broken one) {
            one.reference().ifPresent(broken::add);
          }
        }
      } catch (StoreException.FolderGone nothingOfOursCanBeThere) {
        there.keySet().removeAll(entry.getValue());
      }
    }
  }

  private static boolean isArrival(Intent intent) {
    return intent.action() == Action.CREATE || intent.action() == Action.MOVE;
  }

  private static void want(
      Map<Scope, Set<Reference>> wanted, List<Scope> scopes, FolderId folder, Reference reference) {
    scopes.stream()
        .filter(scope -> scope.folders().contains(folder))
        .findFirst()
        .ifPresent(scope -> want(wanted, scope, reference));
  }

  private static void want(Map<Scope, Set<Reference>> wanted, Scope scope, Reference reference) {
    wanted.computeIfAbsent(scope, s -> new HashSet<>()).add(reference);
  }

  private Pairing state(Intent intent) {
    return Optional.ofNullable(
            state.pairings(Set.of(intent.after().number())).get(intent.after().number()))
        .orElse(intent.after());
  }

  private void settle(Intent intent) {
    switch (intent.action()) {
      case CREATE -> arrival(intent).ifPresent(upsert -> happened(intent, upsert));
      case MOVE -> settleMove(intent);
      case UPDATE ->
          intent
              .before()
              .map(there::get)
              .or(() -> intent.planned().map(there::get))
              .filter(upsert -> wasUpdated(intent, upsert))
              .ifPresent(upsert -> happened(intent, upsert));
      case DELETE -> {
        Optional<Change.Upsert> still = intent.before().map(there::get);
        still.filter(upsert -> !isAsKnown(intent, upsert)).ifPresent(one -> remains(intent, one));
        if (still.isEmpty() && intent.before().filter(broken::contains).isEmpty()) {
          changes.add(new StateChange.DropPairing(intent.after().number()));
        }
      }
      case JOIN ->
          intent
              .before()
              .map(there::get)
              .filter(upsert -> upsert.folders().contains(intent.folder()))
              .ifPresent(upsert -> happened(intent, upsert));
      case LEAVE -> {
        if (intent.before().filter(r -> isIn(r, intent.folder())).isEmpty()) {
          changes.add(new StateChange.DropPairing(intent.after().number()));
        }
      }
    }
  }

  private void settleMove(Intent intent) {
    Optional<Change.Upsert> old =
        intent
            .before()
            .map(there::get)
            .filter(upsert -> !upsert.folders().contains(intent.folder()));
    Optional<Change.Upsert> arrived = arrival(intent);
    if (old.isEmpty()) {
      arrived.ifPresent(upsert -> arrived(intent, upsert, intent.after().number()));
    } else {
      arrived
          .filter(copy -> isOurCopy(intent, copy))
          .ifPresent(copy -> copied(intent, old.get(), copy));
    }
  }

  private void arrived(Intent intent, Change.Upsert upsert, int number) {
    if (wasUpdated(intent, upsert)) {
      happened(intent, upsert, number);
    } else {
      onlyMoved(intent, upsert, number);
    }
  }

  private boolean isOurCopy(Intent intent, Change.Upsert copy) {
    Fingerprint held = fingerprint(intent, copy);
    return held.equals(intent.after().left())
        || held.equals(intent.after().target().fingerprint())
        || target.capabilities().rewrites();
  }

  private static Fingerprint fingerprint(Intent intent, Change.Upsert upsert) {
    return fingerprint(intent, upsert.item().json());
  }

  private static Fingerprint fingerprint(Intent intent, ObjectNode json) {
    return Similarity.of(intent.after().kind()).fingerprint(json);
  }

  /**
   * A move by copying was cut off before the old item was removed: for the moment there are two.
   * Each is paired, so that whatever the source says next, what is too much goes.
   */
  private void copied(Intent intent, Change.Upsert old, Change.Upsert copy) {
    arrived(intent, copy, nextNumber++);
    remains(intent, old);
  }

  /**
   * What was to be removed is there as we know it, or with nothing but the first half of a removal:
   * it may be removed. What else somebody made of it is an edit.
   */
  private void remains(Intent intent, Change.Upsert old) {
    Pairing before = state(intent);
    Bases bases = state.bases(Set.of(before.number())).get(before.number());
    Fingerprint held = fingerprint(intent, old);
    boolean isMarked =
        fingerprint(intent, unmarked(old)).equals(intent.after().target().fingerprint());
    if (bases == null || !(isAsKnown(intent, old) || isMarked)) {
      return;
    }
    changes.add(
        new StateChange.PutPairing(
            before
                .revised()
                .target(new Seen(old.reference(), old.version(), held))
                .left(held)
                .ownFields(0)
                .pairing()));
    ObjectNode left = Similarity.of(before.kind()).kept(old.item().json());
    changes.add(
        new StateChange.PutBases(before.number(), new Bases(bases.source(), Optional.of(left))));
  }

  private static boolean isAsKnown(Intent intent, Change.Upsert old) {
    return fingerprint(intent, old).equals(intent.after().target().fingerprint());
  }

  /** Without the mark with which a removal begins at some stores (RFC 9051 section 2.3.2). */
  private static ObjectNode unmarked(Change.Upsert upsert) {
    ObjectNode json = upsert.item().json().deepCopy();
    if (json.path(KEYWORDS) instanceof ObjectNode keywords) {
      keywords.remove(MARK);
    }
    return json;
  }

  private boolean isIn(Reference reference, FolderId folder) {
    Change.Upsert upsert = there.get(reference);
    return upsert != null && upsert.folders().contains(folder);
  }

  /** What is now where a create or move was to lead. */
  private Optional<Change.Upsert> arrival(Intent intent) {
    return there.values().stream()
        .filter(
            upsert ->
                intent
                    .planned()
                    .map(upsert.reference()::equals)
                    .orElse(upsert.item().key().equals(Optional.of(intent.after().targetKey()))))
        .filter(upsert -> upsert.folders().contains(intent.folder()))
        .findFirst();
  }

  private boolean wasUpdated(Intent intent, Change.Upsert upsert) {
    Similarity similarity = Similarity.of(intent.after().kind());
    Fingerprint now = similarity.fingerprint(upsert.item().json());
    if (now.equals(intent.after().left())) {
      return true;
    }
    boolean untouched = intent.expected().isPresent() && intent.expected().equals(upsert.version());
    if (untouched || !target.capabilities().rewrites()) {
      return false;
    }
    return saysWhatWasSent(intent, upsert.item().json(), similarity);
  }

  /** Whether a target that rewrites holds anything that it did not hold before the change. */
  private boolean saysWhatWasSent(Intent intent, ObjectNode held, Similarity similarity) {
    Bases before = state.bases(Set.of(intent.after().number())).get(intent.after().number());
    if (before == null || intent.bases().isEmpty()) {
      return false;
    }
    ObjectNode sent = intent.bases().get().source();
    ObjectNode left = before.leftOrSource();
    Merged first = similarity.merge(before.source(), left, sent, left, true);
    Merged again = similarity.merge(before.source(), held, sent, held, true);
    return again.applied().size() < first.applied().size();
  }

  /** It was moved, and its change was not sent: that is decided again where it is now. */
  private void onlyMoved(Intent intent, Change.Upsert upsert, int number) {
    Pairing before = state(intent);
    Fingerprint held = Similarity.of(before.kind()).fingerprint(upsert.item().json());
    Pairing moved =
        before
            .revised()
            .number(number)
            .folder(intent.after().folder())
            .sourceUid(intent.after().sourceUid())
            .source(
                new Seen(
                    intent.after().source().reference(),
                    Optional.empty(),
                    before.source().fingerprint()))
            .target(new Seen(upsert.reference(), upsert.version(), held), intent.folder())
            .pairing();
    changes.add(new StateChange.DropForeign(upsert.reference()));
    changes.add(new StateChange.PutPairing(moved));
    Bases bases = state.bases(Set.of(before.number())).get(before.number());
    if (number != before.number() && bases != null) {
      changes.add(new StateChange.PutBases(number, bases));
    }
  }

  private void happened(Intent intent, Change.Upsert upsert) {
    happened(intent, upsert, intent.after().number());
  }

  private void happened(Intent intent, Change.Upsert upsert, int number) {
    Pairing after = intent.after();
    Similarity similarity = Similarity.of(after.kind());
    Fingerprint held = similarity.fingerprint(upsert.item().json());
    boolean ours = target.capabilities().rewrites() || held.equals(after.left());
    Pairing pairing =
        after
            .revised()
            .number(number)
            .target(new Seen(upsert.reference(), upsert.version(), held), intent.folder())
            .left(ours ? held : after.left())
            .pairing();
    changes.add(new StateChange.DropForeign(upsert.reference()));
    changes.add(new StateChange.PutPairing(pairing));
    Optional<Bases> bases =
        intent
            .bases()
            .map(
                b ->
                    ours && !held.equals(after.source().fingerprint())
                        ? new Bases(b.source(), Optional.of(similarity.kept(upsert.item().json())))
                        : b);
    bases.ifPresent(b -> changes.add(new StateChange.PutBases(number, b)));
  }
}
