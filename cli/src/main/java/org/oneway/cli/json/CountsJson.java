// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.oneway.cli.work.SideCounts;
import org.oneway.engine.state.Side;

/** The counters of a run: {@code counts}, and the traffic of each side under {@code sides}. */
public final class CountsJson {
  private CountsJson() {}

  /** Adds both members. */
  public static void put(ObjectNode object, Map<String, Long> counts) {
    ObjectNode others = object.putObject("counts");
    counts.entrySet().stream()
        .filter(count -> !SideCounts.isOne(count.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(count -> others.put(count.getKey(), count.getValue()));
    putSides(object, counts);
  }

  /** Adds {@code sides}, where any was counted. */
  public static void putSides(ObjectNode object, Map<String, Long> counts) {
    for (Side side : Side.values()) {
      if (SideCounts.has(side, counts)) {
        ObjectNode figures = object.withObjectProperty("sides").putObject(word(side));
        for (String name : SideCounts.NAMES) {
          figures.put(member(name), counts.getOrDefault(SideCounts.nameOf(side, name), 0L));
        }
      }
    }
  }

  private static String word(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }

  /** {@code bytes_read} is bytesRead. */
  private static String member(String name) {
    return name.replace("_read", "Read").replace("_written", "Written");
  }

  /** The counters that {@link #put} gave an object. */
  public static Map<String, Long> read(JsonNode object) {
    Map<String, Long> counts = new HashMap<>();
    object.path("counts").properties().forEach(c -> counts.put(c.getKey(), c.getValue().asLong()));
    for (Side side : Side.values()) {
      JsonNode figures = object.path("sides").path(word(side));
      for (String name : SideCounts.NAMES) {
        if (figures.has(member(name))) {
          counts.put(SideCounts.nameOf(side, name), figures.path(member(name)).asLong());
        }
      }
    }
    return counts;
  }
}
