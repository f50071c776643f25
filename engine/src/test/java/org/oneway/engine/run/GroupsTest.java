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
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** Groups that nothing but their members tells apart, whose members have other uids now. */
final class GroupsTest extends Scenario {
  private static final Card FAMILY = Card.of("family", "Family").members("ada", "charles");
  private static final Card OTHER_FAMILY = Card.of("others", "Family").members("barbara");
  private static final Card EVERYBODY = Card.of("all", "All").members("family", "others");
  private static final Card INNER = Card.of("inner", "Circle").members("outer", "ada");
  private static final Card OUTER = Card.of("outer", "Circle").members("inner", "barbara");
  private static final Card[] ALL = {
    ADA, BARBARA, CHARLES, FAMILY, OTHER_FAMILY, EVERYBODY, INNER, OUTER
  };

  static Stream<Arguments> everyPair() {
    return Stores.everyPair();
  }

  @DisplayName(
      "P09 groups of one name, groups of groups and circles are found under their new uids")
  @ParameterizedTest
  @MethodSource("everyPair")
  void reexported(Traits from, Traits to) {
    World world = synced(from, to, ALL);
    world.source().reexport(FRIENDS, GroupsTest::underNewUid);
    Ran reexported = world.sync();
    assertThat(reexported.writes()).as(reexported.toString()).isEmpty();
    assertThat(reexported.held()).isEmpty();
    Ran again = world.sync();
    assertThat(isQuiet(again)).as(again.toString()).isTrue();
    world.source().edit(FRIENDS, "new-others", card -> card.members("new-barbara", "new-ada"));
    Ran edited = world.sync();
    assertThat(edited.writes()).as(edited.toString()).containsExactly("UPDATE others");
  }

  @DisplayName("P10 groups at the target whose members have other uids there are adopted")
  @ParameterizedTest
  @MethodSource("everyPair")
  void adopted(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    for (Card card : List.of(ADA, BARBARA, CHARLES, FAMILY, OTHER_FAMILY, EVERYBODY)) {
      world.target().add(FRIENDS, underNewUid(card));
      world.source().add(FRIENDS, card);
    }
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).isEmpty();
    assertThat(ran.count(Count.ADOPTED)).isEqualTo(6);
    assertThat(ran.notices(About.POSSIBLE_TWIN)).isEmpty();
    assertThat(isQuiet(world.sync())).isTrue();
  }

  private static Card underNewUid(Card card) {
    Card renamed = card.uid("new-" + card.uid().orElseThrow());
    List<String> members = new ArrayList<>();
    card.json().path("members").fieldNames().forEachRemaining(uid -> members.add("new-" + uid));
    return members.isEmpty() ? renamed : renamed.members(members.toArray(String[]::new));
  }
}
