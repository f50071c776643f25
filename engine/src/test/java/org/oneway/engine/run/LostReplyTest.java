// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.Faults;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** One write is carried out, and we do not hear of it. */
final class LostReplyTest extends Scenario {
  /** Something that a run has to carry over. */
  private record Errand(String name, Consumer<World> act) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Errand> ERRANDS =
      List.of(
          new Errand("create", world -> world.source().add(FRIENDS, DOROTHY)),
          new Errand(
              "update", world -> world.source().edit(FRIENDS, "ada", card -> card.phones("+1 2"))),
          new Errand(
              "merge",
              world -> {
                world.target().edit(FRIENDS, "ada", card -> card.notes("Mine"));
                world.source().edit(FRIENDS, "ada", card -> card.phones("+1 2"));
              }),
          new Errand("move", world -> world.source().move("ada", FRIENDS, WORK)),
          new Errand("delete", world -> world.source().remove(FRIENDS, "ada")));

  static Stream<Arguments> errands() {
    return ERRANDS.stream()
        .flatMap(
            errand ->
                Stores.everyPair().map(pair -> Arguments.of(errand, pair.get()[0], pair.get()[1])));
  }

  @DisplayName("P01 reply lost: the next run finishes, and writes nothing that is done already")
  @ParameterizedTest
  @MethodSource("errands")
  void replyLost(Errand errand, Traits from, Traits to) {
    World undisturbed = errandIn(errand, from, to);
    Faults counted = new Faults();
    undisturbed.sync(counted);
    Map<String, List<Card>> end = contents(undisturbed.target());
    for (int n = 1; n <= counted.writes(); n++) {
      World world = errandIn(errand, from, to);
      world.sync(new Faults().loseReply(n));
      requireSameEnd(world, end, "reply " + n + " lost");
    }
  }

  @DisplayName("P25 killed between acknowledgement and commit: the next run finishes quietly")
  @ParameterizedTest
  @MethodSource("errands")
  void killedAfterEveryWrite(Errand errand, Traits from, Traits to) {
    World undisturbed = errandIn(errand, from, to);
    Faults counted = new Faults();
    undisturbed.sync(counted);
    Map<String, List<Card>> end = contents(undisturbed.target());
    for (int n = 1; n <= counted.writes(); n++) {
      World world = errandIn(errand, from, to);
      world.syncCutOff(new Faults().cutAfterWrite(n));
      requireSameEnd(world, end, "killed after write " + n);
    }
    for (int n = 1; n <= counted.commits(); n++) {
      World world = errandIn(errand, from, to);
      world.syncCutOff(new Faults().cutBeforeCommit(n));
      requireSameEnd(world, end, "killed before commit " + n);
    }
  }

  private World errandIn(Errand errand, Traits from, Traits to) {
    World world = synced(from, to, ADA, BARBARA, CHARLES);
    errand.act.accept(world);
    return world;
  }

  private static void requireSameEnd(World world, Map<String, List<Card>> end, String disturbance) {
    boolean wasDone = contents(world.target()).equals(end);
    Ran next = world.sync();
    assertThat(contents(world.target())).as(disturbance).isEqualTo(end);
    if (wasDone) {
      assertThat(next.writes()).as(disturbance + "\n" + next).isEmpty();
    }
    assertThat(next.count(Count.CONFLICTS)).as(disturbance).isZero();
    assertThat(next.report().notices())
        .as(disturbance)
        .allMatch(notice -> notice.about() == Notice.About.TARGET_CHANGED);
    Ran third = world.sync();
    assertThat(isQuiet(third)).as(disturbance + "\n" + third).isTrue();
  }
}
