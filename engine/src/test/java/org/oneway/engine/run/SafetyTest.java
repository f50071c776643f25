// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Notice.About;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.testkit.Access.Verb;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.FakeStore;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** Stores that were not ours before, states that are old, and configurations that are wrong. */
final class SafetyTest extends Scenario {
  static Stream<Arguments> everyPair() {
    return Stores.everyPair();
  }

  @DisplayName("M02 first sync into a full target deletes nothing, then nor later")
  @ParameterizedTest
  @MethodSource("everyPair")
  void firstSyncIntoAFullTarget(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    for (int i = 0; i < 30; i++) {
      world.target().add(FRIENDS, Card.of("own-" + i, "Own Person " + i));
    }
    world.source().add(FRIENDS, ADA);
    world.source().add(FRIENDS, Card.of("own-3", "Own Person 3"));
    Ran first = world.sync();
    assertThat(first.writes()).as(first.toString()).containsExactly("CREATE ada");
    world.source().empty(FRIENDS);
    Ran emptied = world.sync();
    assertThat(emptied.writes()).as(emptied.toString()).containsExactly("DELETE ada");
    assertThat(world.target().cards(FRIENDS)).hasSize(30);
  }

  @DisplayName("M04 a plan writes to no store and not to the state, and shows what a run then does")
  @ParameterizedTest
  @MethodSource("everyPair")
  void planChangesNothing(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 1"));
    world.source().remove(FRIENDS, "barbara");
    world.source().move("charles", FRIENDS, WORK);
    world.source().add(FRIENDS, DOROTHY);
    world.source().addFolder("New folder");
    world.source().add("New folder", Card.of("eve", "Eve Newcomer"));
    Map<String, List<Card>> before = world.target().contents();
    Ran plan = world.plan();
    Ran again = world.plan();
    assertThat(world.target().contents()).isEqualTo(before);
    assertThat(again.report().counts()).isEqualTo(plan.report().counts());
    Ran ran = world.sync();
    for (Count what : List.of(Count.ADDED, Count.CHANGED, Count.DELETED, Count.MOVED)) {
      assertThat(ran.count(what)).as(what + "\n" + ran).isEqualTo(plan.count(what));
    }
    assertThat(plan.count(Count.ADDED)).as(ran.toString()).isEqualTo(2);
    assertThat(plan.count(Count.CHANGED)).as(ran.toString()).isEqualTo(1);
    assertThat(plan.count(Count.DELETED)).as(ran.toString()).isEqualTo(1);
    assertThat(plan.count(Count.MOVED)).as(ran.toString()).isEqualTo(1);
    assertThat(isQuiet(world.sync())).isTrue();
  }

  private static void requireStopped(World world) {
    Map<String, List<Card>> before = world.target().contents();
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).isEmpty();
    assertThat(ran.troubles()).hasSize(1);
    assertThat(ran.troubles().get(0)).isInstanceOf(StoreException.IdentityChanged.class);
    assertThat(world.target().contents()).isEqualTo(before);
  }

  private FakeStore emptyAccount(World world, String name, Traits traits) {
    FakeStore other = new FakeStore(name, traits, world.clock());
    other.addFolder(FRIENDS);
    other.addFolder(WORK);
    return other;
  }

  @DisplayName("M05 the source is another account: stops")
  @Test
  void anotherSourceAccount() {
    World world = synced(Traits.DAV, Traits.DAV, ADA, BARBARA);
    world.withSource(emptyAccount(world, "another account", Traits.DAV));
    requireStopped(world);
  }

  @DisplayName("M05 the target is another account: stops")
  @Test
  void anotherTargetAccount() {
    World world = synced(Traits.DAV, Traits.DAV, ADA, BARBARA);
    world.withTarget(emptyAccount(world, "another account", Traits.DAV));
    requireStopped(world);
  }

  @DisplayName("M05 source and target swapped: stops, whether or not the stores know who they are")
  @ParameterizedTest
  @MethodSource("namedTwice")
  void swapped(Traits traits) {
    World world = synced(traits, traits, ADA, BARBARA);
    FakeStore source = world.source();
    world.withSource(world.target()).withTarget(source);
    world.settings(s -> SyncSettings.of(s.name(), turned(s.sides())));
    requireStopped(world);
  }

  private static Sides turned(Sides sides) {
    return new Sides(sides.target(), sides.source());
  }

  static Stream<Traits> namedTwice() {
    return Traits.NAMED.stream();
  }

  @DisplayName("M05 a store of another name, or of another type, stops")
  @ParameterizedTest
  @MethodSource("namedTwice")
  void renamedStore(Traits traits) {
    Traits nameless = traits.without(Trait.IDENTITY);
    World world = synced(nameless, nameless, ADA, BARBARA);
    Sides sides = world.settings().sides();
    world.settings(
        s ->
            SyncSettings.of(
                s.name(), new Sides(new Sides.StoreName("renamed", "fake", ""), sides.target())));
    requireStopped(world);
  }

  @DisplayName("P24 state of the previous rules version: quiet run, and edits are still seen")
  @ParameterizedTest
  @MethodSource("everyPair")
  void previousRules(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES, DOROTHY);
    world.target().edit(FRIENDS, "dorothy", card -> card.notes("Mine"));
    world.sync();
    rewriteUnderPreviousRules(world);
    Ran quiet = world.sync();
    assertThat(isQuiet(quiet)).as(quiet.toString()).isTrue();
    rewriteUnderPreviousRules(world);
    world.source().loseCheckpoints();
    world.target().loseCheckpoints();
    List.of("ada", "barbara", "charles").forEach(uid -> world.source().touch(FRIENDS, uid));
    List.of("ada", "barbara", "dorothy").forEach(uid -> world.target().touch(FRIENDS, uid));
    Ran reread = world.sync();
    assertThat(reread.writes()).as(reread.toString()).isEmpty();
    assertThat(reread.report().notices())
        .as(reread.toString())
        .allMatch(notice -> notice.about() == About.READ_AGAIN);

    rewriteUnderPreviousRules(world);
    world.source().edit(FRIENDS, "ada", card -> card.phones("+44 1"));
    world.target().edit(FRIENDS, "barbara", card -> card.notes("Mine"));
    world.source().remove(FRIENDS, "charles");
    world.source().remove(FRIENDS, "dorothy");
    Ran edited = world.sync();
    assertThat(edited.writes())
        .as(edited.toString())
        .containsExactlyInAnyOrder("UPDATE ada", "DELETE charles");
    assertThat(edited.notices(About.DRIFT)).hasSize(1);
    assertThat(edited.notices(About.KEPT)).hasSize(1);
  }

  /** Makes the state look as if an older release had written it. */
  private static void rewriteUnderPreviousRules(World world) {
    SyncState state = world.state().sync(world.settings().name());
    List<Integer> numbers = IntStream.range(0, state.nextPairing()).boxed().toList();
    List<StateChange> changes = new ArrayList<>();
    for (Pairing p : state.pairings(numbers).values()) {
      changes.add(
          new StateChange.PutPairing(
              new Pairing(
                  p.number(),
                  p.folder(),
                  p.kind(),
                  p.sourceUid(),
                  p.targetUid(),
                  p.origin(),
                  older(p.source()),
                  older(p.target()),
                  p.targetFolder(),
                  older(p.left()),
                  p.ownFields(),
                  p.updated(),
                  p.notices())));
    }
    state.commit(changes);
  }

  private static Seen older(Seen seen) {
    return new Seen(seen.reference(), seen.version(), older(seen.fingerprint()));
  }

  /** The same hash for the same item as before, and no hash that today's rules make. */
  private static Fingerprint older(Fingerprint fingerprint) {
    return new Fingerprint(0, "0" + fingerprint.hash());
  }

  @DisplayName("M02 two syncs into one folder: each owns what it put there")
  @ParameterizedTest
  @MethodSource("everyPair")
  void twoSyncsIntoOneFolder(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    World other = world.another("family", from);
    world.source().add(FRIENDS, ADA);
    world.source().add(FRIENDS, BARBARA);
    other.source().add(FRIENDS, CHARLES);
    other.source().add(FRIENDS, ADA.name("Somebody Else").phones("+44 77"));
    world.sync();
    Ran second = other.sync();
    assertThat(second.writes()).as(second.toString()).containsExactly("CREATE charles");
    assertThat(second.notices(About.OTHER_SYNC)).hasSize(1);
    for (World each : List.of(world, other, world, other)) {
      world.clock().pass(Duration.ofHours(1));
      Ran quiet = each.sync();
      assertThat(quiet.writes()).as(quiet.toString()).isEmpty();
    }
    world.source().empty(FRIENDS);
    assertThat(world.sync().writes(Verb.DELETE)).hasSize(2);
    assertThat(world.target().has(FRIENDS, "charles")).isTrue();
  }
}
