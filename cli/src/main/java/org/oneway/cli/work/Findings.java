// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.oneway.engine.item.Finding;

/** What was repaired or could not be carried in one run: counted, and some of it kept. */
public final class Findings {
  /** So many are kept word by word; the rest is counted. */
  private static final int KEPT = 1_000;

  private final Map<Finding.Level, Map<String, Integer>> counts =
      new EnumMap<>(Finding.Level.class);
  private final List<String> lines = new ArrayList<>();

  /** Adds one, of the item with this title. */
  public void add(String title, Finding finding) {
    counts
        .computeIfAbsent(finding.level(), level -> new TreeMap<>())
        .merge(finding.property(), 1, Integer::sum);
    if (lines.size() < KEPT) {
      lines.add(title.isEmpty() ? finding.words() : title + ": " + finding.words());
    }
  }

  /** How many findings of a level there are, by property. */
  public Map<String, Integer> byProperty(Finding.Level level) {
    return Collections.unmodifiableMap(counts.getOrDefault(level, Map.of()));
  }

  /** How many findings of a level there are. */
  public int count(Finding.Level level) {
    return byProperty(level).values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The findings in words, as far as they are kept. */
  public List<String> lines() {
    return Collections.unmodifiableList(lines);
  }
}
