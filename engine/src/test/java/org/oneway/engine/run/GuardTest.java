// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Held;
import org.oneway.engine.plan.Limits;
import org.oneway.engine.testkit.Access.Verb;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.FakeStore;
import org.oneway.engine.testkit.Faults;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** A plan that would delete too much is held before the first write. */
final class GuardTest extends Scenario {
  static Stream<Arguments> everyPair() {
    return Stores.everyPair();
  }

  private static void fill(FakeStore store, String folder, int count) {
    for (int i = 0; i < count; i++) {
      store.add(folder, Card.of(folder.charAt(0) + "-" + i, "Person " + folder + " " + i));
    }
  }

  private static void drain(FakeStore store, String folder, int from, int to) {
    IntStream.range(from, to).forEach(i -> store.remove(folder, folder.charAt(0) + "-" + i));
  }

  private static List<String> heldFolders(Ran ran) {
    return ran.held().map(Held::folders).orElse(List.of()).stream()
        .map(Held.HeldFolder::name)
        .sorted()
        .toList();
  }

  private World filled(Traits from, Traits to, int friends, int work) {
    World world = worldOfTwoFolders(from, to);
    fill(world.source(), FRIENDS, friends);
    fill(world.source(), WORK, work);
    world.sync();
    world.clock().pass(Duration.ofDays(2));
    return world;
  }

  @DisplayName("what an interrupted first run made counts as kept when some of it goes")
  @ParameterizedTest
  @MethodSource("everyPair")
  void anInterruptedFirstRun(Traits from, Traits to) {
    for (int n = 1; n <= 5; n++) {
      World world = worldOfTwoFolders(from, to.inBatches(50, 1));
      fill(world.source(), FRIENDS, 100);
      world.syncCutOff(new Faults().cutBeforeCommit(n));
      drain(world.source(), FRIENDS, 0, 11);
      Ran ran = world.sync();
      assertThat(ran.held()).as(n + " " + ran).isEmpty();
    }
  }

  @DisplayName("P22 12 folders of 9 items emptied: every folder is held")
  @ParameterizedTest
  @MethodSource("everyPair")
  void manySmallFoldersEmptied(Traits from, Traits to) {
    World world = World.of(scratch, from, to);
    List<String> folders =
        IntStream.range(0, 12).mapToObj(i -> Character.toString('A' + i) + " folder").toList();
    folders.forEach(world.source()::addFolder);
    folders.forEach(folder -> fill(world.source(), folder, 9));
    world.sync();
    world.clock().pass(Duration.ofDays(2));
    folders.forEach(world.source()::empty);
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).isEmpty();
    assertThat(heldFolders(ran)).containsExactlyElementsOf(folders);
  }

  @DisplayName("P22 2 of 9 items in each of 12 folders: the sum is too much, and all are held")
  @ParameterizedTest
  @MethodSource("everyPair")
  void theSumIsTooMuch(Traits from, Traits to) {
    World world = World.of(scratch, from, to);
    List<String> folders =
        IntStream.range(0, 12).mapToObj(i -> Character.toString('A' + i) + " folder").toList();
    folders.forEach(world.source()::addFolder);
    folders.forEach(folder -> fill(world.source(), folder, 9));
    world.sync();
    world.clock().pass(Duration.ofDays(2));
    folders.forEach(folder -> drain(world.source(), folder, 0, 2));
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).isEmpty();
    assertThat(heldFolders(ran)).containsExactlyElementsOf(folders);
  }

  @DisplayName("P22 the last 3 items of a folder: held, and the other folder flows")
  @ParameterizedTest
  @MethodSource("everyPair")
  void theLastThree(Traits from, Traits to) {
    World world = filled(from, to, 3, 30);
    world.source().empty(FRIENDS);
    world.source().edit(WORK, "W-7", card -> card.name("Edited Person"));
    drain(world.source(), WORK, 0, 2);
    Ran ran = world.sync();
    assertThat(heldFolders(ran)).as(ran.toString()).containsExactly(FRIENDS);
    assertThat(ran.writes()).containsExactlyInAnyOrder("UPDATE W-7", "DELETE W-0", "DELETE W-1");
    assertThat(world.target().cards(FRIENDS)).hasSize(3);
  }

  @DisplayName("P22 the last 2 items of a folder of two are no mass")
  @ParameterizedTest
  @MethodSource("everyPair")
  void theLastTwo(Traits from, Traits to) {
    World world = filled(from, to, 2, 30);
    world.source().empty(FRIENDS);
    Ran ran = world.sync();
    assertThat(ran.held()).as(ran.toString()).isEmpty();
    assertThat(ran.writes(Verb.DELETE)).hasSize(2);
  }

  @DisplayName("P22 M01 a token allows exactly what was shown; yesterday's is refused")
  @ParameterizedTest
  @MethodSource("everyPair")
  void tokenOfYesterday(Traits from, Traits to) {
    World world = filled(from, to, 40, 5);
    drain(world.source(), FRIENDS, 0, 12);
    Ran yesterday = world.plan();
    String old = yesterday.held().orElseThrow().token();
    world.clock().pass(Duration.ofDays(1));
    world.source().remove(FRIENDS, "F-20");
    Ran refused = world.sync(old);
    assertThat(refused.writes()).as(refused.toString()).isEmpty();
    String fresh = refused.held().orElseThrow().token();
    assertThat(fresh).isNotEqualTo(old);
    Ran allowed = world.sync(fresh);
    assertThat(allowed.writes(Verb.DELETE)).as(allowed.toString()).hasSize(13);
    assertThat(allowed.held()).isEmpty();
    assertThat(world.target().cards(FRIENDS)).hasSize(27);
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("M01 more than 20 % and more than 10 deletes in one folder: nothing of it is done")
  @ParameterizedTest
  @MethodSource("everyPair")
  void tooManyInOneFolder(Traits from, Traits to) {
    World world = filled(from, to, 50, 200);
    drain(world.source(), FRIENDS, 0, 11);
    world.source().edit(FRIENDS, "F-30", card -> card.name("Edited Person"));
    world.source().add(FRIENDS, ADA);
    world.source().add(WORK, BARBARA);
    Ran held = world.sync();
    assertThat(held.writes()).as(held.toString()).containsExactly("CREATE barbara");
    assertThat(heldFolders(held)).containsExactly(FRIENDS);
    Held.HeldFolder folder = held.held().orElseThrow().folders().get(0);
    assertThat(folder.deletions()).isEqualTo(11);
    assertThat(folder.kept()).isEqualTo(50);
    assertThat(folder.why()).isNotBlank();

    Ran again = world.sync();
    assertThat(again.writes()).as("held again\n" + again).isEmpty();
    assertThat(again.held().orElseThrow().token()).isEqualTo(held.held().orElseThrow().token());
    Ran allowed = world.sync(again.held().orElseThrow().token());
    assertThat(allowed.count(Count.DELETED)).as(allowed.toString()).isEqualTo(11);
    assertThat(allowed.count(Count.ADDED)).isEqualTo(1);
    assertThat(allowed.count(Count.CHANGED)).isEqualTo(1);
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("M01 the token shown is good although deletions elsewhere went ahead")
  @ParameterizedTest
  @MethodSource("everyPair")
  void tokenIsOfWhatIsHeld(Traits from, Traits to) {
    World world = filled(from, to, 3, 20);
    drain(world.source(), FRIENDS, 0, 3);
    drain(world.source(), WORK, 0, 2);
    Ran held = world.sync();
    assertThat(heldFolders(held)).as(held.toString()).containsExactly(FRIENDS);
    assertThat(held.count(Count.DELETED)).as("in the other folder").isEqualTo(2);
    Ran allowed = world.sync(held.held().orElseThrow().token());
    assertThat(allowed.count(Count.DELETED)).as(allowed.toString()).isEqualTo(3);
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("M01 held, and moved by the target's user: the token still deletes it")
  @ParameterizedTest
  @MethodSource("everyPair")
  void heldAndMovedAtTarget(Traits from, Traits to) {
    World world = filled(from, to, 3, 20);
    world.target().move("F-0", FRIENDS, WORK);
    drain(world.source(), FRIENDS, 0, 3);
    Ran held = world.sync();
    assertThat(heldFolders(held)).as(held.toString()).containsExactly(FRIENDS);
    Ran allowed = world.sync(held.held().orElseThrow().token());
    assertThat(allowed.count(Count.DELETED)).as(allowed.toString()).isEqualTo(3);
    assertThat(world.target().has(WORK, "F-0")).isFalse();
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("M01 10 deletes, or 20 %, pass")
  @ParameterizedTest
  @MethodSource("everyPair")
  void notTooMany(Traits from, Traits to) {
    World world = filled(from, to, 20, 60);
    drain(world.source(), FRIENDS, 0, 5);
    drain(world.source(), WORK, 0, 5);
    Ran ran = world.sync();
    assertThat(ran.held()).as(ran.toString()).isEmpty();
    assertThat(ran.count(Count.DELETED)).isEqualTo(10);
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("M01 deletions of one day count together, of two days do not")
  @ParameterizedTest
  @MethodSource("everyPair")
  void creepingDeletions(Traits from, Traits to) {
    World world = filled(from, to, 40, 5);
    drain(world.source(), FRIENDS, 0, 6);
    assertThat(world.sync().count(Count.DELETED)).isEqualTo(6);
    drain(world.source(), FRIENDS, 6, 12);
    Ran second = world.sync();
    assertThat(heldFolders(second)).as(second.toString()).containsExactly(FRIENDS);
    Held.HeldFolder folder = second.held().orElseThrow().folders().get(0);
    assertThat(folder.recent()).isEqualTo(6);
    assertThat(folder.deletions()).isEqualTo(6);
    assertThat(folder.kept()).as("at the start of the 24 hours").isEqualTo(40);
    world.clock().pass(Duration.ofHours(25));
    Ran tomorrow = world.sync();
    assertThat(tomorrow.held()).as(tomorrow.toString()).isEmpty();
    assertThat(tomorrow.count(Count.DELETED)).isEqualTo(6);
  }

  @DisplayName("M01 a sync that deletes more than its total is held whatever the shares")
  @ParameterizedTest
  @MethodSource("everyPair")
  void totalIsTooMuch(Traits from, Traits to) {
    World world = filled(from, to, 100, 100);
    world.settings(s -> s.with(new Limits(0.20, 10, 15)));
    drain(world.source(), FRIENDS, 0, 8);
    drain(world.source(), WORK, 0, 8);
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).isEmpty();
    assertThat(heldFolders(ran)).containsExactly(FRIENDS, WORK);
  }
}
