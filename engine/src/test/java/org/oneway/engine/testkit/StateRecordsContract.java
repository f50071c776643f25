// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.engine.testkit.StateSamples.CONTACTS;
import static org.oneway.engine.testkit.StateSamples.MORNING;
import static org.oneway.engine.testkit.StateSamples.adopted;
import static org.oneway.engine.testkit.StateSamples.all;
import static org.oneway.engine.testkit.StateSamples.foreign;
import static org.oneway.engine.testkit.StateSamples.intent;
import static org.oneway.engine.testkit.StateSamples.key;
import static org.oneway.engine.testkit.StateSamples.pending;
import static org.oneway.engine.testkit.StateSamples.target;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.state.Deletions;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.Intent;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.StateChange.DropForeign;
import org.oneway.engine.state.StateChange.DropIntent;
import org.oneway.engine.state.StateChange.DropPending;
import org.oneway.engine.state.StateChange.PutCheckpoint;
import org.oneway.engine.state.StateChange.PutDeletions;
import org.oneway.engine.state.StateChange.PutFolder;
import org.oneway.engine.state.StateChange.PutForeign;
import org.oneway.engine.state.StateChange.PutIntent;
import org.oneway.engine.state.StateChange.PutPending;
import org.oneway.engine.state.StateChange.PutRun;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;

/** The part of {@link StateStoreContract} about everything beside pairings. */
interface StateRecordsContract {
  /** As {@link StateStoreContract#open}. */
  StateStore open();

  @Test
  default void intentsComeInTheOrderInWhichTheyWerePut() {
    Intent bare =
        new Intent(
            1,
            Intent.Action.DELETE,
            Optional.empty(),
            Optional.empty(),
            CONTACTS,
            Optional.empty(),
            adopted(1),
            Optional.empty());
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(List.of(new PutIntent(intent(7, 7)), new PutIntent(intent(3, 3))));
      sync.commit(List.of(new PutIntent(bare), new DropIntent(3), new DropIntent(99)));
      assertThat(sync.intents()).containsExactly(intent(7, 7), bare);
    }
  }

  @Test
  default void aFolderPairingTakesThePlaceOfTheOneWithItsNumber() {
    FolderPairing friends = folderPairing(1, "Friends");
    FolderPairing family = folderPairing(0, "Family");
    FolderPairing renamed = folderPairing(1, "Good friends");
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(List.of(new PutFolder(friends), new PutFolder(family)));
      sync.commit(List.of(new PutFolder(renamed)));
      assertThat(sync.folders()).containsExactly(family, renamed);
    }
  }

  @Test
  default void anUnpairedItemTakesThePlaceOfTheOneWithItsReference() {
    Foreign edited =
        new Foreign(target(1), Optional.empty(), new FolderId("Other"), key(5), Set.of());
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      List<StateChange> changes = new ArrayList<>();
      for (int number = 0; number < 1_200; number++) {
        changes.add(new PutForeign(foreign(number)));
      }
      sync.commit(changes);
      sync.commit(
          List.of(
              new PutForeign(edited), new DropForeign(target(2)), new DropForeign(target(9_999))));
      assertThat(sync.foreign(List.of(target(0), target(1), target(2))))
          .isEqualTo(Map.of(target(0), foreign(0), target(1), edited));
      assertThat(all(sync.allForeign()))
          .hasSize(1_199)
          .doesNotHaveDuplicates()
          .contains(edited, foreign(1_199));
    }
  }

  @Test
  default void aCheckpointIsForgottenWhenNoneIsPut() {
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(List.of(new PutCheckpoint(Side.SOURCE, "book", new Checkpoint("1"))));
      sync.commit(List.of(new PutCheckpoint(Side.SOURCE, "book", new Checkpoint("2"))));
      assertThat(sync.checkpoint(Side.SOURCE, "book")).isEqualTo(new Checkpoint("2"));
      assertThat(sync.checkpoint(Side.SOURCE, "other")).isEqualTo(Checkpoint.NONE);
      sync.commit(List.of(new PutCheckpoint(Side.SOURCE, "book", Checkpoint.NONE)));
      assertThat(sync.checkpoint(Side.SOURCE, "book")).isEqualTo(Checkpoint.NONE);
    }
  }

  @Test
  default void pendingChangesComeOldestFirst() {
    Pending ignored =
        new Pending(
            "c-2",
            "",
            Optional.empty(),
            "",
            Pending.Reason.CONFLICT,
            new Finding(Finding.Level.LOST, "TEL", "", "too long"),
            MORNING,
            4,
            true);
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(
          List.of(
              new PutPending(pending("c-1", MORNING.plusNanos(1))),
              new PutPending(pending("c-2", MORNING)),
              new PutPending(pending("c-3", MORNING.minusSeconds(1)))));
      sync.commit(List.of(new PutPending(ignored), new DropPending("c-3"), new DropPending("c-9")));
      assertThat(sync.pending()).containsExactly(ignored, pending("c-1", MORNING.plusNanos(1)));
    }
  }

  @Test
  default void deletionsAddUp() {
    Deletions early = new Deletions(0, MORNING, 3, false);
    Deletions late = new Deletions(1, MORNING.plusNanos(1), 4, true);
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(List.of(new PutDeletions(early), new PutDeletions(early)));
      sync.commit(List.of(new PutDeletions(late)));
      assertThat(sync.deletionsSince(MORNING)).containsExactly(early, early, late);
      assertThat(sync.deletionsSince(MORNING.plusNanos(1))).containsExactly(late);
    }
  }

  @Test
  default void theLatestRunsOfAllSyncsComeNewestFirst() {
    try (StateStore state = open()) {
      for (int number = 0; number < 4; number++) {
        String sync = number % 2 == 0 ? "even" : "odd";
        state.sync(sync).commit(List.of(new PutRun(run(sync, number))));
      }
      assertThat(state.runs(3)).containsExactly(run("odd", 3), run("even", 2), run("odd", 1));
    }
  }

  private static FolderPairing folderPairing(int number, String name) {
    Folder folder = Folder.of(new FolderId("/" + number), name);
    return new FolderPairing(number, folder, folder, false);
  }

  private static RunRecord run(String sync, int minute) {
    Instant start = MORNING.plusSeconds(60L * minute);
    return new RunRecord("run-" + minute, sync, start, Duration.ZERO, 0, Map.of(), "nothing");
  }
}
