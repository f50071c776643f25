// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.testkit.MemoryState;

/** Compares a state that {@link SoakWriter} wrote with the same commits in memory. */
final class SoakComparison {
  private static final int LOOKED_UP_AT_ONCE = 1_000;

  /** What should be there; grows with what is compared. */
  private final MemoryState expected = new MemoryState();

  /** How many commits have been seen. */
  long commits() {
    return expected.generation();
  }

  /** Has so many commits be expected. */
  void expect(long generation) {
    for (long number = commits() + 1; number <= generation; number++) {
      expected.sync(SoakHistory.SYNC).commit(SoakHistory.commit(number));
    }
  }

  int pairings() {
    return expected.sync(SoakHistory.SYNC).nextPairing();
  }

  /** That all that was acknowledged is there; looks up what changed since the last time. */
  void compare(H2State opened, Path acknowledged) throws IOException {
    long generation = opened.generation();
    assertThat(generation)
        .as("commits there; one may not have been acknowledged any more")
        .isBetween(lastAcknowledged(acknowledged), lastAcknowledged(acknowledged) + 1);
    long before = commits();
    expect(generation);
    List<Integer> touched = new ArrayList<>();
    for (long number = Math.max(1, before); number <= generation; number++) {
      SoakHistory.commit(number).forEach(change -> touched.addAll(pairingIn(change)));
    }
    compare(opened, touched);
    compareSmallTables(opened);
    compareCounts(opened);
  }

  private static List<Integer> pairingIn(StateChange change) {
    if (change instanceof StateChange.PutPairing put) {
      return List.of(put.pairing().number());
    }
    return change instanceof StateChange.DropPairing drop ? List.of(drop.pairing()) : List.of();
  }

  private static long lastAcknowledged(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) < Long.BYTES) {
      return 0;
    }
    try (RandomAccessFile acknowledged = new RandomAccessFile(file.toFile(), "r")) {
      return acknowledged.readLong();
    }
  }

  /** Looks everything up. */
  void compareAll(H2State opened) {
    compare(opened, IntStream.range(0, SoakHistory.used(commits())).boxed().toList());
    compareSmallTables(opened);
    compareCounts(opened);
  }

  /** Looks these pairings up in each way there is. */
  private void compare(StateStore opened, List<Integer> numbers) {
    SyncState is = opened.sync(SoakHistory.SYNC);
    SyncState should = expected.sync(SoakHistory.SYNC);
    for (int from = 0; from < numbers.size(); from += LOOKED_UP_AT_ONCE) {
      List<Integer> some =
          numbers.subList(from, Math.min(numbers.size(), from + LOOKED_UP_AT_ONCE));
      List<Reference> sources = some.stream().map(SoakHistory::source).toList();
      List<Reference> targets = some.stream().map(SoakHistory::target).toList();
      List<Key> keys = some.stream().map(SoakHistory::key).toList();
      assertThat(is.pairings(some)).isEqualTo(should.pairings(some));
      assertThat(is.bases(some)).isEqualTo(should.bases(some));
      assertThat(is.bySource(sources)).isEqualTo(should.bySource(sources));
      assertThat(is.byTarget(targets)).isEqualTo(should.byTarget(targets));
      assertThat(is.bySourceKey(keys)).isEqualTo(should.bySourceKey(keys));
      assertThat(is.byTargetKey(keys)).isEqualTo(should.byTargetKey(keys));
    }
  }

  /** That what is given of the pairings is right, though some may not be found. */
  void requireRight(StateStore opened) {
    SyncState is = opened.sync(SoakHistory.SYNC);
    SyncState should = expected.sync(SoakHistory.SYNC);
    List<Integer> all = IntStream.range(0, SoakHistory.used(commits())).boxed().toList();
    List<Reference> sources = all.stream().map(SoakHistory::source).toList();
    List<Key> keys = all.stream().map(SoakHistory::key).toList();
    assertThat(should.pairings(all).entrySet()).containsAll(is.pairings(all).entrySet());
    assertThat(should.bases(all).entrySet()).containsAll(is.bases(all).entrySet());
    assertThat(should.bySource(sources).entrySet()).containsAll(is.bySource(sources).entrySet());
    assertThat(should.byTargetKey(keys).entrySet()).containsAll(is.byTargetKey(keys).entrySet());
  }

  private void compareSmallTables(StateStore opened) {
    SyncState is = opened.sync(SoakHistory.SYNC);
    SyncState should = expected.sync(SoakHistory.SYNC);
    assertThat(opened.generation()).isEqualTo(expected.generation());
    assertThat(is.nextPairing()).isEqualTo(should.nextPairing());
    assertThat(is.intents()).isEqualTo(should.intents());
    assertThat(is.checkpoint(Side.SOURCE, "book"))
        .isEqualTo(should.checkpoint(Side.SOURCE, "book"));
    assertThat(is.pairingsPerFolder()).isEqualTo(should.pairingsPerFolder());
    assertThat(count(is)).isEqualTo(count(should));
  }

  private static int count(SyncState sync) {
    int count = 0;
    try (Cursor<Foreign> cursor = sync.allForeign()) {
      while (cursor.next().isPresent()) {
        count++;
      }
    }
    return count;
  }

  /** That tables and indexes hold as much as each other. */
  private void compareCounts(H2State opened) {
    long pairings =
        expected.sync(SoakHistory.SYNC).pairingsPerFolder().values().stream()
            .mapToInt(count -> count)
            .sum();
    for (String rows :
        List.of(
            "pairing",
            "kept",
            "pairing USE INDEX (pairing_source_reference) WHERE source_reference_hash >= 0",
            "pairing USE INDEX (pairing_target_reference) WHERE target_reference_hash >= 0",
            "pairing USE INDEX (pairing_source_key) WHERE source_key_hash >= 0",
            "(SELECT id FROM pairing USE INDEX (pairing_target_key) WHERE target_key_hash >= 0"
                + " UNION ALL SELECT id FROM pairing USE INDEX (pairing_target_key)"
                + " WHERE target_key_hash IS NULL)")) {
      String sql = "SELECT COUNT(*) FROM " + rows;
      long count =
          opened.database().read(statements -> statements.number(sql, Statements.Parameters.NONE));
      assertThat(count).as(rows).isEqualTo(pairings);
    }
  }
}
