// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.work.SideCounts;
import org.oneway.engine.state.Side;

/** Says what was asked of each side. */
final class TrafficLines {
  private TrafficLines() {}

  /** A line for each side that was counted. */
  static List<String> of(Map<String, Long> counts) {
    List<String> lines = new ArrayList<>();
    for (Side side : Side.values()) {
      if (SideCounts.has(side, counts)) {
        lines.add(
            side.name().toLowerCase(Locale.ROOT)
                + ": "
                + Words.number(count(side, "reads", counts), "read", "reads")
                + ", "
                + Words.number(count(side, "writes", counts), "write", "writes")
                + ", "
                + Words.number(count(side, "items", counts), "item", "items")
                + " fetched, "
                + Words.bytes(count(side, "bytes_read", counts))
                + " read, "
                + Words.bytes(count(side, "bytes_written", counts))
                + " written");
      }
    }
    return lines;
  }

  private static long count(Side side, String name, Map<String, Long> counts) {
    return counts.getOrDefault(SideCounts.nameOf(side, name), 0L);
  }
}
