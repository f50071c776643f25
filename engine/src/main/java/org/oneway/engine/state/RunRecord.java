// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One finished run of one sync.
 *
 * @param id the date and time it began, {@code 2026-11-22-0614}, with a suffix if taken
 * @param start when it began
 * @param took how long it took
 * @param exitCode as of the command line
 * @param counts by name: {@code added}, {@code changed}, {@code deleted}, …
 * @param result in a few words
 */
public record RunRecord(
    String id,
    String sync,
    Instant start,
    Duration took,
    int exitCode,
    Map<String, Long> counts,
    String result) {
  public RunRecord {
    counts = Map.copyOf(counts);
  }
}
