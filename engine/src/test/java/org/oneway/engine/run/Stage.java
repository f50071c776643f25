// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.oneway.engine.state.Side;
import org.oneway.engine.testkit.FakeStore;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** Where a history takes place: the stores, the model of them, and what may be done now. */
final class Stage {
  /** How many folders each store has, and what the model calls them: 0, 1. */
  static final int FOLDERS = 2;

  final Random random;
  final World world;
  final Model model;

  /** Whether something has disturbed the last run, so that nobody knows what it has done. */
  boolean wasDisturbed;

  /** Whether something will disturb the next run. */
  boolean willBeDisturbed;

  boolean hasRun;
  private final List<String> story = new ArrayList<>();
  private final Map<Side, List<String>> names = new EnumMap<>(Side.class);
  private final Set<String> changed = new HashSet<>();
  private final Set<String> renamed = new HashSet<>();
  private final Set<Side> frozen = EnumSet.noneOf(Side.class);
  private int counter;

  Stage(Random random, World world, Model model) {
    this.random = random;
    this.world = world;
    this.model = model;
    names.put(Side.SOURCE, new ArrayList<>(world.source().folders()));
    names.put(Side.TARGET, new ArrayList<>(world.target().folders()));
  }

  void tell(String what) {
    story.add(what);
  }

  String story() {
    return String.join("\n", story);
  }

  FakeStore store(Side side) {
    return side == Side.SOURCE ? world.source() : world.target();
  }

  Side eitherSide() {
    return random.nextBoolean() ? Side.SOURCE : Side.TARGET;
  }

  String nameOf(Side side, int folder) {
    return names(side).get(folder);
  }

  void rename(Side side, int folder, String name) {
    names(side).set(folder, name);
    renamed.add(side + " " + folder);
  }

  private List<String> names(Side side) {
    return Optional.ofNullable(names.get(side)).orElseThrow();
  }

  /** One of the things that this is true of. */
  Optional<Map.Entry<String, Model.Thing>> any(Predicate<Model.Thing> which) {
    List<Map.Entry<String, Model.Thing>> all =
        model.things.entrySet().stream().filter(entry -> which.test(entry.getValue())).toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  /** Text that was never used before. */
  String fresh(String what) {
    return what + " " + ++counter;
  }

  /** A value of a slot that was never used before. */
  String freshValue(String uid, Slot slot) {
    return switch (slot) {
      case NAME -> fresh("Person " + uid);
      case PHONE -> "+44 20 " + (7000000 + 37 * ++counter);
      case EMAIL -> fresh("mail").replace(' ', '.') + "@example.org";
      case ORGANIZATION -> fresh("Company");
      case NICKNAME -> fresh("Nick");
      case NOTE -> fresh("Note");
    };
  }

  /** Another time begins: what was done before counts no more. */
  void begin(boolean disturbed) {
    willBeDisturbed = disturbed;
    changed.clear();
    renamed.clear();
    frozen.clear();
  }

  /** The items of this folder are no longer the same ones. */
  void changed(Side side, int folder) {
    changed.add(side + " " + folder);
  }

  boolean hasChanged(Side side, int folder) {
    return changed.contains(side + " " + folder);
  }

  /** Whether this folder can be told only by what is in it. */
  boolean isNewByName(Side side, int folder) {
    return renamed.contains(side + " " + folder)
        && store(side).traits().has(Trait.FOLDERS_ARE_NAMES);
  }

  /** Until the next run the items of this side's folders stay the same ones. */
  void freeze(Side side) {
    frozen.add(side);
  }

  boolean isFrozen(Side side) {
    return frozen.contains(side);
  }

  /** Whether the source's absences count, in whatever folder. */
  boolean isAbsenceTold() {
    return !isSilentOnGarbage()
        || model.things.values().stream().noneMatch(thing -> thing.isBroken);
  }

  /** Whether the source cannot say what it is that it cannot read. */
  boolean isSilentOnGarbage() {
    return world.source().traits().references() == Traits.References.BY_CONTENT;
  }
}
