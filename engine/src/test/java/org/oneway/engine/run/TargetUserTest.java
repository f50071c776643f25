// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Notice.About;
import org.oneway.engine.plan.Policies;
import org.oneway.engine.plan.Policies.OnConflict;
import org.oneway.engine.state.Pending;
import org.oneway.engine.testkit.Access.Verb;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** What the target's own user did is not lost. */
final class TargetUserTest extends Scenario {
  static Stream<Arguments> everyPair() {
    return Stores.everyPair();
  }

  @DisplayName("P15 deleted at target, edited at source, three runs: stays deleted, told once")
  @ParameterizedTest
  @MethodSource("everyPair")
  void deletedAtTarget(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.target().remove(FRIENDS, "ada");
    int told = 0;
    for (int run = 1; run <= 3; run++) {
      String number = "+44 " + run;
      world.source().edit(FRIENDS, "ada", card -> card.phones(number));
      Ran ran = world.sync();
      assertThat(ran.writes()).as(ran.toString()).isEmpty();
      told += ran.notices(About.DELETED_AT_TARGET).size();
    }
    assertThat(told).isEqualTo(1);
    assertThat(world.target().has(FRIENDS, "ada")).isFalse();
    world.source().remove(FRIENDS, "ada");
    Ran removed = world.sync();
    assertThat(removed.writes()).as(removed.toString()).isEmpty();
    world.source().add(FRIENDS, DOROTHY);
    assertThat(world.sync().writes()).containsExactly("CREATE dorothy");
  }

  @DisplayName("P15 deleted at target and restored there: it is synced again")
  @ParameterizedTest
  @MethodSource("everyPair")
  void deletedAndRestoredAtTarget(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.target().remove(FRIENDS, "ada");
    world.sync();
    world.target().add(FRIENDS, ADA);
    world.sync();
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).containsExactly("UPDATE ada");
    assertThat(there(world, FRIENDS, "ada").name()).isEqualTo("Ada King");
  }

  @DisplayName("P17 first sync onto a differing item: the target's own fields stay")
  @ParameterizedTest
  @MethodSource("everyPair")
  void firstSyncOntoADifferingItem(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    world.target().add(FRIENDS, ADA.phones("+44 99").notes("Likes horses"));
    world.clock().pass(Duration.ofDays(1));
    world.source().add(FRIENDS, ADA.nicknames("Countess"));
    Ran first = world.sync();
    assertThat(first.writes()).as(first.toString()).containsExactly("UPDATE ada");
    assertThat(notes(there(world, FRIENDS, "ada"))).containsExactly("Likes horses");
    assertThat(phones(there(world, FRIENDS, "ada"))).contains("+44 20 7946 0001");
    Ran second = world.sync();
    assertThat(second.writes()).as(second.toString()).isEmpty();
    world.source().edit(FRIENDS, "ada", card -> card.emails("king@example.org"));
    assertThat(world.sync().writes()).containsExactly("UPDATE ada");
    assertThat(notes(there(world, FRIENDS, "ada"))).containsExactly("Likes horses");
    world.source().remove(FRIENDS, "ada");
    world.sync();
    assertThat(world.target().has(FRIENDS, "ada")).as("it was never ours").isTrue();
  }

  @DisplayName("P19 same edit on both sides: no conflict")
  @ParameterizedTest
  @MethodSource("everyPair")
  void sameEditOnBothSides(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA);
    world.target().edit(FRIENDS, "ada", card -> card.phones("+44 1"));
    world.clock().pass(Duration.ofMinutes(1));
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 1"));
    Ran ran = world.sync();
    assertThat(isQuiet(ran)).as(ran.toString()).isTrue();
    assertThat(isQuiet(world.sync())).isTrue();
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 2"));
    Ran next = world.sync();
    assertThat(next.writes()).as(next.toString()).containsExactly("UPDATE ada");
    assertThat(next.count(Count.CONFLICTS)).isZero();
  }

  @DisplayName("P19 edits of different fields are merged, and both survive later ones")
  @ParameterizedTest
  @MethodSource("everyPair")
  void editsOfDifferentFields(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA);
    world.target().edit(FRIENDS, "ada", card -> card.notes("Mine"));
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 1"));
    Ran merged = world.sync();
    assertThat(merged.writes()).as(merged.toString()).containsExactly("UPDATE ada");
    assertThat(merged.count(Count.CONFLICTS)).isZero();
    assertThat(notes(there(world, FRIENDS, "ada"))).containsExactly("Mine");
    assertThat(phones(there(world, FRIENDS, "ada"))).containsExactly("+44 1");
    Ran quiet = world.sync();
    assertThat(isQuiet(quiet)).as(quiet.toString()).isTrue();
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 2"));
    world.sync();
    assertThat(notes(there(world, FRIENDS, "ada"))).containsExactly("Mine");
    assertThat(phones(there(world, FRIENDS, "ada"))).containsExactly("+44 2");
  }

  @DisplayName("P19 an item that carries edits of the target's user is kept when its source goes")
  @ParameterizedTest
  @MethodSource("everyPair")
  void editedAndMergedThenRemoved(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA);
    world.target().edit(FRIENDS, "ada", card -> card.notes("Mine"));
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 1"));
    world.sync();
    world.source().remove(FRIENDS, "ada");
    Ran removed = world.sync();
    assertThat(removed.writes()).as(removed.toString()).isEmpty();
    assertThat(removed.notices(About.KEPT)).hasSize(1);
    assertThat(notes(there(world, FRIENDS, "ada"))).containsExactly("Mine");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P19 drift is told once and left")
  @ParameterizedTest
  @MethodSource("everyPair")
  void drift(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA);
    world.target().edit(FRIENDS, "ada", card -> card.phones("+44 99"));
    Ran first = world.sync();
    assertThat(first.writes()).as(first.toString()).isEmpty();
    assertThat(first.notices(About.DRIFT)).hasSize(1);
    Ran second = world.sync();
    assertThat(isQuiet(second)).as(second.toString()).isTrue();
    world.source().touch(FRIENDS, "ada");
    Ran third = world.sync();
    assertThat(isQuiet(third)).as(third.toString()).isTrue();
    assertThat(phones(there(world, FRIENDS, "ada"))).containsExactly("+44 99");
  }

  @DisplayName("P19 a conflict is decided and told once, whoever wins")
  @ParameterizedTest
  @MethodSource("policies")
  void conflictIsToldOnce(OnConflict policy, Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA);
    world.settings(s -> s.with(onConflict(policy)));
    world.target().edit(FRIENDS, "ada", card -> card.phones("+44 99").notes("Mine"));
    world.clock().pass(Duration.ofMinutes(1));
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 1").nicknames("Countess"));
    Ran ran = world.sync();
    assertThat(ran.count(Count.CONFLICTS)).as(ran.toString()).isEqualTo(1);
    assertThat(notes(there(world, FRIENDS, "ada"))).containsExactly("Mine");
    boolean keeps = policy == OnConflict.KEEP_TARGET || policy == OnConflict.STOP;
    assertThat(phones(there(world, FRIENDS, "ada"))).containsExactly(keeps ? "+44 99" : "+44 1");
    Ran second = world.sync();
    assertThat(second.writes()).as(second.toString()).isEmpty();
    if (policy == OnConflict.STOP) {
      assertThat(second.pending())
          .extracting(Pending::reason)
          .containsExactly(Pending.Reason.CONFLICT);
    } else {
      assertThat(isQuiet(second)).as(second.toString()).isTrue();
      assertThat(second.pending()).isEmpty();
    }
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

  static Stream<Arguments> policies() {
    return Stream.of(OnConflict.values())
        .flatMap(
            policy ->
                Stores.everyPair()
                    .filter(pair -> !((Traits) pair.get()[1]).has(Trait.REWRITES))
                    .map(pair -> Arguments.of(policy, pair.get()[0], pair.get()[1])));
  }

  @DisplayName("P19 written to while we look: decided again, and both edits survive")
  @ParameterizedTest
  @MethodSource("conditional")
  void editedBetweenListingAndWrite(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA);
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 1"));
    world
        .target()
        .beforeWriting(() -> world.target().edit(FRIENDS, "ada", card -> card.notes("Just now")));
    Ran ran = world.sync();
    assertThat(ran.writes(Verb.UPDATE)).as(ran.toString()).hasSizeLessThanOrEqualTo(2);
    world.sync();
    assertThat(notes(there(world, FRIENDS, "ada"))).containsExactly("Just now");
    assertThat(phones(there(world, FRIENDS, "ada"))).containsExactly("+44 1");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  static Stream<Arguments> conditional() {
    return Stores.everyPair().filter(pair -> ((Traits) pair.get()[1]).has(Trait.CONDITIONAL));
  }

  @DisplayName("P19 a field both had changed and the source changes again is ours: removed with it")
  @ParameterizedTest
  @MethodSource("everyPair")
  void contestedAndThenOverwritten(Traits from, Traits to) {
    if (to.has(Trait.REWRITES)) {
      return; // whether its user's edits are all gone is hidden by what it made of the card itself
    }
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.settings(s -> s.with(onConflict(OnConflict.KEEP_TARGET)));
    world.target().edit(FRIENDS, "ada", card -> card.name("Ada of Ours"));
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    world.sync();
    assertThat(there(world, FRIENDS, "ada").name()).isEqualTo("Ada of Ours");
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada Byron"));
    world.sync();
    assertThat(there(world, FRIENDS, "ada").name()).isEqualTo("Ada Byron");
    world.source().remove(FRIENDS, "ada");
    Ran ran = world.sync();
    assertThat(world.target().has(FRIENDS, "ada")).as(ran.toString()).isFalse();
  }
}
