// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * A series that begins at another time of the day takes its overrides with it: those that the other
 * side made are keyed by the old time, and would become instances of their own.
 */
final class SeriesMove {
  private static final Duration DAY = Duration.ofDays(1);

  private final Optional<LocalDateTime> start;

  private SeriesMove(Optional<LocalDateTime> start) {
    this.start = start;
  }

  /** Where the series begins when all is merged. */
  static SeriesMove of(
      ObjectNode base, ObjectNode left, ObjectNode now, ObjectNode there, boolean sourceWins) {
    boolean source = !start(base).equals(start(now));
    boolean target = !start(left).equals(start(there));
    if (!source && !target) {
      return new SeriesMove(Optional.empty());
    }
    return new SeriesMove(start(source && (sourceWins || !target) ? now : there));
  }

  private static Optional<LocalDateTime> start(ObjectNode item) {
    return item.path("recurrenceRules").isEmpty()
        ? Optional.empty()
        : Zones.local(item.path("start"));
  }

  /** The item with its overrides at the times of the moved series; itself if they are there. */
  ObjectNode applied(ObjectNode item) {
    Optional<Duration> by =
        start.flatMap(to -> start(item).map(from -> Duration.between(from, to)));
    boolean moves = by.filter(d -> !d.isZero() && d.abs().compareTo(DAY) < 0).isPresent();
    if (!moves || item.path(EventShape.OVERRIDES).isEmpty()) {
      return item;
    }
    ObjectNode overrides = Canonical.NODES.objectNode();
    for (Map.Entry<String, JsonNode> override : item.path(EventShape.OVERRIDES).properties()) {
      String key = override.getKey();
      String moved =
          Zones.local(Canonical.NODES.textNode(key))
              .map(time -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.plus(by.get())))
              .orElse(key);
      overrides.set(moved, override.getValue());
    }
    ObjectNode result = Canonical.NODES.objectNode();
    result.setAll(item);
    result.set(EventShape.OVERRIDES, overrides);
    return result;
  }
}
