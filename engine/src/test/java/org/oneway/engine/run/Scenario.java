// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.FakeStore;
import org.oneway.engine.testkit.Ran;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** What scenarios of a sync have in common: a world, a few people, and what to look at. */
abstract class Scenario {
  static final String FRIENDS = World.FRIENDS;
  static final String WORK = "Work";

  static final Card ADA =
      Card.of("ada", "Ada Lovelace").emails("ada@example.org").phones("+44 20 7946 0001");
  static final Card BARBARA =
      Card.of("barbara", "Barbara Liskov").emails("liskov@example.org").phones("+1 617 555 0102");
  static final Card CHARLES =
      Card.of("charles", "Charles Babbage").emails("cb@example.org").phones("+44 20 7946 0003");
  static final Card DOROTHY =
      Card.of("dorothy", "Dorothy Vaughan").emails("dv@example.org").phones("+1 757 555 0104");

  @TempDir Path scratch;

  /** Two stores with an empty folder each. */
  World world(Traits source, Traits target) {
    return World.of(scratch, source, target);
  }

  /** Two stores with two empty folders each. */
  World worldOfTwoFolders(Traits source, Traits target) {
    World world = world(source, target);
    world.source().addFolder(WORK);
    world.target().addFolder(WORK);
    return world;
  }

  /** Two stores, the second with what a sync has brought from the first. */
  World synced(Traits source, Traits target, Card... cards) {
    World world = worldOfTwoFolders(source, target);
    for (Card card : cards) {
      world.source().add(FRIENDS, card);
    }
    world.sync();
    return world;
  }

  /** What each folder holds, without times of change. */
  static Map<String, List<Card>> contents(FakeStore store) {
    Map<String, List<Card>> all = new TreeMap<>();
    store
        .contents()
        .forEach(
            (folder, cards) ->
                all.put(folder, cards.stream().map(card -> card.without("updated")).toList()));
    return all;
  }

  static Card there(World world, String folder, String uid) {
    return world.target().card(folder, uid);
  }

  /** Whether nothing was written, nothing is in conflict, and nobody is told of an edit. */
  static boolean isQuiet(Ran ran) {
    return ran.writes().isEmpty()
        && ran.count(Count.CONFLICTS) == 0
        && ran.report().notices().isEmpty()
        && ran.troubles().isEmpty()
        && ran.found().isEmpty();
  }

  /** The first telephone number of a card. */
  static List<String> phones(Card card) {
    return card.json().path("phones").findValuesAsText("number");
  }

  static List<String> notes(Card card) {
    return card.json().path("notes").findValuesAsText("note");
  }
}
