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
import org.oneway.engine.plan.Notice;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.FakeStore;
import org.oneway.engine.testkit.Faults;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** A mixed run of 30 items, killed at every place where that makes a difference. */
final class InterruptionTest extends Scenario {
  private static final int ITEMS = 30;

  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(Traits.DAV, Traits.DAV.inBatches(4, 1)),
        Arguments.of(Traits.CARD_FILE, Traits.FILES.inBatches(5, 1)),
        Arguments.of(Traits.FILES, Traits.CARD_FILE.inBatches(7, 1)),
        Arguments.of(Traits.JMAP, Traits.JMAP.inBatches(5, 2)),
        Arguments.of(Traits.IMAP, Traits.IMAP.inBatches(6, 1)),
        Arguments.of(Traits.DAV, Traits.DAV.with(Trait.REWRITES, Trait.MOVES).inBatches(3, 2)),
        Arguments.of(
            Traits.IMAP, Traits.DAV.without(Trait.VERSIONS, Trait.CONDITIONAL).inBatches(8, 1)),
        Arguments.of(
            Traits.JMAP, Traits.IMAP.with(Trait.REWRITES).without(Trait.MOVES).inBatches(9, 1)));
  }

  @DisplayName("R01 killed before and after every write: resumed to the same end")
  @ParameterizedTest
  @MethodSource("pairs")
  void killedAtEveryWrite(Traits from, Traits to) {
    World undisturbed = mixed(from, to);
    Faults counted = new Faults();
    undisturbed.sync(counted);
    Map<String, List<Card>> end = contents(undisturbed.target());
    assertThat(counted.writes()).isGreaterThanOrEqualTo(ITEMS);
    for (int n = 1; n <= counted.writes(); n++) {
      World before = mixed(from, to);
      before.syncCutOff(new Faults().cutBeforeWrite(n));
      requireSameEnd(before, end, "killed before write " + n);
      World after = mixed(from, to);
      after.syncCutOff(new Faults().cutAfterWrite(n));
      requireSameEnd(after, end, "killed after write " + n);
    }
  }

  @DisplayName("R01 killed before and after every commit: resumed to the same end")
  @ParameterizedTest
  @MethodSource("pairs")
  void killedAtEveryCommit(Traits from, Traits to) {
    World undisturbed = mixed(from, to);
    Faults counted = new Faults();
    undisturbed.sync(counted);
    Map<String, List<Card>> end = contents(undisturbed.target());
    for (int n = 1; n <= counted.commits(); n++) {
      World before = mixed(from, to);
      before.syncCutOff(new Faults().cutBeforeCommit(n));
      requireSameEnd(before, end, "killed before commit " + n);
      World after = mixed(from, to);
      after.syncCutOff(new Faults().cutAfterCommit(n));
      requireSameEnd(after, end, "killed after commit " + n);
    }
  }

  /** Creates, updates, merges, moves and deletions that wait for a run. */
  private World mixed(Traits from, Traits to) {
    World world = worldOfTwoFolders(from, to);
    FakeStore source = world.source();
    for (int i = 0; i < 60; i++) {
      source.add(FRIENDS, person(i));
    }
    world.sync();
    for (int i = 0; i < 8; i++) {
      source.add(WORK, person(100 + i));
      source.edit(FRIENDS, uid(i), card -> card.phones("+44 1"));
    }
    for (int i = 10; i < 15; i++) {
      source.edit(FRIENDS, uid(i), card -> card.name(card.name() + " Junior"));
      world.target().edit(FRIENDS, uid(i), card -> card.notes("Mine"));
    }
    for (int i = 20; i < 24; i++) {
      source.move(uid(i), FRIENDS, WORK);
    }
    source.edit(WORK, uid(20), card -> card.phones("+44 2"));
    world.target().edit(FRIENDS, uid(21), card -> card.notes("Mine"));
    for (int i = 30; i < 35; i++) {
      source.remove(FRIENDS, uid(i));
    }
    return world;
  }

  private static String uid(int i) {
    return "person-" + i;
  }

  private static Card person(int i) {
    return Card.of(uid(i), "Person Number " + i).emails(i + "@example.org");
  }

  private static void requireSameEnd(World world, Map<String, List<Card>> end, String when) {
    Ran resumed = world.sync();
    assertThat(contents(world.target())).as(when + "\n" + resumed).isEqualTo(end);
    assertThat(resumed.count(Count.CONFLICTS)).as(when).isZero();
    assertThat(resumed.pending()).as(when).isEmpty();
    assertThat(resumed.report().notices())
        .as(when)
        .allMatch(n -> n.about() == Notice.About.TARGET_CHANGED || n.about() == Notice.About.DRIFT);
    assertThat(world.inconsistencies()).as(when).isEmpty();
    Ran quiet = world.sync();
    assertThat(isQuiet(quiet)).as(when + "\n" + quiet).isTrue();
  }
}
