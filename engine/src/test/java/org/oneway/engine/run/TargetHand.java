// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.oneway.engine.state.Side;
import org.oneway.engine.testkit.FakeStore;

/** What the target's user does, at random; told to the store and to the model. */
final class TargetHand {
  /** Of these, what an item has; only notes are its own to add. */
  private static final List<Slot> EDITED =
      List.of(Slot.NOTE, Slot.NOTE, Slot.PHONE, Slot.EMAIL, Slot.NAME);

  private final Stage stage;
  private final FakeStore store;
  private final Random random;

  TargetHand(Stage stage) {
    this.stage = stage;
    this.store = stage.world.target();
    this.random = stage.random;
  }

  /** After a run that was disturbed, what both sides have changed is left alone. */
  private boolean isFree(Model.Thing thing) {
    return thing.target.isPresent() && !(stage.wasDisturbed && thing.isDirtyAtSource());
  }

  private String folder(Model.Edition edition) {
    return stage.nameOf(Side.TARGET, edition.folder);
  }

  void edits() {
    stage.any(this::isFree).ifPresent(entry -> edits(entry.getKey(), entry.getValue()));
  }

  private void edits(String uid, Model.Thing thing) {
    Model.Edition edition = thing.target.orElseThrow();
    List<Slot> slots =
        edition.values.containsKey(Slot.PHONE)
            ? EDITED.stream().filter(s -> s == Slot.NOTE || edition.values.containsKey(s)).toList()
            : List.of(Slot.NOTE);
    Slot slot = slots.get(random.nextInt(slots.size()));
    Optional<String> value = Optional.of(stage.freshValue(uid, slot));
    store.edit(folder(edition), uid, card -> slot.set(card, value));
    edition.set(slot, value, stage.world.clock().instant());
    thing.wasEdited = true;
    thing.isTouchedAtTarget = true;
    stage.tell("target edits " + uid + " " + slot + " " + value);
  }

  void removes() {
    if (stage.isFrozen(Side.TARGET)) {
      return;
    }
    stage
        .any(this::isFree)
        .ifPresent(
            entry -> {
              Model.Edition edition = entry.getValue().target.orElseThrow();
              store.remove(folder(edition), entry.getKey());
              entry.getValue().target = Optional.empty();
              entry.getValue().isTouchedAtTarget = true;
              stage.changed(Side.TARGET, edition.folder);
              stage.tell("target removes " + entry.getKey());
            });
  }

  void moves() {
    if (stage.isFrozen(Side.TARGET)) {
      return;
    }
    stage
        .any(thing -> isFree(thing) && thing.synced.isPresent())
        .ifPresent(
            entry -> {
              Model.Edition edition = entry.getValue().target.orElseThrow();
              int to = 1 - edition.folder;
              store.move(entry.getKey(), folder(edition), stage.nameOf(Side.TARGET, to));
              edition.folder = to;
              entry.getValue().isTouchedAtTarget = true;
              stage.changed(Side.TARGET, 0);
              stage.changed(Side.TARGET, 1);
              stage.tell("target moves " + entry.getKey() + " to " + to);
            });
  }

  /** An item of their own, which the source may come to have too. */
  void adds() {
    String uid = (random.nextBoolean() ? "u" : "own") + random.nextInt(12);
    Model.Thing thing = stage.model.thing(uid);
    boolean isOurs = thing.source.isPresent() || thing.synced.isPresent();
    if (thing.target.isPresent() || isOurs || stage.isFrozen(Side.TARGET)) {
      return;
    }
    int folder = random.nextInt(Stage.FOLDERS);
    Map<Slot, String> values = new EnumMap<>(Slot.class);
    for (Slot slot : List.of(Slot.NAME, Slot.NOTE)) {
      values.put(slot, stage.freshValue(uid, slot));
    }
    store.add(stage.nameOf(Side.TARGET, folder), Slot.card(uid, values));
    thing.target = Optional.of(new Model.Edition(folder, values, stage.world.clock().instant()));
    thing.isTouchedAtTarget = true;
    stage.changed(Side.TARGET, folder);
    stage.tell("target adds " + uid + " to " + folder + " " + values);
  }

  void refusesOrTakes() {
    String uid = "u" + random.nextInt(12);
    if (stage.model.refused.remove(uid)) {
      store.takeAgain(uid);
      stage.tell("target takes " + uid + " again");
    } else if (!stage.wasDisturbed) {
      stage.model.refused.add(uid);
      store.refuse(uid);
      stage.tell("target refuses " + uid);
    }
  }
}
