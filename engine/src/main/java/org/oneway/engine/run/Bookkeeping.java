// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.plan.Spool;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;

/** What is to be remembered of operations. */
final class Bookkeeping {
  private final SyncState state;
  private final Spool spool;

  Bookkeeping(SyncState state, Spool spool) {
    this.state = state;
    this.spool = spool;
  }

  /** What a remember or forget comes to. */
  List<StateChange> quiet(Operation operation) {
    return operation.action() == Operation.Action.FORGET
        ? forget(operation)
        : remember(operation, operation.pairing());
  }

  /** What a remember comes to whose pairing is to be this. */
  List<StateChange> remember(Operation operation, Pairing pairing) {
    List<StateChange> changes = new ArrayList<>();
    if (!operation.known()) {
      operation.reference().ifPresent(r -> changes.add(new StateChange.DropForeign(r)));
    }
    changes.add(new StateChange.PutPairing(pairing));
    Optional<ObjectNode> left =
        operation.there() >= 0 ? Optional.of(json(operation.there())) : Optional.empty();
    bases(operation, left, similarity(operation)::fingerprint)
        .ifPresent(b -> changes.add(put(operation, b)));
    return changes;
  }

  /**
   * What the pairing is after a write; {@code held} as the target has it. What was sent as its user
   * had edited it stays edited.
   */
  Pairing written(
      Operation operation,
      FolderId folder,
      Reference at,
      Optional<Version> version,
      Optional<Item> sent,
      Item held) {
    Pairing planned = operation.pairing();
    // What a plan sends is like what the pairing then says was left.
    Function<Item, Fingerprint> fingerprintOf =
        item ->
            operation.send() >= 0 && sent.filter(item::equals).isPresent()
                ? planned.left()
                : similarity(operation).fingerprint(item.json());
    Fingerprint print = fingerprintOf.apply(held);
    boolean isAsWeLeaveIt =
        !operation.known() || sent.map(fingerprintOf).orElse(print).equals(planned.left());
    return planned
        .revised()
        .target(new Seen(at, version, print), folder)
        .left(isAsWeLeaveIt ? print : planned.left())
        .pairing();
  }

  /** What is committed of that pairing, with its kept items. */
  List<StateChange> remembering(Operation operation, Pairing written, Item held) {
    Fingerprint print = written.target().fingerprint();
    boolean isAsWeLeaveIt = written.left().equals(print);
    List<StateChange> changes = new ArrayList<>();
    changes.add(new StateChange.DropForeign(written.target().reference()));
    changes.add(new StateChange.PutPairing(written));
    ObjectNode left = isAsWeLeaveIt ? held.json() : remembered(operation.pairing()).leftOrSource();
    bases(
            operation,
            Optional.of(left),
            json -> isAsWeLeaveIt ? print : similarity(operation).fingerprint(json))
        .ifPresent(b -> changes.add(put(operation, b)));
    return changes;
  }

  /**
   * What is remembered of an item that was not written: what both sides said of it is told once,
   * and is decided again.
   *
   * @param remembered its pairing before
   */
  List<StateChange> undone(Operation operation, Optional<Pairing> remembered) {
    if (!operation.known() || remembered.isEmpty()) {
      return List.of();
    }
    Pairing planned = operation.pairing();
    Pairing before = remembered.get();
    return List.of(
        new StateChange.PutPairing(
            before
                .revised()
                .sourceUid(planned.sourceUid())
                .source(
                    new Seen(
                        planned.source().reference(),
                        Optional.empty(),
                        before.source().fingerprint()))
                .target(planned.target(), operation.from())
                .pairing()));
  }

  /** The kept items as they are if the write happens and the target holds what was sent. */
  Optional<Bases> intended(Operation operation) {
    Optional<ObjectNode> left =
        operation.send() >= 0
            ? Optional.of(json(operation.send()))
            : operation.there() >= 0 ? Optional.of(json(operation.there())) : Optional.empty();
    return bases(operation, left, similarity(operation)::fingerprint);
  }

  private Optional<Bases> bases(
      Operation operation,
      Optional<ObjectNode> left,
      Function<ObjectNode, Fingerprint> fingerprintOf) {
    Similarity similarity = similarity(operation);
    if (operation.base() < 0 && left.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode source =
        operation.base() >= 0 ? json(operation.base()) : remembered(operation.pairing()).source();
    Fingerprint sourcePrint = operation.pairing().source().fingerprint();
    // What is the same needs no fingerprint; that is nearly everything.
    Optional<ObjectNode> differing =
        left.filter(json -> !json.equals(source) && !fingerprintOf.apply(json).equals(sourcePrint))
            .map(similarity::kept);
    return Optional.of(new Bases(similarity.kept(source), differing));
  }

  private Bases remembered(Pairing pairing) {
    return Optional.ofNullable(state.bases(Set.of(pairing.number())).get(pairing.number()))
        .orElseThrow(() -> new IllegalStateException("no kept item: " + pairing.number()));
  }

  /** An item that stays at the target when its pairing goes is indexed like any other. */
  private List<StateChange> forget(Operation operation) {
    List<StateChange> changes = new ArrayList<>();
    Pairing pairing = operation.pairing();
    if (operation.reference().isPresent()) {
      Set<Long> identity =
          similarity(operation).identity(remembered(pairing).leftOrSource()).marked();
      changes.add(
          new StateChange.PutForeign(
              new Foreign(
                  operation.reference().get(),
                  operation.expected(),
                  operation.from(),
                  pairing.targetKey(),
                  identity)));
    }
    changes.add(new StateChange.DropPairing(pairing.number()));
    return changes;
  }

  private static StateChange put(Operation operation, Bases bases) {
    return new StateChange.PutBases(operation.pairing().number(), bases);
  }

  private ObjectNode json(long position) {
    return spool.get(position).item().json();
  }

  private static Similarity similarity(Operation operation) {
    return Similarity.of(operation.pairing().kind());
  }
}
