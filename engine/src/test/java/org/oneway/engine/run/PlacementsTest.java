// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Notice.About;
import org.oneway.engine.testkit.Access.Verb;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** One uid in several folders, at stores that see that differently. */
final class PlacementsTest extends Scenario {
  /** A uid once in the account, in one folder. */
  private static final Traits ONE_PLACE =
      Traits.DAV.with(Trait.UNIQUE_IN_ACCOUNT, Trait.MOVES).inBatches(5, 1);

  static Stream<Arguments> accountsOfOnePlace() {
    return Stream.of(ONE_PLACE, ONE_PLACE.without(Trait.INCREMENTAL, Trait.CHECKPOINTS))
        .map(target -> Arguments.of(Traits.JMAP, target));
  }

  @DisplayName("P06 one object in two folders: what the target cannot hold is left out, told once")
  @ParameterizedTest
  @MethodSource("accountsOfOnePlace")
  void oneObjectInTwoFoldersToOnePlace(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    world.source().add(FRIENDS, ADA);
    world.source().join("ada", FRIENDS, WORK);
    Ran first = world.sync();
    assertThat(first.writes()).as(first.toString()).containsExactly("CREATE ada");
    assertThat(first.notices(About.NOT_HELD)).hasSize(1);
    assertThat(world.target().has(FRIENDS, "ada") ^ world.target().has(WORK, "ada")).isTrue();
    Ran second = world.sync();
    assertThat(isQuiet(second)).as(second.toString()).isTrue();

    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    Ran third = world.sync();
    assertThat(third.writes()).as(third.toString()).containsExactly("UPDATE ada");
    assertThat(third.notices(About.NOT_HELD)).isEmpty();
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P06 one object in two folders: the target's one object is in both")
  @ParameterizedTest
  @MethodSource("manyFolders")
  void oneObjectInTwoFoldersToOneObject(Traits to) {
    World world = worldOfTwoFolders(Traits.JMAP, to);
    world.source().add(FRIENDS, ADA);
    world.source().join("ada", FRIENDS, WORK);
    Ran first = world.sync();
    assertThat(first.writes(Verb.CREATE)).as(first.toString()).hasSize(1);
    assertThat(first.writes(Verb.JOIN)).as(first.toString()).hasSize(1);
    assertThat(contents(world.target()).keySet()).containsExactly(FRIENDS, WORK);
    assertThat(world.target().has(FRIENDS, "ada")).isTrue();
    assertThat(world.target().has(WORK, "ada")).isTrue();
    assertThat(isQuiet(world.sync())).isTrue();

    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    assertThat(world.sync().writes()).containsExactly("UPDATE ada");

    world.source().remove(WORK, "ada");
    Ran left = world.sync();
    assertThat(left.writes(Verb.LEAVE)).as(left.toString()).hasSize(1);
    assertThat(left.writes(Verb.DELETE)).isEmpty();
    assertThat(world.target().has(FRIENDS, "ada")).isTrue();
    assertThat(world.target().has(WORK, "ada")).isFalse();

    world.source().remove(FRIENDS, "ada");
    assertThat(world.sync().writes()).containsExactly("DELETE ada");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  static Stream<Traits> manyFolders() {
    return Stream.of(
        Traits.JMAP,
        Traits.JMAP.without(Trait.PROVES_OWN_WRITES).inBatches(9, 2),
        Traits.JMAP.with(Trait.VERSIONS, Trait.SKIPS_KNOWN, Trait.CONDITIONAL),
        Traits.JMAP.with(Trait.REWRITES).without(Trait.INCREMENTAL, Trait.CHECKPOINTS));
  }

  @DisplayName("P06 the first of two folders is left: the object stays in the second")
  @ParameterizedTest
  @MethodSource("manyFolders")
  void theLeadingPlacementGoes(Traits to) {
    World world = worldOfTwoFolders(Traits.JMAP, to);
    world.source().add(FRIENDS, ADA);
    world.source().join("ada", FRIENDS, WORK);
    world.sync();
    world.source().remove(FRIENDS, "ada");
    Ran ran = world.sync();
    assertThat(ran.writes(Verb.DELETE)).as(ran.toString()).isEmpty();
    assertThat(world.target().has(FRIENDS, "ada")).isFalse();
    assertThat(world.target().has(WORK, "ada")).isTrue();
    world.source().edit(WORK, "ada", card -> card.name("Ada King"));
    world.sync();
    assertThat(there(world, WORK, "ada").name()).isEqualTo("Ada King");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P06 two folders of a target that keeps them apart hold an object each")
  @ParameterizedTest
  @MethodSource("apart")
  void oneObjectInTwoFoldersToTwoObjects(Traits to) {
    World world = worldOfTwoFolders(Traits.JMAP, to);
    world.source().add(FRIENDS, ADA);
    world.source().join("ada", FRIENDS, WORK);
    assertThat(world.sync().writes(Verb.CREATE)).hasSize(2);
    assertThat(isQuiet(world.sync())).isTrue();
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    assertThat(world.sync().writes(Verb.UPDATE)).hasSize(2);
    world.source().remove(WORK, "ada");
    assertThat(world.sync().writes()).containsExactly("DELETE ada");
    assertThat(world.target().has(FRIENDS, "ada")).isTrue();
    assertThat(isQuiet(world.sync())).isTrue();
  }

  static Stream<Traits> apart() {
    return Stores.targets().stream().filter(target -> !target.has(Trait.UNIQUE_IN_ACCOUNT));
  }

  static Stream<Arguments> copiesToOne() {
    return Stream.of(Traits.DAV, Traits.FILES, Traits.IMAP, Traits.CARD_FILE)
        .flatMap(
            source ->
                Stream.of(ONE_PLACE, Traits.JMAP, Traits.JMAP.inBatches(7, 2))
                    .map(target -> Arguments.of(source, target)));
  }

  @DisplayName("P07 two differing copies of one uid: the first leads, and there is no ping-pong")
  @ParameterizedTest
  @MethodSource("copiesToOne")
  void differingCopies(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    world.source().add(FRIENDS, ADA);
    world.source().add(WORK, ADA.name("A. Lovelace").phones("+44 99"));
    Ran first = world.sync();
    assertThat(first.writes(Verb.CREATE)).as(first.toString()).hasSize(1);
    assertThat(first.writes(Verb.UPDATE)).as(first.toString()).isEmpty();
    assertThat(first.notices(About.DIFFERING_COPY).size() + first.notices(About.NOT_HELD).size())
        .as(first.toString())
        .isPositive();
    Map<String, List<Card>> held = contents(world.target());
    for (int run = 2; run <= 4; run++) {
      Ran ran = world.sync();
      assertThat(isQuiet(ran)).as(ran.toString()).isTrue();
    }
    assertThat(contents(world.target())).isEqualTo(held);

    String leads = leadingName(world).equals("Ada Lovelace") ? FRIENDS : WORK;
    String follows = leads.equals(FRIENDS) ? WORK : FRIENDS;
    world.source().edit(follows, "ada", card -> card.phones("+44 100"));
    Ran followed = world.sync();
    assertThat(followed.writes()).as(followed.toString()).isEmpty();
    world.source().edit(leads, "ada", card -> card.name("Ada King"));
    Ran led = world.sync();
    assertThat(led.writes()).as(led.toString()).containsExactly("UPDATE ada");
    assertThat(leadingName(world)).isEqualTo("Ada King");
    assertThat(led.count(Count.CONFLICTS)).isZero();
    assertThat(isQuiet(world.sync())).isTrue();
  }

  private static String leadingName(World world) {
    String folder = world.target().has(FRIENDS, "ada") ? FRIENDS : WORK;
    return there(world, folder, "ada").name();
  }
}
