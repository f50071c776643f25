// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.oneway.engine.state.Side;
import org.oneway.engine.testkit.FakeStore;

/** What the source's user does, at random; told to the store and to the model. */
final class SourceHand {
  private static final List<Slot> SLOTS =
      List.of(Slot.NAME, Slot.PHONE, Slot.EMAIL, Slot.ORGANIZATION, Slot.NICKNAME);
  private static final Set<Slot> OPTIONAL = Set.of(Slot.ORGANIZATION, Slot.NICKNAME);

  private final Stage stage;
  private final FakeStore store;
  private final Random random;

  SourceHand(Stage stage) {
    this.stage = stage;
    this.store = stage.world.source();
    this.random = stage.random;
  }

  /** After a run that was disturbed, what both sides have changed is left alone. */
  private boolean isFree(Model.Thing thing) {
    return thing.source.isPresent()
        && !thing.isBroken
        && !(stage.wasDisturbed && thing.isDirtyAtTarget());
  }

  private boolean mayChangeFolders() {
    return !stage.isFrozen(Side.SOURCE) && stage.isAbsenceTold();
  }

  private String folder(Model.Edition edition) {
    return stage.nameOf(Side.SOURCE, edition.folder);
  }

  void adds() {
    String uid = "u" + random.nextInt(12);
    Model.Thing thing = stage.model.thing(uid);
    boolean isForeign = thing.synced.isEmpty() && thing.target.isPresent();
    boolean isEdit = thing.synced.isPresent();
    if (thing.source.isPresent()
        || stage.wasDisturbed
        || stage.isFrozen(Side.SOURCE)
        || (isForeign && !isPlain(thing))
        || (isEdit && !stage.isAbsenceTold())) {
      return;
    }
    int folder = random.nextInt(Stage.FOLDERS);
    Map<Slot, String> values = freshValues(uid);
    if (isForeign) {
      Model.Edition there = thing.target.orElseThrow();
      folder = there.folder;
      Optional.ofNullable(there.values.get(Slot.NAME)).ifPresent(n -> values.put(Slot.NAME, n));
    }
    store.add(stage.nameOf(Side.SOURCE, folder), Slot.card(uid, values));
    thing.source = Optional.of(new Model.Edition(folder, values, stage.world.clock().instant()));
    thing.isTouchedAtSource = true;
    stage.changed(Side.SOURCE, folder);
    stage.tell("source adds " + uid + " to " + folder + " " + values);
  }

  private Map<Slot, String> freshValues(String uid) {
    Map<Slot, String> values = new EnumMap<>(Slot.class);
    for (Slot slot : SLOTS) {
      if (!OPTIONAL.contains(slot) || random.nextInt(5) < 2) {
        values.put(slot, stage.freshValue(uid, slot));
      }
    }
    return values;
  }

  /** Whether the target's own item can be united with any item of the source in one way only. */
  private static boolean isPlain(Model.Thing thing) {
    Set<Slot> held = thing.target.orElseThrow().values.keySet();
    return held.equals(Set.of(Slot.NAME, Slot.NOTE));
  }

  void edits() {
    stage.any(this::isFree).ifPresent(entry -> edits(entry.getKey(), entry.getValue()));
  }

  private void edits(String uid, Model.Thing thing) {
    Model.Edition edition = thing.source.orElseThrow();
    Slot slot = SLOTS.get(random.nextInt(SLOTS.size()));
    boolean removes = OPTIONAL.contains(slot) && random.nextInt(3) == 0;
    Optional<String> value = removes ? Optional.empty() : Optional.of(stage.freshValue(uid, slot));
    store.edit(folder(edition), uid, card -> slot.set(card, value));
    edition.set(slot, value, stage.world.clock().instant());
    thing.isTouchedAtSource = true;
    stage.tell("source edits " + uid + " " + slot + " " + value);
  }

  void removes() {
    if (!mayChangeFolders()) {
      return;
    }
    stage
        .any(thing -> (isFree(thing) && !mayBeKeptInBetween(thing)) || mayGoUnread(thing))
        .ifPresent(
            entry -> {
              Model.Thing thing = entry.getValue();
              Model.Edition edition = thing.source.orElseThrow();
              store.remove(folder(edition), entry.getKey());
              thing.source = Optional.empty();
              thing.isTouchedAtSource = true;
              thing.isBroken = false;
              stage.changed(Side.SOURCE, edition.folder);
              stage.tell("source removes " + entry.getKey());
            });
  }

  /** Whether the target may keep it as some edition in between when it is removed now. */
  private boolean mayBeKeptInBetween(Model.Thing thing) {
    return stage.wasDisturbed && thing.isDirtyAtSource() && (thing.wasAdopted || thing.wasEdited);
  }

  private boolean mayGoUnread(Model.Thing thing) {
    return thing.isBroken && !stage.isSilentOnGarbage() && !stage.wasDisturbed;
  }

  void moves() {
    if (!mayChangeFolders()) {
      return;
    }
    stage
        .any(
            thing ->
                isFree(thing)
                    && (thing.synced.isPresent() || thing.target.isEmpty())
                    && !mayHaveMet(thing))
        .ifPresent(
            entry -> {
              Model.Edition edition = entry.getValue().source.orElseThrow();
              int to = 1 - edition.folder;
              store.move(entry.getKey(), folder(edition), stage.nameOf(Side.SOURCE, to));
              edition.folder = to;
              entry.getValue().isTouchedAtSource = true;
              stage.changed(Side.SOURCE, 0);
              stage.changed(Side.SOURCE, 1);
              stage.tell("source moves " + entry.getKey() + " to " + to);
            });
  }

  /**
   * Whether the source moved it to where the target's user had it, and nobody knows whether a run
   * has seen that.
   */
  private boolean mayHaveMet(Model.Thing thing) {
    Optional<Integer> from = thing.synced.map(edition -> edition.folder);
    return stage.wasDisturbed
        && thing.isDirtyAtSource()
        && !thing.target.map(edition -> edition.folder).equals(from);
  }

  void touches() {
    stage
        .any(this::isFree)
        .ifPresent(
            entry -> {
              store.touch(folder(entry.getValue().source.orElseThrow()), entry.getKey());
              stage.tell("source touches " + entry.getKey());
            });
  }

  void corruptsOrRepairs() {
    boolean changed = stage.hasChanged(Side.SOURCE, 0) || stage.hasChanged(Side.SOURCE, 1);
    boolean silent = stage.isSilentOnGarbage();
    if (stage.wasDisturbed || (silent && (changed || stage.willBeDisturbed))) {
      return;
    }
    stage
        .any(
            thing ->
                thing.source.filter(e -> !stage.isNewByName(Side.SOURCE, e.folder)).isPresent()
                    && (thing.isBroken || !thing.isDirtyAtSource()))
        .ifPresent(
            entry -> {
              Model.Thing thing = entry.getValue();
              String folder = folder(thing.source.orElseThrow());
              if (thing.isBroken) {
                store.repair(folder, entry.getKey());
              } else {
                store.corrupt(folder, entry.getKey(), random.nextBoolean());
              }
              thing.isBroken = !thing.isBroken;
              stage.tell("broken is " + thing.isBroken + " of the source's " + entry.getKey());
            });
  }
}
