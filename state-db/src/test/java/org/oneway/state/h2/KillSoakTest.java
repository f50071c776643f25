// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes, one after the other, commit to one growing state and are killed at random
 * moments, also while they open it, tidy it and close it.
 */
final class KillSoakTest {
  private static final int KILLS = Integer.getInteger("soak.kills", 36);

  /** So often the state is opened for writing between kills, else only to read it. */
  private static final int READINGS_PER_WRITING = 6;

  private final SoakComparison comparison = new SoakComparison();

  @Test
  void whateverWasAcknowledgedSurvivesEachKill(@TempDir Path directory) throws Exception {
    long seed = Long.getLong("soak.seed", System.nanoTime());
    System.out.println("kill soak: seed " + seed + ", " + KILLS + " kills");
    Random random = new Random(seed);
    Path state = directory.resolve("state");
    Path acknowledged = directory.resolve("acknowledged");
    int killsBeforeFirstCommit = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      long before = comparison.commits();
      killAWriter(state, acknowledged, random);
      long generation =
          kill % READINGS_PER_WRITING == 0
              ? compareWritable(state, acknowledged)
              : compareReadable(state, acknowledged);
      killsBeforeFirstCommit += generation == before ? 1 : 0;
    }
    try (H2State end = H2State.open(state, Clock.systemUTC())) {
      comparison.compareAll(end);
    }
    System.out.printf(
        "kill soak: %d commits, %d pairings, %d kills before the first commit, file %,d KB%n",
        comparison.commits(),
        comparison.pairings(),
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
      comparison.compare(opened, acknowledged);
    }
    return comparison.commits();
  }

  /** Leaves the file as the kill left it, for the next process to open. */
  private long compareReadable(Path state, Path acknowledged) throws IOException {
    try (H2State opened = H2State.openReadOnly(state)) {
      comparison.compare(opened, acknowledged);
    }
    return comparison.commits();
  }
}
