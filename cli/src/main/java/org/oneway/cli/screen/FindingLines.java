// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.work.Findings;
import org.oneway.engine.item.Finding.Level;

/** What was repaired or could not be carried, in few lines. */
public final class FindingLines {
  private static final int MOST_PROPERTIES = 4;

  private FindingLines() {}

  /** Each finding, or how many there are of what. */
  public static List<String> of(Findings findings, boolean all) {
    return all
        ? findings.lines()
        : Stream.of(
                line(findings, Level.REPAIRED, "repaired on the way"),
                line(findings, Level.LOST, "could not be carried"))
            .flatMap(Optional::stream)
            .toList();
  }

  private static Optional<String> line(Findings all, Level level, String words) {
    Map<String, Integer> counts = new TreeMap<>();
    all.byProperty(level)
        .forEach((property, count) -> counts.merge(words(property), count, Integer::sum));
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    counts.remove("");
    String most =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(MOST_PROPERTIES)
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return Optional.of(
        Words.number(all.count(level), "thing", "things")
            + " "
            + words
            + (most.isEmpty()
                ? ""
                : " (" + most + (counts.size() > MOST_PROPERTIES ? ", …" : "") + ")")
            + "; -v shows each");
  }

  /** Properties of vCard have no slash; members of JSContact that an entry is in do. */
  private static String words(String property) {
    return property.contains("/") ? FieldWords.field(property) : property;
  }
}
