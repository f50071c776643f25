// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** What was remembered is lost, and found out again from both stores. */
final class RediscoveryTest extends Scenario {
  static Stream<Arguments> everyPair() {
    return Stores.everyPair();
  }

  private Remembered remember(World world, Made made, boolean look) throws StoreException {
    SyncState state = world.state().sync("contacts");
    int writes = world.target().log().writes().size();
    try (SourceStore from = world.source().openSource();
        TargetStore to = world.target().openTarget()) {
      Sync sync =
          new Sync(world.settings(), from, to, state, scratch, world.clock(), RunListener.SILENT);
      try (Plan plan = sync.plan()) {
        return sync.remember(plan, made, look);
      }
    } finally {
      assertThat(world.target().log().writes()).hasSize(writes);
    }
  }

  private static void forget(World world) {
    world.state().sync("contacts").commit(List.of(new StateChange.Forget()));
  }

  @DisplayName("R06 the state is lost and rebuilt: nothing is made, deleted or doubled")
  @ParameterizedTest
  @MethodSource("everyPair")
  void rebuilt(Traits from, Traits to) throws StoreException {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.source().add(WORK, DOROTHY);
    world.target().add(WORK, DOROTHY);
    world.target().add(FRIENDS, Card.of("own", "Their Own"));
    world.sync();
    forget(world);

    Remembered remembered = remember(world, Made.BY_NAME, false);

    assertThat(remembered.ours() + remembered.adopted()).isEqualTo(4);
    assertThat(remembered.onlyTarget()).isEqualTo(1);
    assertThat(remembered.onlySource() + remembered.differing() + remembered.before()).isZero();
    Map<String, List<Card>> before = contents(world.target());
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).isEmpty();
    assertThat(isQuiet(world.sync())).isTrue();
    assertThat(contents(world.target())).isEqualTo(before);
    assertThat(world.inconsistencies()).isEmpty();
    world.source().remove(FRIENDS, "ada");
    assertThat(world.sync().writes())
        .isEqualTo(remembered.ours() >= 3 ? List.of("DELETE ada") : List.of());
  }

  @DisplayName("P16 what was adopted again is kept when the source deletes it")
  @Test
  void adoptedIsKept() throws StoreException {
    World world = synced(Traits.DAV, Traits.DAV, ADA, BARBARA);
    forget(world);
    assertThat(remember(world, Made.NONE, false).adopted()).isEqualTo(2);

    world.source().remove(FRIENDS, "ada");

    assertThat(world.sync().writes()).isEmpty();
    assertThat(world.target().cards(FRIENDS)).hasSize(2);
  }

  @Test
  void whatDiffersOrIsMissingIsLeftToTheNextRun() throws StoreException {
    World world = synced(Traits.DAV, Traits.DAV, ADA, BARBARA, CHARLES);
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 20 7946 0009"));
    world.target().remove(FRIENDS, "barbara");
    forget(world);

    Remembered remembered = remember(world, Made.BY_NAME, false);

    assertThat(remembered.ours()).isEqualTo(1);
    assertThat(remembered.differing()).isEqualTo(1);
    assertThat(remembered.onlySource()).isEqualTo(1);
    world.source().remove(FRIENDS, "ada");
    assertThat(world.sync().writes()).containsExactly("CREATE barbara");
    assertThat(there(world, FRIENDS, "ada")).isNotNull();
  }

  @Test
  void lookingRemembersNothingAndWhatIsKnownIsNotTouched() throws StoreException {
    World world = synced(Traits.DAV, Traits.DAV, ADA, BARBARA);
    assertThat(remember(world, Made.NONE, false).before()).isEqualTo(2);
    world.source().remove(FRIENDS, "ada");
    assertThat(world.sync().writes()).containsExactly("DELETE ada");
    forget(world);
    long generation = world.state().generation();

    assertThat(remember(world, Made.BY_NAME, true).ours()).isEqualTo(1);

    assertThat(world.state().generation()).isEqualTo(generation);
  }
}
