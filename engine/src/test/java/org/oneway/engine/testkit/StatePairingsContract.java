// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.oneway.engine.testkit.StateSamples.CONTACTS;
import static org.oneway.engine.testkit.StateSamples.adopted;
import static org.oneway.engine.testkit.StateSamples.bases;
import static org.oneway.engine.testkit.StateSamples.foreign;
import static org.oneway.engine.testkit.StateSamples.intent;
import static org.oneway.engine.testkit.StateSamples.item;
import static org.oneway.engine.testkit.StateSamples.key;
import static org.oneway.engine.testkit.StateSamples.pairing;
import static org.oneway.engine.testkit.StateSamples.sides;
import static org.oneway.engine.testkit.StateSamples.source;
import static org.oneway.engine.testkit.StateSamples.target;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.StateChange.DropIntent;
import org.oneway.engine.state.StateChange.DropPairing;
import org.oneway.engine.state.StateChange.PutBases;
import org.oneway.engine.state.StateChange.PutCheckpoint;
import org.oneway.engine.state.StateChange.PutForeign;
import org.oneway.engine.state.StateChange.PutIntent;
import org.oneway.engine.state.StateChange.PutPairing;
import org.oneway.engine.state.StateChange.PutSides;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;

/** The part of {@link StateStoreContract} about pairings and the items kept for them. */
interface StatePairingsContract {
  /** As {@link StateStoreContract#open}. */
  StateStore open();

  @Test
  default void aLookUpLeavesOutWhatIsNotThere() {
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(List.of(new PutPairing(pairing(1)), new PutPairing(adopted(2))));
      assertThat(sync.bySource(List.of(source(1), source(2), source(3))))
          .isEqualTo(Map.of(source(1), List.of(pairing(1)), source(2), List.of(adopted(2))));
      assertThat(sync.byTarget(List.of(target(1), target(2), target(3))))
          .isEqualTo(Map.of(target(1), List.of(pairing(1)), target(2), List.of(adopted(2))));
      Key minted = new Key(Kind.EVENT, new Uid("minted-2"));
      Key theirs = new Key(Kind.EVENT, new Uid("theirs-2"));
      assertThat(sync.bySourceKey(List.of(key(1), minted, theirs)))
          .isEqualTo(Map.of(key(1), List.of(pairing(1)), minted, List.of(adopted(2))));
      assertThat(sync.byTargetKey(List.of(key(1), minted, theirs)))
          .isEqualTo(Map.of(key(1), List.of(pairing(1)), theirs, List.of(adopted(2))));
    }
  }

  @Test
  default void aThousandKeysAreLookedUpAtOnce() {
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      List<StateChange> changes = new ArrayList<>();
      for (int number = 0; number < 1_000; number++) {
        changes.add(new PutPairing(pairing(number)));
        changes.add(new PutBases(number, bases(number)));
      }
      sync.commit(changes);
      List<Reference> sources = IntStream.range(0, 1_000).mapToObj(StateSamples::source).toList();
      List<Key> keys = IntStream.range(0, 1_000).mapToObj(StateSamples::key).toList();
      List<Integer> numbers = IntStream.range(0, 1_000).boxed().toList();
      assertThat(sync.bySource(sources)).hasSize(1_000);
      assertThat(sync.byTargetKey(keys)).hasSize(1_000);
      assertThat(sync.bases(numbers)).hasSize(1_000).containsEntry(999, bases(999));
    }
  }

  @Test
  default void aKindIsPartOfTheKey() {
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(List.of(new PutPairing(pairing(1))));
      assertThat(sync.bySourceKey(List.of(new Key(Kind.EVENT, key(1).uid())))).isEmpty();
    }
  }

  @Test
  default void anItemInSeveralFoldersHasSeveralPairingsInTheOrderOfTheirNumbers() {
    Pairing first = pairing(1, 0, source(7), target(7), CONTACTS, Set.of());
    Pairing second = pairing(2, 1, source(7), target(7), new FolderId("Family"), Set.of());
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(List.of(new PutPairing(second), new PutPairing(first)));
      assertThat(sync.bySource(List.of(source(7))).get(source(7))).containsExactly(first, second);
      assertThat(sync.byTarget(List.of(target(7))).get(target(7))).containsExactly(first, second);
    }
  }

  @Test
  default void aPairingTakesThePlaceOfTheOneWithItsNumber() {
    Pairing moved = pairing(1, 5, source(2), target(2), CONTACTS, Set.of(Pairing.Notice.DRIFT));
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(List.of(new PutPairing(pairing(1)), new PutBases(1, bases(1))));
      sync.commit(List.of(new PutPairing(moved)));
      assertThat(sync.bySource(List.of(source(1), source(2))))
          .isEqualTo(Map.of(source(2), List.of(moved)));
      assertThat(sync.byTarget(List.of(target(1), target(2))))
          .isEqualTo(Map.of(target(2), List.of(moved)));
      assertThat(sync.pairings(List.of(1))).isEqualTo(Map.of(1, moved));
      assertThat(sync.bases(List.of(1))).isEqualTo(Map.of(1, bases(1)));
      assertThat(sync.pairingsPerFolder()).isEqualTo(Map.of(5, 1));
    }
  }

  @Test
  default void aDroppedPairingAndItsItemsAreForgottenAndItsNumberStaysUsed() {
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(List.of(new PutPairing(pairing(8)), new PutBases(8, bases(8))));
      sync.commit(List.of(new DropPairing(8), new DropPairing(99)));
      assertThat(sync.pairings(List.of(8))).isEmpty();
      assertThat(sync.bases(List.of(8))).isEmpty();
      assertThat(sync.bySource(List.of(source(8)))).isEmpty();
      assertThat(sync.byTargetKey(List.of(key(8)))).isEmpty();
      assertThat(sync.pairingsPerFolder()).isEmpty();
      assertThat(sync.nextPairing()).isEqualTo(9);
    }
  }

  @Test
  default void keptItemsNeedAPairing() {
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(List.of(new PutPairing(pairing(1))));
      List<StateChange> changes = List.of(new PutPairing(pairing(2)), new PutBases(3, bases(3)));
      assertThatThrownBy(() -> sync.commit(changes)).isInstanceOf(IllegalArgumentException.class);
      assertThat(sync.pairings(List.of(1, 2, 3))).isEqualTo(Map.of(1, pairing(1)));
      assertThat(sync.nextPairing()).isEqualTo(2);
    }
  }

  @Test
  default void whoChangesAnItemChangesNothingThatIsKept() {
    ObjectNode mine = item("u", "Ada");
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(
          List.of(new PutPairing(pairing(1)), new PutBases(1, new Bases(mine, Optional.empty()))));
      mine.put("language", "en");
      Map<Integer, Bases> once = sync.bases(List.of(1));
      once.values().forEach(kept -> kept.source().put("language", "fr"));
      assertThat(sync.bases(List.of(1)))
          .isEqualTo(Map.of(1, new Bases(item("u", "Ada"), Optional.empty())));
    }
  }

  @Test
  default void aPlannedPairingUsesItsNumber() {
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(List.of(new PutIntent(intent(1, 41))));
      sync.commit(List.of(new DropIntent(1)));
      assertThat(sync.nextPairing()).isEqualTo(42);
    }
  }

  @Test
  default void syncsDoNotSeeEachOther() {
    try (StateStore state = open()) {
      SyncState one = state.sync("one");
      SyncState two = state.sync("two");
      one.commit(List.of(new PutPairing(pairing(1)), new PutForeign(foreign(1))));
      two.commit(
          List.of(
              new PutPairing(adopted(1)),
              new PutIntent(intent(1, 5)),
              new PutCheckpoint(Side.SOURCE, "book", new Checkpoint("1"))));
      assertThat(one.pairings(List.of(1))).isEqualTo(Map.of(1, pairing(1)));
      assertThat(two.pairings(List.of(1))).isEqualTo(Map.of(1, adopted(1)));
      assertThat(one.bySource(List.of(source(1))).get(source(1))).containsExactly(pairing(1));
      assertThat(two.foreign(List.of(target(1)))).isEmpty();
      try (Cursor<Foreign> theirs = two.allForeign()) {
        assertThat(theirs.next()).isEmpty();
      }
      assertThat(one.intents()).isEmpty();
      assertThat(one.checkpoint(Side.SOURCE, "book")).isEqualTo(Checkpoint.NONE);
      assertThat(one.nextPairing()).isEqualTo(2);
      assertThat(state.sync("one")).isSameAs(one);
    }
  }

  @Test
  default void anItemBelongsToTheOtherSyncWithTheSameTargetThatPairedIt() {
    Pairing gone =
        pairing(2, 0, source(2), target(2), CONTACTS, Set.of(Pairing.Notice.DELETED_AT_TARGET));
    try (StateStore state = open()) {
      SyncState mine = state.sync("mine");
      mine.commit(List.of(new PutSides(sides("file", "phone")), new PutPairing(pairing(4))));
      List<StateChange> theirs = List.of(new PutPairing(pairing(1)), new PutPairing(gone));
      state.sync("work").commit(theirs);
      state.sync("work").commit(List.of(new PutSides(sides("office", "phone"))));
      state.sync("elsewhere").commit(List.of(new PutPairing(pairing(3))));
      state.sync("elsewhere").commit(List.of(new PutSides(sides("file", "tablet"))));
      List<Reference> references = List.of(target(1), target(2), target(3), target(4));
      Sides.StoreName phone = sides("file", "phone").target();
      assertThat(mine.ownersOf(phone, references)).isEqualTo(Map.of(target(1), "work"));
      List<Key> keys = List.of(key(1), key(2), key(3), key(4));
      assertThat(mine.ownersOf(phone, CONTACTS, keys)).isEqualTo(Map.of(key(1), "work"));
      assertThat(mine.ownersOf(phone, new FolderId("Other"), keys)).isEmpty();
    }
  }

  @Test
  default void whoLooksUpWhileAnotherCommitsSeesWholeCommits() throws Exception {
    try (StateStore state = open()) {
      SyncState sync = state.sync("contacts");
      sync.commit(versions(0));
      List<Integer> torn = new ArrayList<>();
      Thread reader =
          new Thread(
              () -> {
                int last = 0;
                while (last < 100) {
                  Map<Reference, List<Pairing>> both = sync.bySource(List.of(source(1), source(2)));
                  last = both.values().iterator().next().get(0).ownFields();
                  int version = last;
                  if (both.size() != 2
                      || !both.values().stream()
                          .allMatch(list -> list.get(0).ownFields() == version)) {
                    torn.add(version);
                  }
                }
              });
      reader.start();
      for (int version = 1; version <= 100; version++) {
        sync.commit(versions(version));
      }
      reader.join();
      assertThat(torn).isEmpty();
    }
  }

  private static List<StateChange> versions(int version) {
    List<StateChange> changes = new ArrayList<>();
    for (int number = 1; number <= 2; number++) {
      Pairing base = pairing(number);
      changes.add(
          new PutPairing(
              new Pairing(
                  number,
                  base.folder(),
                  base.kind(),
                  base.sourceUid(),
                  base.targetUid(),
                  base.origin(),
                  base.source(),
                  base.target(),
                  base.targetFolder(),
                  base.left(),
                  version,
                  base.updated(),
                  base.notices())));
    }
    return changes;
  }
}
