// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Notice.About;
import org.oneway.engine.testkit.Access.Verb;
import org.oneway.engine.testkit.Faults;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** Items that go to another folder, and folders that go by another name. */
final class MovesTest extends Scenario {
  private static final About GONE = About.DELETED_AT_TARGET;

  static Stream<Arguments> everyPair() {
    return Stores.everyPair();
  }

  static List<Traits> targets() {
    return Stores.targets();
  }

  @DisplayName("P08 move while the old folder is unreadable: nothing, then a move")
  @ParameterizedTest
  @MethodSource("everyPair")
  void oldFolderUnreadable(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.target().edit(FRIENDS, "ada", card -> card.notes("Mine"));
    world.source().move("ada", FRIENDS, WORK);
    world.source().makeUnreadable(FRIENDS);
    for (int run = 1; run <= 2; run++) {
      Ran ran = world.sync();
      assertThat(ran.writes()).as(ran.toString()).isEmpty();
      assertThat(ran.troubles()).isNotEmpty();
    }
    world.source().makeReadable(FRIENDS);
    Ran ran = world.sync();
    assertThat(world.target().has(FRIENDS, "ada")).as(ran.toString()).isFalse();
    assertThat(notes(there(world, WORK, "ada"))).containsExactly("Mine");
    assertThat(ran.count(Count.MOVED)).isEqualTo(1);
    assertThat(ran.count(Count.ADDED) + ran.count(Count.DELETED)).isZero();
    Ran after = world.sync();
    assertThat(isQuiet(after)).as(after.toString()).isTrue();
  }

  @DisplayName("P08 a move is one move, and takes the target's own fields along")
  @ParameterizedTest
  @MethodSource("everyPair")
  void aMoveIsOneMove(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA);
    world.source().move("ada", FRIENDS, WORK);
    world.source().edit(WORK, "ada", card -> card.name("Ada King"));
    Ran ran = world.sync();
    assertThat(ran.count(Count.MOVED)).as(ran.toString()).isEqualTo(1);
    if (to.has(Trait.MOVES)) {
      assertThat(ran.writes(Verb.MOVE)).hasSize(1);
      assertThat(ran.writes(Verb.CREATE)).isEmpty();
      assertThat(ran.writes(Verb.DELETE)).isEmpty();
    }
    assertThat(world.target().has(FRIENDS, "ada")).isFalse();
    assertThat(there(world, WORK, "ada").name()).isEqualTo("Ada King");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P08 a move whose second half is stale is ended, and not forgotten")
  @ParameterizedTest
  @MethodSource("everyPair")
  void secondHalfOfAMoveFails(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA);
    world.source().move("ada", FRIENDS, WORK);
    world.source().edit(WORK, "ada", card -> card.name("Ada King"));
    Ran ran = world.sync(new Faults().staleAt(2));
    assertThat(ran.report().notices()).as(ran.toString()).noneMatch(n -> n.about() == GONE);
    assertThat(world.target().has(FRIENDS, "ada")).as(ran.toString()).isFalse();
    assertThat(there(world, WORK, "ada").name()).isEqualTo("Ada King");
    assertThat(world.inconsistencies()).isEmpty();
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName(
      "P20 moved by the target's user while one folder cannot be read: not deleted, updated")
  @ParameterizedTest
  @MethodSource("everyPair")
  void movedAtTargetUnseen(Traits from, Traits to) {
    for (String unreadable : List.of(FRIENDS, WORK)) {
      World world = synced(from, to, ADA, BARBARA);
      world.target().move("ada", FRIENDS, WORK);
      world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
      world.target().makeUnreadable(unreadable);
      Ran half = world.sync();
      assertThat(half.report().notices()).as(half.toString()).noneMatch(n -> n.about() == GONE);
      world.target().makeReadable(unreadable);
      Ran whole = world.sync();
      assertThat(whole.report().notices()).as(whole.toString()).noneMatch(n -> n.about() == GONE);
      assertThat(there(world, WORK, "ada").name()).as(whole.toString()).isEqualTo("Ada King");
      assertThat(world.inconsistencies()).isEmpty();
    }
  }

  @DisplayName("P18 target folder renamed that an item had been moved out of: known by the others")
  @ParameterizedTest
  @MethodSource("everyPair")
  void targetFolderRenamedAfterAMove(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA);
    world.target().move("ada", FRIENDS, WORK);
    world.sync();
    world.target().renameFolder(FRIENDS, "Pals");
    world.source().edit(FRIENDS, "barbara", card -> card.name("Barbara L."));
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).containsExactly("UPDATE barbara");
    assertThat(world.target().folders()).containsExactlyInAnyOrder("Pals", WORK);
  }

  @DisplayName("P18 source folder renamed in an account that tells only what changed: nothing made")
  @ParameterizedTest
  @MethodSource("targets")
  void sourceFolderRenamedIncrementally(Traits to) {
    World world =
        synced(Traits.DAV.with(Trait.ACCOUNT_SCOPE, Trait.FOLDERS_ARE_NAMES), to, ADA, BARBARA);
    world.source().renameFolder(FRIENDS, "Pals");
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).isEmpty();
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P20 moved by both, and cut off: in one place at the end")
  @ParameterizedTest
  @MethodSource("everyPair")
  void movedByBothAndCutOff(Traits from, Traits to) {
    for (int n = 1; n <= 2; n++) {
      World world = synced(from, to, ADA, BARBARA);
      world.target().move("ada", FRIENDS, WORK);
      world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
      world.sync();
      world.target().move("ada", WORK, FRIENDS);
      world.target().edit(FRIENDS, "ada", card -> card.notes("Mine"));
      world.source().move("ada", FRIENDS, WORK);
      world.syncPerhapsCutOff(new Faults().cutAfterWrite(n));
      Ran resumed = world.sync();
      assertThat(world.target().has(FRIENDS, "ada")).as(resumed.toString()).isFalse();
      assertThat(notes(there(world, WORK, "ada"))).containsExactly("Mine");
      assertThat(world.inconsistencies()).isEmpty();
    }
  }

  @DisplayName("P18 source folder renamed, name is the reference: nothing created or deleted")
  @ParameterizedTest
  @MethodSource("everyPair")
  void sourceFolderRenamed(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.source().add(WORK, DOROTHY);
    world.sync();
    world.source().renameFolder(FRIENDS, "Pals");
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).isEmpty();
    world.source().edit("Pals", "ada", card -> card.name("Ada King"));
    Ran edited = world.sync();
    assertThat(edited.writes()).as(edited.toString()).containsExactly("UPDATE ada");
    assertThat(there(world, FRIENDS, "ada").name()).isEqualTo("Ada King");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P18 target folder renamed: nothing created or deleted, updates go to its new name")
  @ParameterizedTest
  @MethodSource("everyPair")
  void targetFolderRenamed(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.source().add(WORK, DOROTHY);
    world.sync();
    world.target().renameFolder(FRIENDS, "Pals");
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).isEmpty();
    assertThat(world.target().folders()).containsExactlyInAnyOrder("Pals", WORK);
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    Ran edited = world.sync();
    assertThat(edited.writes()).as(edited.toString()).containsExactly("UPDATE ada");
    assertThat(there(world, "Pals", "ada").name()).isEqualTo("Ada King");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P18 a source folder that is gone deletes nothing, and is reported once")
  @ParameterizedTest
  @MethodSource("everyPair")
  void sourceFolderGone(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA);
    world.source().add(WORK, DOROTHY);
    world.sync();
    world.source().removeFolder(FRIENDS);
    Ran first = world.sync();
    assertThat(first.writes(Verb.DELETE)).as(first.toString()).isEmpty();
    assertThat(first.notices(About.FOLDER_GONE)).hasSize(1);
    Ran second = world.sync();
    assertThat(second.writes()).as(second.toString()).isEmpty();
    assertThat(second.notices(About.FOLDER_GONE)).isEmpty();
    assertThat(world.target().has(FRIENDS, "ada")).isTrue();
  }

  @DisplayName(
      "P20 moved by the user at the target, then edited at source: updated where it is now")
  @ParameterizedTest
  @MethodSource("everyPair")
  void movedAtTheTarget(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.target().move("ada", FRIENDS, WORK);
    Ran moved = world.sync();
    assertThat(moved.writes()).as(moved.toString()).isEmpty();
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    Ran edited = world.sync();
    assertThat(edited.writes()).as(edited.toString()).containsExactly("UPDATE ada");
    assertThat(there(world, WORK, "ada").name()).isEqualTo("Ada King");
    assertThat(world.target().has(FRIENDS, "ada")).isFalse();
    Ran quiet = world.sync();
    assertThat(isQuiet(quiet)).as(quiet.toString()).isTrue();
    world.source().remove(FRIENDS, "ada");
    Ran removed = world.sync();
    assertThat(removed.writes()).as(removed.toString()).containsExactly("DELETE ada");
    assertThat(world.target().has(WORK, "ada")).isFalse();
  }

  @DisplayName("P20 moved at the target and edited at source at the same time")
  @ParameterizedTest
  @MethodSource("everyPair")
  void movedAtTheTargetAndEdited(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.target().move("ada", FRIENDS, WORK);
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    Ran edited = world.sync();
    assertThat(edited.writes()).as(edited.toString()).containsExactly("UPDATE ada");
    assertThat(there(world, WORK, "ada").name()).isEqualTo("Ada King");
    assertThat(world.target().has(FRIENDS, "ada")).isFalse();
    assertThat(isQuiet(world.sync())).isTrue();
  }
}
