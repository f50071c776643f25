// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Policies;
import org.oneway.engine.plan.Policies.OnDrift;
import org.oneway.engine.plan.Policies.OnLeaveFilter;
import org.oneway.engine.plan.Policies.OnTargetDelete;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** A filter that moves while nobody touches an item: the source may be silent about it. */
final class MovingWindowTest extends Scenario {
  static Stream<Arguments> everyPair() {
    return Stores.everyPair();
  }

  private World withoutAda(Traits from, Traits to, OnLeaveFilter onLeave) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    Policies normal = Policies.DEFAULT;
    world.settings(
        s ->
            s.with(
                new Policies(
                    normal.onConflict(),
                    normal.onDelete(),
                    OnDrift.RESTORE,
                    OnTargetDelete.RECREATE,
                    onLeave)));
    world.sync();
    world.settings(s -> s.with((kind, item) -> !Card.of(item).name().startsWith("Ada")));
    return world;
  }

  @DisplayName("P23 an item that the window has left sleeps: its drift and its loss are let be")
  @ParameterizedTest
  @MethodSource("everyPair")
  void sleeps(Traits from, Traits to) {
    World world = withoutAda(from, to, OnLeaveFilter.KEEP);
    assertThat(isQuiet(world.sync())).isTrue();
    world.target().edit(FRIENDS, "ada", card -> card.name("Countess"));
    world.source().loseCheckpoints();
    Ran edited = world.sync();
    assertThat(edited.writes()).as(edited.toString()).isEmpty();
    world.target().remove(FRIENDS, "ada");
    Ran removed = world.sync();
    assertThat(removed.writes()).as(removed.toString()).isEmpty();
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P23 on-leave-filter = delete: what the window leaves goes, though nobody names it")
  @ParameterizedTest
  @MethodSource("everyPair")
  void isDeleted(Traits from, Traits to) {
    World world = withoutAda(from, to, OnLeaveFilter.DELETE);
    Ran left = world.sync();
    assertThat(left.writes()).as(left.toString()).containsExactly("DELETE ada");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P23 a kind that is no longer synced is not deleted")
  @ParameterizedTest
  @MethodSource("everyPair")
  void otherKinds(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.settings(s -> s.with(Set.of(Kind.EVENT)));
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    world.source().loseCheckpoints();
    Ran none = world.sync();
    assertThat(none.writes()).as(none.toString()).isEmpty();
    world.settings(s -> s.with(Set.of(Kind.CONTACT)));
    Ran again = world.sync();
    assertThat(again.writes()).as(again.toString()).containsExactly("UPDATE ada");
    assertThat(isQuiet(world.sync())).isTrue();
  }
}
