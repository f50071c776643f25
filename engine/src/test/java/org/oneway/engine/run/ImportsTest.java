// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.plan.Notice.About;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.FakeArchive;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** Archives that come one after another, or out of order, and files that hold a part of all. */
final class ImportsTest extends Scenario {
  static Stream<Traits> targets() {
    return Stores.targets().stream();
  }

  private static Card at(World world, Card card) {
    return card.updated(world.clock().instant());
  }

  private static void give(World world, FakeArchive archive) {
    world.readThrough(nothing -> archive);
  }

  @DisplayName("P13 partial archives 1, 2, 2, 1, 4 of a chain")
  @ParameterizedTest
  @MethodSource("targets")
  void chainOfArchives(Traits to) {
    World world = world(Traits.FILES, to);
    FakeArchive one =
        new FakeArchive(FRIENDS, 1, List.of(at(world, ADA), at(world, BARBARA)), List.of());
    world.clock().pass(Duration.ofDays(1));
    FakeArchive two =
        new FakeArchive(
            FRIENDS, 2, List.of(at(world, ADA.phones("+44 2")), at(world, CHARLES)), List.of());
    world.clock().pass(Duration.ofDays(1));
    FakeArchive four = new FakeArchive(FRIENDS, 4, List.of(at(world, DOROTHY)), List.of("barbara"));

    give(world, one);
    assertThat(world.sync().writes()).containsExactlyInAnyOrder("CREATE ada", "CREATE barbara");
    give(world, two);
    Ran second = world.sync();
    assertThat(second.writes())
        .as(second.toString())
        .containsExactlyInAnyOrder("UPDATE ada", "CREATE charles");
    Ran again = world.sync();
    assertThat(isQuiet(again)).as(again.toString()).isTrue();
    give(world, one);
    Ran older = world.sync();
    assertThat(older.writes()).as(older.toString()).isEmpty();
    assertThat(older.troubles()).hasSize(1);
    assertThat(older.troubles().get(0)).isInstanceOf(StoreException.InputRefused.class);
    assertThat(phones(there(world, FRIENDS, "ada"))).containsExactly("+44 2");
    give(world, four);
    Ran fourth = world.sync();
    assertThat(fourth.writes())
        .as(fourth.toString())
        .containsExactlyInAnyOrder("CREATE dorothy", "DELETE barbara");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P13 partial archives 1, 2, 2, 1 without a chain: item by item, by its time")
  @ParameterizedTest
  @MethodSource("targets")
  void archivesWithoutAChain(Traits to) {
    World world = world(Traits.FILES, to).settings(s -> s.asImport(false, false));
    FakeArchive one =
        new FakeArchive(FRIENDS, 0, List.of(at(world, ADA), at(world, BARBARA)), List.of());
    world.clock().pass(Duration.ofDays(1));
    FakeArchive two =
        new FakeArchive(FRIENDS, 0, List.of(at(world, ADA.phones("+44 2"))), List.of());

    give(world, one);
    assertThat(world.sync().writes()).hasSize(2);
    give(world, two);
    assertThat(world.sync().writes()).containsExactly("UPDATE ada");
    Ran again = world.sync();
    assertThat(isQuiet(again)).as(again.toString()).isTrue();
    give(world, one);
    Ran older = world.sync();
    assertThat(older.writes()).as(older.toString()).isEmpty();
    assertThat(older.notices(About.OLDER)).hasSize(1);
    assertThat(phones(there(world, FRIENDS, "ada"))).containsExactly("+44 2");
    world.settings(s -> s.asImport(false, true));
    Ran allowed = world.sync();
    assertThat(allowed.writes()).as("with --older\n" + allowed).containsExactly("UPDATE ada");
  }

  static Stream<Arguments> filesToTargets() {
    return Stream.of(Traits.CARD_FILE, Traits.FILES)
        .flatMap(source -> targets().map(target -> Arguments.of(source, target)));
  }

  /** The file is now another one, with these cards. */
  private static void giveFile(World world, Card... cards) {
    world.source().empty(FRIENDS);
    for (Card card : cards) {
      world.source().add(FRIENDS, card);
    }
  }

  @DisplayName("P14 file with a subset imported: 0 deletes")
  @ParameterizedTest
  @MethodSource("filesToTargets")
  void subsetImported(Traits from, Traits to) {
    World world = world(from, to).settings(s -> s.asImport(false, false));
    giveFile(world, ADA, BARBARA, CHARLES);
    assertThat(world.sync().writes()).hasSize(3);
    giveFile(world, BARBARA);
    Ran subset = world.sync();
    assertThat(subset.writes()).as(subset.toString()).isEmpty();
    giveFile(world, CHARLES.phones("+44 3"), DOROTHY);
    Ran more = world.sync();
    assertThat(more.writes())
        .as(more.toString())
        .containsExactlyInAnyOrder("UPDATE charles", "CREATE dorothy");
    assertThat(world.target().cards(FRIENDS)).hasSize(4);
    giveFile(world, ADA, BARBARA, CHARLES.phones("+44 3"), DOROTHY);
    Ran all = world.sync();
    assertThat(all.writes()).as(all.toString()).isEmpty();
  }

  @DisplayName("P14 with --mirror what the file lacks is deleted")
  @ParameterizedTest
  @MethodSource("filesToTargets")
  void mirrored(Traits from, Traits to) {
    World world = world(from, to).settings(s -> s.asImport(true, false));
    giveFile(world, ADA, BARBARA, CHARLES);
    world.sync();
    giveFile(world, BARBARA, CHARLES);
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).containsExactly("DELETE ada");
  }
}
