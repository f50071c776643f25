// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.ForwardingSyncState;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.Traits;
import org.oneway.engine.testkit.World;

/** How often the state is asked while a plan is made. */
final class LookUpsTest extends Scenario {
  private static final int MANY = 300;

  static Stream<Traits> sources() {
    return Stores.sources().stream();
  }

  @DisplayName("what is kept of changed and of deleted items is asked for many at once")
  @ParameterizedTest
  @MethodSource("sources")
  void keptItems(Traits traits) throws StoreException {
    Card[] people = new Card[MANY];
    for (int i = 0; i < MANY; i++) {
      people[i] = Card.of("person-" + i, "Person " + i);
    }
    World world = synced(traits, traits, people);
    for (int i = 0; i < MANY; i += 3) {
      world.source().edit(FRIENDS, "person-" + i, card -> card.notes("met in Rome"));
      world.source().remove(FRIENDS, "person-" + (i + 1));
    }
    Counting state = new Counting(world.state().sync("contacts"));
    try (SourceStore from = world.source().openSource();
        TargetStore to = world.target().openTarget();
        Plan plan =
            new Sync(world.settings(), from, to, state, scratch, world.clock(), RunListener.SILENT)
                .plan()) {
      assertThat(plan.counts().of(Count.CHANGED)).isEqualTo(MANY / 3);
      assertThat(plan.counts().of(Count.DELETED)).isEqualTo(MANY / 3);
    }
    assertThat(state.asked.stream().mapToInt(Integer::intValue).sum())
        .isGreaterThanOrEqualTo(MANY / 3);
    assertThat(state.asked).hasSizeLessThan(5);
  }

  /** Counts how many items each question was about. */
  private static final class Counting extends ForwardingSyncState {
    private final SyncState state;
    private final List<Integer> asked = new ArrayList<>();

    Counting(SyncState state) {
      this.state = state;
    }

    @Override
    protected SyncState state() {
      return state;
    }

    @Override
    public Map<Integer, Bases> bases(Collection<Integer> numbers) {
      asked.add(numbers.size());
      return state.bases(numbers);
    }
  }
}
