// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

/** The same people under other uids, or under none. */
final class IdentityTest extends Scenario {
  private static final Card GROUP =
      Card.of("group", "Analytical Engine Circle").members("ada", "charles");

  static Stream<Arguments> everyPair() {
    return Stores.everyPair();
  }

  @DisplayName(
      "P09 re-exported uids, then a real edit: one update under the old uid; groups resolve")
  @ParameterizedTest
  @MethodSource("everyPair")
  void reexportedUids(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES, GROUP);
    world.source().reexport(FRIENDS, IdentityTest::underNewUid);
    Ran reexported = world.sync();
    assertThat(reexported.writes()).as(reexported.toString()).isEmpty();
    assertThat(reexported.held()).isEmpty();
    Ran again = world.sync();
    assertThat(isQuiet(again)).as(again.toString()).isTrue();

    world.source().edit(FRIENDS, "new-ada", card -> card.phones("+44 1"));
    Ran edited = world.sync();
    assertThat(edited.writes()).as(edited.toString()).containsExactly("UPDATE ada");
    assertThat(phones(there(world, FRIENDS, "ada"))).containsExactly("+44 1");

    world
        .source()
        .edit(FRIENDS, "new-group", card -> card.members("new-ada", "new-charles", "new-barbara"));
    Ran grouped = world.sync();
    assertThat(grouped.writes()).as(grouped.toString()).containsExactly("UPDATE group");
    assertThat(members(there(world, FRIENDS, "group")))
        .containsExactlyInAnyOrder("ada", "charles", "barbara");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  private static Card underNewUid(Card card) {
    Card renamed = card.uid("new-" + card.uid().orElseThrow());
    List<String> members = members(card);
    return members.isEmpty()
        ? renamed
        : renamed.members(members.stream().map(uid -> "new-" + uid).toArray(String[]::new));
  }

  private static List<String> members(Card card) {
    List<String> members = new ArrayList<>();
    card.json().path("members").fieldNames().forEachRemaining(members::add);
    return members;
  }

  @DisplayName("P10 new source item equal to an old foreign target item: adopted")
  @ParameterizedTest
  @MethodSource("everyPair")
  void equalToAForeignItem(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    world.target().add(FRIENDS, ADA.uid("phone-ada"));
    world.target().add(FRIENDS, CHARLES.uid("phone-charles"));
    world.source().add(FRIENDS, BARBARA);
    assertThat(world.sync().writes()).containsExactly("CREATE barbara");
    world.source().add(FRIENDS, ADA);
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).isEmpty();
    assertThat(ran.count(Count.ADOPTED)).isEqualTo(1);
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 1"));
    assertThat(world.sync().writes()).containsExactly("UPDATE phone-ada");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P10 a match that is not certain is not acted on, and is named")
  @ParameterizedTest
  @MethodSource("everyPair")
  void possibleTwin(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    world.target().add(FRIENDS, Card.of("phone-ada", "Ada Lovelace").phones("+1 555 0000000"));
    world.source().add(FRIENDS, ADA);
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).containsExactly("CREATE ada");
    assertThat(ran.notices(About.POSSIBLE_TWIN)).as(ran.toString()).hasSize(1);
    Ran second = world.sync();
    assertThat(isQuiet(second)).as(second.toString()).isTrue();
    assertThat(world.target().has(FRIENDS, "phone-ada")).isTrue();
  }

  @DisplayName("P16 adopted item removed at source: kept")
  @ParameterizedTest
  @MethodSource("everyPair")
  void adoptedThenRemoved(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    world.target().add(FRIENDS, ADA);
    world.source().add(FRIENDS, ADA);
    world.source().add(FRIENDS, BARBARA);
    Ran first = world.sync();
    assertThat(first.writes()).as(first.toString()).containsExactly("CREATE barbara");
    assertThat(first.count(Count.ADOPTED)).isEqualTo(1);
    world.source().remove(FRIENDS, "ada");
    Ran removed = world.sync();
    assertThat(removed.writes()).as(removed.toString()).isEmpty();
    assertThat(removed.notices(About.KEPT)).hasSize(1);
    assertThat(world.target().has(FRIENDS, "ada")).isTrue();
    Ran after = world.sync();
    assertThat(isQuiet(after)).as(after.toString()).isTrue();
  }

  @DisplayName("P16 an adopted item that we updated is still not ours to delete")
  @ParameterizedTest
  @MethodSource("everyPair")
  void adoptedThenUpdatedThenRemoved(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    world.target().add(FRIENDS, ADA);
    world.source().add(FRIENDS, ADA);
    world.sync();
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 1"));
    assertThat(world.sync().writes()).containsExactly("UPDATE ada");
    world.source().remove(FRIENDS, "ada");
    assertThat(world.sync().writes()).isEmpty();
    assertThat(world.target().has(FRIENDS, "ada")).isTrue();
  }

  static Stream<Arguments> withoutUids() {
    return Stores.targets().stream()
        .flatMap(
            target ->
                Stream.of(Traits.CARD_FILE, Traits.CARD_FILE.without(Trait.CHECKPOINTS))
                    .map(source -> Arguments.of(source, target)));
  }

  @DisplayName("P21 cards without uid, reordered and one e-mail edited: 1 update")
  @ParameterizedTest
  @MethodSource("withoutUids")
  void withoutUid(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    for (Card card : List.of(ADA, BARBARA, CHARLES)) {
      world.source().add(FRIENDS, card.without("uid"));
    }
    assertThat(world.sync().writes(Verb.CREATE)).hasSize(3);
    Ran again = world.sync();
    assertThat(isQuiet(again)).as(again.toString()).isTrue();

    world
        .source()
        .reexport(
            FRIENDS, card -> card.name().equals("Ada Lovelace") ? card.emails("a@b.org") : card);
    Ran edited = world.sync();
    assertThat(edited.writes(Verb.UPDATE)).as(edited.toString()).hasSize(1);
    assertThat(edited.writes()).as(edited.toString()).hasSize(1);
    assertThat(world.target().cards(FRIENDS)).hasSize(3);
    assertThat(
            world.target().cards(FRIENDS).stream()
                .filter(card -> card.name().equals("Ada Lovelace"))
                .map(card -> card.text("/emails").orElse(card.json().path("emails").toString())))
        .allMatch(emails -> emails.contains("a@b.org"));
    Ran quiet = world.sync();
    assertThat(isQuiet(quiet)).as(quiet.toString()).isTrue();
  }

  @DisplayName("P21 two equal cards without uid stay two, and one removed is one deleted")
  @ParameterizedTest
  @MethodSource("withoutUids")
  void equalCardsAreCounted(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    world.source().add(FRIENDS, ADA.without("uid"));
    world.source().add(FRIENDS, ADA.without("uid"));
    world.source().add(FRIENDS, BARBARA);
    assertThat(world.sync().writes(Verb.CREATE)).hasSize(3);
    Ran again = world.sync();
    assertThat(isQuiet(again)).as(again.toString()).isTrue();
    world.source().remove(FRIENDS, "Ada Lovelace");
    assertThat(world.sync().writes(Verb.DELETE)).hasSize(1);
    assertThat(world.target().cards(FRIENDS)).hasSize(2);
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P21 one uid twice in a folder: both are kept, and an edit reaches the right one")
  @ParameterizedTest
  @MethodSource("everyPair")
  void oneUidTwice(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    world.source().add(FRIENDS, ADA);
    world.source().add(FRIENDS, BARBARA.uid("ada"));
    assertThat(world.sync().writes(Verb.CREATE)).hasSize(2);
    Ran again = world.sync();
    assertThat(isQuiet(again)).as(again.toString()).isTrue();
    assertThat(world.target().cards(FRIENDS))
        .extracting(Card::name)
        .containsExactlyInAnyOrder("Ada Lovelace", "Barbara Liskov");
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 1"));
    Ran edited = world.sync();
    assertThat(edited.writes()).as(edited.toString()).containsExactly("UPDATE ada");
    assertThat(isQuiet(world.sync())).isTrue();
  }
}
