// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.testkit.MemoryState;

/**
 * Real processes, one after the other, commit to one growing state and are killed at random
 * moments, also while they open it, tidy it and close it.
 */
final class KillSoakTest {
  private static final int KILLS = Integer.getInteger("soak.kills", 36);

  /** So often the state is opened for writing between kills, else only to read it. */
  private static final int READINGS_PER_WRITING = 6;

  private static final int LOOKED_UP_AT_ONCE = 1_000;

  /** What should be there: the same commits in memory, where nothing is lost. */
  private final MemoryState expected = new MemoryState();

  @Test
  void whateverWasAcknowledgedSurvivesEachKill(@TempDir Path directory) throws Exception {
    long seed = Long.getLong("soak.seed", System.nanoTime());
    System.out.println("kill soak: seed " + seed + ", " + KILLS + " kills");
    Random random = new Random(seed);
    Path state = directory.resolve("state");
    Path acknowledged = directory.resolve("acknowledged");
    int killsBeforeFirstCommit = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      long before = generation(expected);
      killAWriter(state, acknowledged, random);
      long generation =
          kill % READINGS_PER_WRITING == 0
              ? compareWritable(state, acknowledged)
              : compareReadable(state, acknowledged);
      killsBeforeFirstCommit += generation == before ? 1 : 0;
    }
    try (H2State end = H2State.open(state, Clock.systemUTC())) {
      compareAll(end);
    }
    System.out.printf(
        "kill soak: %d commits, %d pairings, %d kills before the first commit, file %,d KB%n",
        generation(expected),
        expected.sync(SoakHistory.SYNC).nextPairing(),
        killsBeforeFirstCommit,
        Files.size(Schema.file(state)) / 1024);
  }

  private static void killAWriter(Path state, Path acknowledged, Random random) throws Exception {
    Process writer =
        JavaProcess.of(
                SoakWriter.class, List.of("-Xmx64m"), state.toString(), acknowledged.toString())
            .start();
    if (random.nextInt(4) > 0) {
      // It says so once it has committed something; how long that takes depends on the machine.
      assertThat(writer.getInputStream().read()).isEqualTo(SoakWriter.COMMITTED);
    }
    if (writer.waitFor(random.nextInt(900), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(JavaProcess.text(writer));
    }
    writer.destroyForcibly().waitFor();
  }

  private long compareWritable(Path state, Path acknowledged) throws IOException {
    try (H2State opened = H2State.open(state, Clock.systemUTC())) {
      compare(opened, acknowledged);
    }
    return generation(expected);
  }

  /** Leaves the file as the kill left it, for the next process to open. */
  private long compareReadable(Path state, Path acknowledged) throws IOException {
    try (H2State opened = H2State.openReadOnly(state)) {
      compare(opened, acknowledged);
    }
    return generation(expected);
  }

  private void compare(H2State opened, Path acknowledged) throws IOException {
    long generation = opened.generation();
    assertThat(generation)
        .as("commits there; one may not have been acknowledged any more")
        .isBetween(lastAcknowledged(acknowledged), lastAcknowledged(acknowledged) + 1);
    long before = generation(expected);
    for (long number = before + 1; number <= generation; number++) {
      expected.sync(SoakHistory.SYNC).commit(SoakHistory.commit(number));
    }
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

  private void compareAll(H2State opened) {
    compare(opened, IntStream.range(0, SoakHistory.used(generation(expected))).boxed().toList());
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
      var keys = some.stream().map(SoakHistory::key).toList();
      assertThat(is.pairings(some)).isEqualTo(should.pairings(some));
      assertThat(is.bases(some)).isEqualTo(should.bases(some));
      assertThat(is.bySource(sources)).isEqualTo(should.bySource(sources));
      assertThat(is.byTarget(targets)).isEqualTo(should.byTarget(targets));
      assertThat(is.bySourceKey(keys)).isEqualTo(should.bySourceKey(keys));
      assertThat(is.byTargetKey(keys)).isEqualTo(should.byTargetKey(keys));
    }
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

  private static long generation(StateStore state) {
    return state.generation();
  }
}
