// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.state.Pending;
import org.oneway.engine.testkit.Access.Verb;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** Items that cannot be read, or that the target does not take. */
final class QuarantineTest extends Scenario {
  static Stream<Arguments> everyPair() {
    return Stores.everyPair();
  }

  @DisplayName("P02 card turns to garbage, uid unreadable: nothing is deleted, the others flow")
  @ParameterizedTest
  @MethodSource("everyPair")
  void garbageDeletesNothing(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.source().corrupt(FRIENDS, "ada", false);
    world.source().edit(FRIENDS, "barbara", card -> card.notes("Turing Award"));
    for (int run = 1; run <= 3; run++) {
      Ran ran = world.sync();
      assertThat(ran.writes(Verb.DELETE)).as(ran.toString()).isEmpty();
      assertThat(ran.writes(Verb.CREATE)).as(ran.toString()).isEmpty();
      assertThat(ran.pending()).extracting(Pending::reason).containsExactly(Pending.Reason.BROKEN);
      assertThat(ran.count(Count.SKIPPED)).isEqualTo(1);
    }
    assertThat(there(world, FRIENDS, "ada").name()).isEqualTo("Ada Lovelace");
    assertThat(notes(there(world, FRIENDS, "barbara"))).containsExactly("Turing Award");

    world.source().repair(FRIENDS, "ada");
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    Ran repaired = world.sync();
    assertThat(repaired.pending()).as(repaired.toString()).isEmpty();
    assertThat(repaired.writes()).containsExactly("UPDATE ada");
    assertThat(there(world, FRIENDS, "ada").name()).isEqualTo("Ada King");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName(
      "P02 another card is gone at the same time: it goes at the latest when all is legible")
  @ParameterizedTest
  @MethodSource("everyPair")
  void absenceCountsWhenAllIsLegible(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.source().corrupt(FRIENDS, "ada", false);
    world.source().remove(FRIENDS, "charles");
    world.sync();
    assertThat(world.target().has(FRIENDS, "ada")).isTrue();
    world.source().repair(FRIENDS, "ada");
    world.sync();
    assertThat(world.target().has(FRIENDS, "ada")).isTrue();
    assertThat(world.target().has(FRIENDS, "charles")).isFalse();
  }

  @DisplayName("P02 a card that was never legible is neither created nor forgotten")
  @ParameterizedTest
  @MethodSource("everyPair")
  void garbageFromTheBeginning(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    world.source().add(FRIENDS, ADA);
    world.source().add(FRIENDS, BARBARA);
    world.source().corrupt(FRIENDS, "ada", false);
    Ran first = world.sync();
    assertThat(first.writes()).as(first.toString()).containsExactly("CREATE barbara");
    assertThat(first.pending()).hasSize(1);
    Ran second = world.sync();
    assertThat(second.writes()).isEmpty();
    assertThat(second.pending()).as("still pending").hasSize(1);
    assertThat(second.pending().get(0).id()).isEqualTo(first.pending().get(0).id());
    world.source().repair(FRIENDS, "ada");
    Ran third = world.sync();
    assertThat(third.writes()).as(third.toString()).containsExactly("CREATE ada");
    assertThat(third.pending()).isEmpty();
  }

  @DisplayName("P02 a broken card that its user removes is settled, and deleted as any other")
  @ParameterizedTest
  @MethodSource("everyPair")
  void brokenThenRemoved(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.source().corrupt(FRIENDS, "ada", true);
    world.sync();
    world.source().remove(FRIENDS, "ada");
    Ran ran = world.sync();
    assertThat(ran.pending()).as(ran.toString()).isEmpty();
    assertThat(world.target().has(FRIENDS, "ada")).isFalse();
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("what the target has of a changed card cannot be read: it is told, and done later")
  @ParameterizedTest
  @MethodSource("everyPair")
  void garbageAtTheTarget(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.target().corrupt(FRIENDS, "ada", true);
    world.source().edit(FRIENDS, "ada", card -> card.notes("Countess"));
    world.source().edit(FRIENDS, "barbara", card -> card.notes("Turing Award"));
    for (int run = 1; run <= 3; run++) {
      Ran ran = world.sync();
      assertThat(ran.pending()).as(ran.toString()).hasSize(1);
      assertThat(ran.pending().get(0).finding().reason()).contains("the target");
      assertThat(ran.count(Count.SKIPPED)).isEqualTo(1);
    }
    assertThat(notes(there(world, FRIENDS, "barbara"))).containsExactly("Turing Award");

    world.target().repair(FRIENDS, "ada");
    Ran repaired = world.sync();
    assertThat(repaired.pending()).as(repaired.toString()).isEmpty();
    assertThat(notes(there(world, FRIENDS, "ada"))).containsExactly("Countess");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("a removal waits where what the target has cannot be read, and is told")
  @ParameterizedTest
  @MethodSource("everyPair")
  void garbageAtTheTargetOfWhatIsRemoved(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.target().corrupt(FRIENDS, "ada", true);
    world.source().remove(FRIENDS, "ada");
    for (int run = 1; run <= 3; run++) {
      Ran ran = world.sync();
      assertThat(ran.pending()).as(ran.toString()).hasSize(1);
      assertThat(ran.writes()).as(ran.toString()).isEmpty();
    }
    world.target().repair(FRIENDS, "ada");
    Ran repaired = world.sync();
    assertThat(repaired.pending()).as(repaired.toString()).isEmpty();
    assertThat(world.target().has(FRIENDS, "ada")).isFalse();
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName(
      "P05 refused for ever: others flow, the checkpoint advances, it is offered each time")
  @ParameterizedTest
  @MethodSource("everyPair")
  void refusedForEver(Traits from, Traits to) {
    World world = synced(from, to, BARBARA);
    world.target().refuse("ada");
    world.source().add(FRIENDS, ADA);
    for (int run = 1; run <= 3; run++) {
      String other = "other-" + run;
      world.source().add(FRIENDS, Card.of(other, "Other Person " + run));
      Ran ran = world.sync();
      assertThat(ran.writes(Verb.CREATE))
          .as(ran.toString())
          .containsExactlyInAnyOrder("ada", other);
      assertThat(world.target().has(FRIENDS, other)).isTrue();
      assertThat(ran.pending()).hasSize(1);
      assertThat(ran.pending().get(0).reason()).isEqualTo(Pending.Reason.REFUSED);
      assertThat(ran.pending().get(0).attempts()).isEqualTo(run);
      assertThat(ran.count(Count.SKIPPED)).isEqualTo(1);
      if (from.has(Trait.INCREMENTAL)) {
        assertThat(ran.asked(Verb.READ)).as("items read\n" + ran).isLessThanOrEqualTo(2);
      }
    }
    world.target().takeAgain("ada");
    Ran taken = world.sync();
    assertThat(taken.writes()).as(taken.toString()).containsExactly("CREATE ada");
    assertThat(taken.pending()).isEmpty();
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P05 a refused update leaves the item as it was, and is offered until it is taken")
  @ParameterizedTest
  @MethodSource("everyPair")
  void refusedUpdate(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA);
    world.target().refuse("ada");
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    for (int run = 1; run <= 2; run++) {
      Ran ran = world.sync();
      assertThat(ran.writes()).as(ran.toString()).containsExactly("UPDATE ada");
      assertThat(there(world, FRIENDS, "ada").name()).isEqualTo("Ada Lovelace");
    }
    world.target().takeAgain("ada");
    world.sync();
    assertThat(there(world, FRIENDS, "ada").name()).isEqualTo("Ada King");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P05 a refused item that its source removes is no longer offered")
  @ParameterizedTest
  @MethodSource("everyPair")
  void refusedThenRemoved(Traits from, Traits to) {
    World world = synced(from, to, BARBARA);
    world.target().refuse("ada");
    world.source().add(FRIENDS, ADA);
    world.sync();
    world.source().remove(FRIENDS, "ada");
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).isEmpty();
    assertThat(ran.pending()).isEmpty();
    assertThat(isQuiet(world.sync())).isTrue();
  }
}
