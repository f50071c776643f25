// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.state.RunRecord;

/**
 * One sync of a run, as far as it is known.
 *
 * @param took how long it took; empty where it has not ended, or was cut off
 * @param exit what it ended with; empty where it has not ended, or was cut off
 * @param counts by name, as in {@link RunRecord}; what is not there is 0
 * @param result in a few words
 */
public record PastRun(
    String id,
    String sync,
    Instant start,
    Optional<Duration> took,
    Optional<Integer> exit,
    Map<String, Long> counts,
    String result) {
  /** What a run that was cut off came to. */
  static final String INTERRUPTED = "interrupted";

  public PastRun {
    counts = Map.copyOf(counts);
  }

  /** As the state remembers it. */
  static PastRun of(RunRecord record) {
    return new PastRun(
        record.id(),
        record.sync(),
        record.start(),
        Optional.of(record.took()),
        Optional.of(record.exitCode()),
        record.counts(),
        record.result());
  }

  /** This, while it is under way. */
  PastRun running() {
    return new PastRun(id, sync, start, took, exit, counts, "running");
  }

  /** How many of what. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Whether it is known to have ended. */
  public boolean hasEnded() {
    return exit.isPresent();
  }
}
