// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.oneway.engine.plan.Held;
import org.oneway.engine.plan.Policies;
import org.oneway.engine.plan.Policies.OnConflict;
import org.oneway.engine.state.Side;
import org.oneway.engine.testkit.Access;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/**
 * One random history: edits on both sides, runs, and what goes wrong. Where the design leaves room,
 * nothing is done that would have to be guessed.
 */
final class History {
  private static final List<OnConflict> POLICIES =
      List.of(
          OnConflict.NEWER_WINS,
          OnConflict.NEWER_WINS,
          OnConflict.SOURCE_WINS,
          OnConflict.KEEP_TARGET);

  private final Stage stage;
  private final World world;
  private final Model model;
  private final SourceHand source;
  private final TargetHand target;
  private final Mishaps mishaps;

  /** The history of this seed: the same every time. */
  History(long seed, Path scratch) {
    Random random = new Random(seed);
    RandomTraits draw = new RandomTraits(random);
    Traits from = draw.draw().without(Trait.REWRITES);
    Traits to = draw.draw();
    OnConflict policy = POLICIES.get(random.nextInt(POLICIES.size()));
    world = World.of(scratch, from, to).settings(s -> s.with(onConflict(policy)));
    world.source().addFolder("Work");
    world.target().addFolder("Work");
    boolean timesAreTrusted = from.has(Trait.UPDATED) && to.has(Trait.UPDATED);
    model = new Model(policy, timesAreTrusted, to.has(Trait.REWRITES));
    stage = new Stage(random, world, model);
    source = new SourceHand(stage);
    target = new TargetHand(stage);
    mishaps = new Mishaps(stage);
    stage.tell("seed " + seed + ", " + policy + "\n  from " + from + "\n  to   " + to);
  }

  private static Policies onConflict(OnConflict policy) {
    Policies normal = Policies.DEFAULT;
    return new Policies(
        policy,
        normal.onDelete(),
        normal.onDrift(),
        normal.onTargetDelete(),
        normal.onLeaveFilter());
  }

  /** What happened so far. */
  String story() {
    return stage.story();
  }

  /** Lets it happen. */
  void go() {
    int runs = 3 + stage.random.nextInt(5);
    for (int run = 0; run < runs; run++) {
      boolean disturbed = stage.random.nextInt(10) < 3;
      stage.begin(disturbed);
      int acts = stage.random.nextInt(8);
      for (int act = 0; act < acts; act++) {
        world.clock().pass(Duration.ofMinutes(1));
        act();
      }
      if (disturbed) {
        disturbedRun();
      } else {
        undisturbedRun();
      }
    }
    undisturbedRun();
  }

  private void act() {
    int dice = stage.random.nextInt(100);
    if (dice < 20) {
      source.adds();
    } else if (dice < 45) {
      source.edits();
    } else if (dice < 55) {
      source.removes();
    } else if (dice < 62) {
      source.moves();
    } else if (dice < 77) {
      target.edits();
    } else if (dice < 82) {
      target.removes();
    } else if (dice < 86) {
      target.moves();
    } else if (dice < 90) {
      target.adds();
    } else {
      seldom(dice);
    }
  }

  private void seldom(int dice) {
    switch (dice) {
      case 90, 91 -> source.corruptsOrRepairs();
      case 92, 93 -> target.refusesOrTakes();
      case 94 -> source.touches();
      case 95, 96 -> mishaps.renamesFolder();
      case 97, 98 -> mishaps.numbersAnew();
      default -> mishaps.losesCheckpoints();
    }
  }

  private void disturbedRun() {
    Optional<Ran> ran = world.syncPerhapsCutOff(mishaps.disturbance());
    stage.tell("  -> " + ran.map(Ran::toString).orElse("killed"));
    stage.wasDisturbed = true;
  }

  private void undisturbedRun() {
    Ran ran = world.sync(mishaps.annoyance());
    stage.tell("  -> " + ran);
    Optional<Held> held = ran.held();
    if (held.isPresent()) {
      ran = world.sync(held.get().token());
      stage.tell("  held, then allowed -> " + ran);
    }
    model.run();
    stage.hasRun = true;
    stage.wasDisturbed = false;
    require(ran.troubles().isEmpty(), "troubles: " + ran.troubles());
    requireExpected();
    require(world.inconsistencies().isEmpty(), "inconsistent: " + world.inconsistencies());
    if (stage.random.nextInt(3) > 0) {
      requireQuiet();
    }
  }

  private void requireQuiet() {
    long revision = world.target().revision();
    Ran again = world.sync();
    stage.tell("run again -> " + again);
    List<String> writes =
        again.written().stream()
            .filter(Access::isWrite)
            .filter(access -> model.refused.stream().noneMatch(access.subject()::startsWith))
            .map(Access::toString)
            .toList();
    require(writes.isEmpty(), "a run without edits writes " + writes);
    require(world.target().revision() == revision, "a run without edits changes the target");
  }

  private void requireExpected() {
    Map<String, Map<String, Map<Slot, String>>> actual = new TreeMap<>();
    for (String folder : world.target().folders()) {
      Map<String, Map<Slot, String>> cards = new TreeMap<>();
      for (Card card : world.target().cards(folder)) {
        boolean twice = cards.put(card.uid().orElseThrow(), Slot.values(card)) != null;
        require(!twice, "twice in " + folder + ": " + card);
      }
      actual.put(folder, cards);
    }
    Map<String, Map<String, Map<Slot, String>>> expected = expected(actual);
    require(actual.equals(expected), "expected " + expected + "\n     was " + actual);
  }

  /** What the model says; where that leaves a choice, as it is. */
  private Map<String, Map<String, Map<Slot, String>>> expected(
      Map<String, Map<String, Map<Slot, String>>> actual) {
    Map<String, Map<String, Map<Slot, String>>> expected = new TreeMap<>();
    for (int folder = 0; folder < Stage.FOLDERS; folder++) {
      Map<String, Map<Slot, String>> cards = new TreeMap<>();
      expected.put(stage.nameOf(Side.TARGET, folder), cards);
      int here = folder;
      model.things.forEach(
          (uid, thing) -> {
            if (thing.mayBeKept && actual.values().stream().noneMatch(c -> c.containsKey(uid))) {
              thing.target = Optional.empty();
            }
            thing
                .target
                .filter(edition -> edition.folder == here)
                .ifPresent(edition -> cards.put(uid, edition.values));
          });
    }
    return expected;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
