// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.oneway.engine.testkit.StateSamples.CONTACTS;
import static org.oneway.engine.testkit.StateSamples.MORNING;
import static org.oneway.engine.testkit.StateSamples.adopted;
import static org.oneway.engine.testkit.StateSamples.all;
import static org.oneway.engine.testkit.StateSamples.bases;
import static org.oneway.engine.testkit.StateSamples.foreign;
import static org.oneway.engine.testkit.StateSamples.intent;
import static org.oneway.engine.testkit.StateSamples.item;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Deletions;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Intent;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.StateChange.DropForeign;
import org.oneway.engine.state.StateChange.DropIntent;
import org.oneway.engine.state.StateChange.DropPairing;
import org.oneway.engine.state.StateChange.PutBases;
import org.oneway.engine.state.StateChange.PutCheckpoint;
import org.oneway.engine.state.StateChange.PutDeletions;
import org.oneway.engine.state.StateChange.PutFolder;
import org.oneway.engine.state.StateChange.PutForeign;
import org.oneway.engine.state.StateChange.PutIntent;
import org.oneway.engine.state.StateChange.PutPairing;
import org.oneway.engine.state.StateChange.PutPending;
import org.oneway.engine.state.StateChange.PutRun;
import org.oneway.engine.state.StateChange.PutSides;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;

/**
 * The part of {@link StateStoreContract} about what a commit is: all of it or nothing, and lasting.
 */
interface StateCommitContract {
  /** As {@link StateStoreContract#open}. */
  StateStore open();

  @Test
  default void aSyncThatNeverRanIsEmpty() {
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      assertThat(sync.name()).isEqualTo("contacts");
      assertThat(sync.sides()).isEmpty();
      assertThat(sync.folders()).isEmpty();
      assertThat(sync.nextPairing()).isZero();
      assertThat(sync.pairingsPerFolder()).isEmpty();
      assertThat(sync.bySource(List.of(source(1)))).isEmpty();
      assertThat(sync.byTarget(List.of(target(1)))).isEmpty();
      assertThat(sync.bySourceKey(List.of(key(1)))).isEmpty();
      assertThat(sync.byTargetKey(List.of(key(1)))).isEmpty();
      assertThat(sync.pairings(List.of(1))).isEmpty();
      assertThat(sync.bases(List.of(1))).isEmpty();
      assertThat(sync.ownersOf(sides("file", "phone").target(), List.of(target(1)))).isEmpty();
      assertThat(sync.ownersOf(sides("file", "phone").target(), CONTACTS, List.of(key(1))))
          .isEmpty();
      assertThat(sync.foreign(List.of(target(1)))).isEmpty();
      assertThat(all(sync.allForeign())).isEmpty();
      assertThat(sync.checkpoint(Side.SOURCE, "book")).isEqualTo(Checkpoint.NONE);
      assertThat(sync.pending()).isEmpty();
      assertThat(sync.intents()).isEmpty();
      assertThat(sync.deletionsSince(Instant.EPOCH)).isEmpty();
      assertThat(state.syncs()).isEmpty();
      assertThat(state.runs(10)).isEmpty();
    }
  }

  @Test
  default void whateverWasCommittedIsThereWhenTheStateIsOpenedAgain() {
    FolderPairing folder =
        new FolderPairing(
            3,
            new Folder(
                new FolderId("/books/1/"),
                "Family",
                Optional.of("contacts"),
                Optional.of("#ff0000"),
                OptionalLong.of(2),
                Optional.of("all of us")),
            Folder.of(CONTACTS, "Contacts"),
            true);
    RunRecord run =
        new RunRecord(
            "2026-11-22-0614",
            "contacts",
            MORNING,
            Duration.ofMillis(1_234),
            2,
            Map.of("added", 3L, "deleted", 5_000_000_000L),
            "3 added, 1 broken");
    Bases both = new Bases(item("u", "Ada"), Optional.of(item("u", "Ada L.")));
    try (StateStore state = open()) {
      state
          .sync("contacts")
          .commit(
              List.of(
                  new PutSides(sides("file", "phone")),
                  new PutFolder(folder),
                  new PutPairing(pairing(0)),
                  new PutPairing(adopted(1)),
                  new PutBases(0, bases(0)),
                  new PutBases(1, both),
                  new PutForeign(foreign(7)),
                  new PutCheckpoint(Side.SOURCE, "book", new Checkpoint("token-1")),
                  new PutCheckpoint(Side.TARGET, "book", new Checkpoint("token-2")),
                  new PutPending(pending("c-1", MORNING)),
                  new PutIntent(intent(4, 9)),
                  new PutDeletions(new Deletions(3, MORNING, 12, true)),
                  new PutRun(run)));
    }
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      assertThat(state.syncs()).containsExactly("contacts");
      assertThat(state.runs(10)).containsExactly(run);
      assertThat(sync.sides()).contains(sides("file", "phone"));
      assertThat(sync.folders()).containsExactly(folder);
      assertThat(sync.nextPairing()).isEqualTo(10);
      assertThat(sync.pairingsPerFolder()).isEqualTo(Map.of(0, 1, 3, 1));
      assertThat(sync.pairings(List.of(0, 1, 2))).isEqualTo(Map.of(0, pairing(0), 1, adopted(1)));
      assertThat(sync.bases(List.of(0, 1, 2))).isEqualTo(Map.of(0, bases(0), 1, both));
      assertThat(sync.foreign(List.of(target(7)))).isEqualTo(Map.of(target(7), foreign(7)));
      assertThat(sync.checkpoint(Side.SOURCE, "book")).isEqualTo(new Checkpoint("token-1"));
      assertThat(sync.checkpoint(Side.TARGET, "book")).isEqualTo(new Checkpoint("token-2"));
      assertThat(sync.pending()).containsExactly(pending("c-1", MORNING));
      assertThat(sync.intents()).containsExactly(intent(4, 9));
      assertThat(sync.deletionsSince(MORNING)).containsExactly(new Deletions(3, MORNING, 12, true));
    }
  }

  @Test
  default void theChangesOfACommitFollowEachOther() {
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(List.of(new PutPairing(pairing(1)), new PutBases(1, bases(1))));
      sync.commit(
          List.of(
              new DropPairing(1),
              new PutPairing(adopted(1)),
              new PutPairing(pairing(2)),
              new PutPairing(adopted(2)),
              new PutBases(2, bases(1)),
              new PutBases(2, bases(2)),
              new PutPairing(pairing(3)),
              new DropPairing(3),
              new PutForeign(foreign(4)),
              new DropForeign(target(4)),
              new PutIntent(intent(5, 5)),
              new DropIntent(5)));
      assertThat(sync.pairings(List.of(1, 2, 3))).isEqualTo(Map.of(1, adopted(1), 2, adopted(2)));
      assertThat(sync.bases(List.of(1, 2, 3))).isEqualTo(Map.of(2, bases(2)));
      assertThat(sync.pairingsPerFolder()).isEqualTo(Map.of(3, 2));
      assertThat(sync.foreign(List.of(target(4)))).isEmpty();
      assertThat(sync.intents()).isEmpty();
    }
  }

  @Test
  default void anIntentNeverTakesThePlaceOfAnotherAndThenNothingIsCommitted() {
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(List.of(new PutIntent(intent(7, 7))));
      long generation = state.generation();
      List<StateChange> changes = List.of(new PutPairing(pairing(1)), new PutIntent(intent(7, 8)));
      assertThatThrownBy(() -> sync.commit(changes)).isInstanceOf(IllegalArgumentException.class);
      assertThat(sync.intents()).containsExactly(intent(7, 7));
      assertThat(sync.pairings(List.of(1))).isEmpty();
      assertThat(state.generation()).isEqualTo(generation);
    }
  }

  @Test
  default void eachCommitOfAnySyncRaisesTheGenerationAndAnEmptyOneIsNone() {
    try (StateStore state = open()) {
      long before = state.generation();
      state.sync("one").commit(List.of(new PutPairing(pairing(1))));
      long between = state.generation();
      state.sync("two").commit(List.of(new DropPairing(1)));
      long after = state.generation();
      state.sync("three").commit(List.of());
      assertThat(between).isGreaterThan(before);
      assertThat(after).isGreaterThan(between);
      assertThat(state.generation()).isEqualTo(after);
      assertThat(state.sync("one").generation()).isEqualTo(after);
      assertThat(state.syncs()).containsExactly("one", "two");
    }
  }

  @Test
  default void longAndOddTextComesBackAsItWas() {
    String odd = " \t\"';--\\%_\u0000\r\nß\u0131\uD83D\uDC69\u200D\uD83D\uDE80 ";
    String chars = odd.repeat(20_000);
    Bases items = new Bases(item("u", chars.repeat(8)), Optional.of(item("u", randomText())));
    Pairing pairing =
        pairing(1, 0, new Reference(odd), new Reference(chars), new FolderId(odd), Set.of());
    Checkpoint checkpoint = new Checkpoint(randomText());
    Intent intent = intent(1, 2);
    Intent large =
        new Intent(
            9,
            intent.action(),
            intent.before(),
            intent.planned(),
            intent.folder(),
            intent.expected(),
            intent.after(),
            Optional.of(items));
    try (StateStore state = open()) {
      state
          .sync(odd)
          .commit(
              List.of(
                  new PutPairing(pairing),
                  new PutBases(1, items),
                  new PutIntent(large),
                  new PutCheckpoint(Side.SOURCE, odd, checkpoint)));
    }
    try (StateStore state = open()) {
      SyncState sync = state.sync(odd);
      assertThat(sync.bySource(List.of(new Reference(odd))).values())
          .containsExactly(List.of(pairing));
      assertThat(sync.byTarget(List.of(new Reference(chars)))).hasSize(1);
      assertThat(sync.bases(List.of(1)).get(1)).isEqualTo(items);
      assertThat(sync.intents()).containsExactly(large);
      assertThat(sync.checkpoint(Side.SOURCE, odd)).isEqualTo(checkpoint);
      sync.commit(
          List.of(
              new PutBases(1, bases(1)),
              new DropIntent(9),
              new PutCheckpoint(Side.SOURCE, odd, new Checkpoint("1"))));
      assertThat(sync.bases(List.of(1)).get(1)).isEqualTo(bases(1));
      assertThat(sync.checkpoint(Side.SOURCE, odd)).isEqualTo(new Checkpoint("1"));
    }
  }

  /** Text that does not get much shorter when it is compressed. */
  private static String randomText() {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    random.ints(3_000_000, 'a', 'z' + 1).forEach(c -> text.append((char) c));
    return text.toString();
  }
}
