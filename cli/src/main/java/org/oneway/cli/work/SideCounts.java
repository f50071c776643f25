// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.Traffic;

/**
 * The traffic of each side among the counters of a run: {@code source_reads}, {@code
 * target_bytes_written}, … A side whose store does not count has none.
 */
public final class SideCounts {
  /** What is counted of a side. */
  public static final List<String> NAMES =
      List.of("reads", "writes", "items", "bytes_read", "bytes_written");

  private SideCounts() {}

  /** The counters of the traffic on one side so far; none where the store does not count. */
  static Map<String, Long> of(Side side, SourceStore store) {
    Map<String, Long> counts = new LinkedHashMap<>();
    store
        .traffic()
        .ifPresent(
            traffic ->
                NAMES.forEach(name -> counts.put(nameOf(side, name), figure(traffic, name))));
    return counts;
  }

  private static long figure(Traffic.Count traffic, String name) {
    return switch (name) {
      case "reads" -> traffic.reads();
      case "writes" -> traffic.writes();
      case "items" -> traffic.items();
      case "bytes_read" -> traffic.bytesRead();
      case "bytes_written" -> traffic.bytesWritten();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** What a counter of a side is called among those of a run. */
  public static String nameOf(Side side, String name) {
    return side.name().toLowerCase(Locale.ROOT) + "_" + name;
  }

  /** Whether a counter of a run is one of these. */
  public static boolean isOne(String count) {
    for (Side side : Side.values()) {
      if (NAMES.stream().anyMatch(name -> nameOf(side, name).equals(count))) {
        return true;
      }
    }
    return false;
  }

  /** Whether that side was counted. */
  public static boolean has(Side side, Map<String, Long> counts) {
    return counts.containsKey(nameOf(side, "reads"));
  }

  /** All bytes that were read or written on that side. */
  public static long bytes(Side side, Map<String, Long> counts) {
    return counts.getOrDefault(nameOf(side, "bytes_read"), 0L)
        + counts.getOrDefault(nameOf(side, "bytes_written"), 0L);
  }
}
