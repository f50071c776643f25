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
import org.oneway.engine.plan.Notice;
import org.oneway.engine.plan.Policies;
import org.oneway.engine.plan.Policies.OnLeaveFilter;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.testkit.Access.Verb;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.Faults;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** Listings that are not what they should be: absent is not deleted. */
final class ListingsTest extends Scenario {
  static Stream<Arguments> everyPair() {
    return Stores.everyPair();
  }

  static Stream<Traits> targets() {
    return Stores.targets().stream();
  }

  static Stream<Traits> sources() {
    return Stores.sources().stream();
  }

  @DisplayName("P12 renumbered source with one item missing: 0 deletes, 0 creates")
  @ParameterizedTest
  @MethodSource("targets")
  void renumberedSource(Traits to) {
    World world = synced(Traits.IMAP, to, ADA, BARBARA, CHARLES);
    world.source().renumber(FRIENDS);
    world.source().remove(FRIENDS, "charles");
    Ran renumbered = world.sync();
    assertThat(renumbered.writes()).as(renumbered.toString()).isEmpty();
    Ran again = world.sync();
    assertThat(again.writes()).as(again.toString()).isEmpty();
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    world.source().remove(FRIENDS, "barbara");
    Ran edited = world.sync();
    assertThat(edited.writes())
        .as(edited.toString())
        .containsExactlyInAnyOrder("UPDATE ada", "DELETE barbara");
    assertThat(world.target().has(FRIENDS, "charles")).isTrue();
  }

  @DisplayName("P12 renumbered target with one item missing: 0 deletes, 0 creates")
  @ParameterizedTest
  @MethodSource("sources")
  void renumberedTarget(Traits from) {
    World world = synced(from, Traits.IMAP, ADA, BARBARA, CHARLES);
    world.target().renumber(FRIENDS);
    world.target().remove(FRIENDS, "charles");
    Ran renumbered = world.sync();
    assertThat(renumbered.writes()).as(renumbered.toString()).isEmpty();
    assertThat(world.sync().writes()).isEmpty();
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    world.source().remove(FRIENDS, "barbara");
    Ran edited = world.sync();
    assertThat(edited.writes())
        .as(edited.toString())
        .containsExactlyInAnyOrder("UPDATE ada", "DELETE barbara");
  }

  @DisplayName("P12 renumbered target with one item missing: noticed by the run after")
  @ParameterizedTest
  @MethodSource("sources")
  void missingAfterRenumbering(Traits from) {
    World world = synced(from, Traits.IMAP, ADA, BARBARA, CHARLES);
    world.target().renumber(FRIENDS);
    world.target().remove(FRIENDS, "charles");
    world.sync();
    Ran next = world.sync();
    assertThat(next.report().notices())
        .as(next.toString())
        .extracting(Notice::about)
        .containsExactly(Notice.About.DELETED_AT_TARGET);
    assertThat(world.inconsistencies()).isEmpty();
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P12 renumbered while a card cannot be read: kept, and the same when it can again")
  @ParameterizedTest
  @MethodSource("targets")
  void renumberedWhileBroken(Traits to) {
    for (Traits from :
        List.of(Traits.IMAP, Traits.IMAP.without(Trait.CHECKPOINTS, Trait.INCREMENTAL))) {
      World world = synced(from, to, ADA, BARBARA, CHARLES);
      world.source().corrupt(FRIENDS, "ada", false);
      world.sync();
      world.source().renumber(FRIENDS);
      for (int run = 0; run < 2; run++) {
        Ran renumbered = world.sync();
        assertThat(renumbered.writes()).as(renumbered.toString()).isEmpty();
      }
      world.source().repair(FRIENDS, "ada");
      Ran repaired = world.sync();
      assertThat(repaired.writes()).as(repaired.toString()).isEmpty();
      assertThat(isQuiet(world.sync())).isTrue();
    }
  }

  @DisplayName("P12 a source that breaks off deletes, moves and creates nothing")
  @ParameterizedTest
  @MethodSource("everyPair")
  void sourceBreaksOff(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    world.source().remove(FRIENDS, "barbara");
    world.source().add(FRIENDS, DOROTHY);
    for (int after = 0; after < 3; after++) {
      requireOnlyUpdates(world, new Faults().breakOff(Side.SOURCE, after));
    }
    requireAllCarriedOver(world);
  }

  @DisplayName("P12 a target that breaks off gets no creates, moves or removals")
  @ParameterizedTest
  @MethodSource("everyPair")
  void targetBreaksOff(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
    world.source().remove(FRIENDS, "barbara");
    world.source().add(FRIENDS, DOROTHY);
    for (int after = 0; after < 3; after++) {
      requireOnlyUpdates(world, new Faults().breakOff(Side.TARGET, after));
    }
    requireAllCarriedOver(world);
  }

  private static void requireOnlyUpdates(World world, Faults faults) {
    Ran ran = world.sync(faults);
    if (faults.brokeOff() > 0) {
      assertThat(ran.writes(Verb.DELETE)).as(ran.toString()).isEmpty();
      assertThat(ran.writes(Verb.CREATE)).as(ran.toString()).isEmpty();
      assertThat(ran.troubles()).isNotEmpty();
    }
  }

  private static void requireAllCarriedOver(World world) {
    world.sync();
    assertThat(world.target().cards(FRIENDS))
        .extracting(Card::name)
        .containsExactlyInAnyOrder("Ada King", "Charles Babbage", "Dorothy Vaughan");
    Ran quiet = world.sync();
    assertThat(isQuiet(quiet)).as(quiet.toString()).isTrue();
  }

  @DisplayName("P12 any one call fails: nothing is lost, and the next run finishes")
  @ParameterizedTest
  @MethodSource("fewPairs")
  void anyCallFails(Traits from, Traits to) {
    for (Side side : Side.values()) {
      int calls = Integer.MAX_VALUE;
      for (int n = 1; n <= calls; n++) {
        World world = synced(from, to, ADA, BARBARA, CHARLES);
        world.source().edit(FRIENDS, "ada", card -> card.name("Ada King"));
        world.source().remove(FRIENDS, "barbara");
        world.source().add(FRIENDS, DOROTHY);
        Faults faults =
            new Faults()
                .failCall(
                    side, n, new StoreException.Unavailable("503", "", java.util.Optional.empty()));
        world.sync(faults);
        calls = faults.calls(side);
        requireAllCarriedOver(world);
      }
    }
  }

  static Stream<Arguments> fewPairs() {
    return Traits.NAMED.stream()
        .flatMap(source -> Traits.NAMED.stream().map(target -> Arguments.of(source, target)));
  }

  @DisplayName("P12 a lost checkpoint costs a listing, and writes nothing")
  @ParameterizedTest
  @MethodSource("everyPair")
  void checkpointLost(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.source().loseCheckpoints();
    world.target().loseCheckpoints();
    Ran ran = world.sync();
    assertThat(ran.writes()).as(ran.toString()).isEmpty();
    assertThat(ran.troubles()).isEmpty();
    world.source().remove(FRIENDS, "ada");
    world.source().loseCheckpoints();
    assertThat(world.sync().writes()).containsExactly("DELETE ada");
  }

  @DisplayName("P12 versions that are dropped or change without content write nothing")
  @ParameterizedTest
  @MethodSource("everyPair")
  void versionsDropped(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    for (Side side : Side.values()) {
      Ran dropped = world.sync(new Faults().dropVersions(side, reference -> true));
      assertThat(isQuiet(dropped)).as(dropped.toString()).isTrue();
    }
    List.of("ada", "barbara").forEach(uid -> world.source().touch(FRIENDS, uid));
    List.of("ada", "charles").forEach(uid -> world.target().touch(FRIENDS, uid));
    Ran touched = world.sync();
    assertThat(isQuiet(touched)).as(touched.toString()).isTrue();
  }

  private static final Card OLD = ADA.keywords("old");

  private World windowed(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    world.settings(s -> s.with((kind, item) -> !Card.of(item).json().path("keywords").has("old")));
    world.sync();
    return world;
  }

  @DisplayName("P23 item slides out of the window, token lost: 0 deletes")
  @ParameterizedTest
  @MethodSource("everyPair")
  void outOfTheWindow(Traits from, Traits to) {
    World world = windowed(from, to);
    world.source().edit(FRIENDS, "ada", card -> OLD);
    world.source().loseCheckpoints();
    Ran out = world.sync();
    assertThat(out.writes()).as(out.toString()).isEmpty();
    Ran again = world.sync();
    assertThat(isQuiet(again)).as(again.toString()).isTrue();
    world.source().edit(FRIENDS, "ada", card -> ADA.name("Ada King"));
    Ran back = world.sync();
    assertThat(back.writes()).as(back.toString()).containsExactly("UPDATE ada");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("P23 item slides out of a window that the source applies itself: 0 deletes")
  @ParameterizedTest
  @MethodSource("everyPair")
  void notEvenListed(Traits from, Traits to) {
    World world = windowed(from, to);
    // The window moves past the item while nobody touches it.
    world.settings(s -> s.with((kind, item) -> !Card.of(item).name().startsWith("Ada")));
    world.source().show(card -> !card.name().startsWith("Ada"));
    world.source().loseCheckpoints();
    Ran out = world.sync();
    assertThat(out.writes()).as(out.toString()).isEmpty();
    assertThat(world.target().has(FRIENDS, "ada")).isTrue();
    Ran again = world.sync();
    assertThat(again.writes()).as(again.toString()).isEmpty();
  }

  @DisplayName("P23 on-leave-filter = delete: what leaves the window is deleted")
  @ParameterizedTest
  @MethodSource("everyPair")
  void deletedWhenItLeaves(Traits from, Traits to) {
    World world = windowed(from, to);
    Policies normal = Policies.DEFAULT;
    world.settings(
        s ->
            s.with(
                new Policies(
                    normal.onConflict(),
                    normal.onDelete(),
                    normal.onDrift(),
                    normal.onTargetDelete(),
                    OnLeaveFilter.DELETE)));
    world.source().edit(FRIENDS, "ada", card -> OLD);
    Ran out = world.sync();
    assertThat(out.writes()).as(out.toString()).containsExactly("DELETE ada");
    assertThat(isQuiet(world.sync())).isTrue();
  }

  @DisplayName("R05 a second run without changes: 0 writes and few reads")
  @ParameterizedTest
  @MethodSource("everyPair")
  void secondRunReadsLittle(Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES, DOROTHY);
    world.sync();
    Ran quiet = world.sync();
    assertThat(isQuiet(quiet)).as(quiet.toString()).isTrue();
    for (Map.Entry<Side, Traits> store : Map.of(Side.SOURCE, from, Side.TARGET, to).entrySet()) {
      boolean isSource = store.getKey() == Side.SOURCE;
      Traits traits = store.getValue();
      boolean skips =
          traits.has(Trait.CHECKPOINTS)
              || (traits.has(Trait.SKIPS_KNOWN) && traits.has(Trait.VERSIONS));
      String all = store.getKey() + "\n" + quiet;
      assertThat(asked(quiet, isSource, Verb.READ)).as(all).isEqualTo(skips ? 0 : 4);
      assertThat(asked(quiet, isSource, Verb.LIST)).as(all).isLessThanOrEqualTo(2);
      assertThat(asked(quiet, isSource, Verb.FOLDERS)).as(all).isLessThanOrEqualTo(1);
      assertThat(asked(quiet, isSource, Verb.FETCH)).as(all).isZero();
      assertThat(asked(quiet, isSource, Verb.FIND)).as(all).isZero();
    }
  }

  private static long asked(Ran ran, boolean source, Verb verb) {
    return source ? ran.asked(verb) : ran.askedTarget(verb);
  }
}
