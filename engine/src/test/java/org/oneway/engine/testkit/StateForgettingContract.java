// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.engine.testkit.StateSamples.MORNING;
import static org.oneway.engine.testkit.StateSamples.bases;
import static org.oneway.engine.testkit.StateSamples.foreign;
import static org.oneway.engine.testkit.StateSamples.intent;
import static org.oneway.engine.testkit.StateSamples.key;
import static org.oneway.engine.testkit.StateSamples.pairing;
import static org.oneway.engine.testkit.StateSamples.pending;
import static org.oneway.engine.testkit.StateSamples.sides;
import static org.oneway.engine.testkit.StateSamples.source;
import static org.oneway.engine.testkit.StateSamples.target;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.state.Deletions;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;

/** The part of {@link StateStoreContract} about forgetting. */
interface StateForgettingContract {
  /** As {@link StateStoreContract#open}. */
  StateStore open();

  private static List<StateChange> something() {
    return List.of(
        new StateChange.PutSides(sides("file", "phone")),
        new StateChange.PutPairing(pairing(1)),
        new StateChange.PutBases(1, bases(1)),
        new StateChange.PutForeign(foreign(7)),
        new StateChange.PutCheckpoint(Side.SOURCE, "book", new Checkpoint("token")),
        new StateChange.PutPending(pending("c-7f2", MORNING)),
        new StateChange.PutIntent(intent(3, 3)),
        new StateChange.PutDeletions(new Deletions(1, MORNING, 2, false)),
        new StateChange.PutRun(
            new RunRecord("run", "contacts", MORNING, Duration.ZERO, 0, Map.of(), "ok")));
  }

  @Test
  default void whatIsForgottenIsGoneButForTheHistoryAndTheNumbers() {
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(something());
      sync.commit(List.of(new StateChange.Forget()));
    }
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      assertThat(sync.sides()).isEmpty();
      assertThat(sync.pairings(List.of(1))).isEmpty();
      assertThat(sync.bases(List.of(1))).isEmpty();
      assertThat(sync.bySource(List.of(source(1)))).isEmpty();
      assertThat(sync.byTargetKey(List.of(key(1)))).isEmpty();
      assertThat(sync.pairingsPerFolder().values()).allMatch(count -> count == 0);
      assertThat(sync.foreign(List.of(target(7)))).isEmpty();
      assertThat(sync.checkpoint(Side.SOURCE, "book")).isEqualTo(Checkpoint.NONE);
      assertThat(sync.pending()).isEmpty();
      assertThat(sync.intents()).isEmpty();
      assertThat(sync.deletionsSince(Instant.EPOCH)).isEmpty();
      assertThat(sync.nextPairing()).isEqualTo(4);
      assertThat(state.runs(10)).hasSize(1);
    }
  }

  @Test
  default void whatIsPutAfterForgettingInOneCommitStays() {
    Pairing later = pairing(5);
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(something());
      sync.commit(
          List.of(
              new StateChange.PutPending(pending("c-111", MORNING)),
              new StateChange.Forget(),
              new StateChange.PutIntent(intent(3, 6)),
              new StateChange.PutPairing(later),
              new StateChange.PutBases(5, bases(5))));
      assertThat(sync.pairings(List.of(1, 5))).isEqualTo(Map.of(5, later));
      assertThat(sync.bases(List.of(5))).containsKey(5);
      assertThat(sync.intents()).containsExactly(intent(3, 6));
      assertThat(sync.pending()).isEmpty();
    }
  }

  @Test
  default void anotherSyncForgetsNothing() {
    try (StateStore state = open()) {
      state.sync("contacts").commit(something());
      state.sync("others").commit(something());
      state.sync("contacts").commit(List.of(new StateChange.Forget()));
      SyncState others = state.sync("others");
      assertThat(others.sides()).isPresent();
      assertThat(others.pairings(List.of(1))).hasSize(1);
      assertThat(others.bases(List.of(1))).hasSize(1);
      assertThat(others.foreign(List.of(target(7)))).hasSize(1);
      assertThat(others.checkpoint(Side.SOURCE, "book").isNone()).isFalse();
      assertThat(others.pending()).hasSize(1);
      assertThat(others.intents()).hasSize(1);
      assertThat(others.deletionsSince(Instant.EPOCH)).hasSize(1);
    }
  }
}
