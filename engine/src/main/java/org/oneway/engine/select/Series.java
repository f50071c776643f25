// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says of a series that begins before a time whether it goes on until then. */
final class Series {
  private Series() {}

  /**
   * Whether any occurrence by the object's rules may end at {@code from} or later. A rule without
   * an end goes on for ever; one with {@code until} goes on until then; one with {@code count} is
   * followed day by day, within a bound, and goes on where it cannot be followed.
   */
  static boolean mayReach(JsonNode object, Span first, Instant from) {
    for (JsonNode rule : rules(object)) {
      if (ruleReaches(rule, first, from)) {
        return true;
      }
    }
    return false;
  }

  /** RFC 8984 has a list, JSCalendar 2.0 one rule. */
  private static List<JsonNode> rules(JsonNode object) {
    List<JsonNode> rules = new ArrayList<>();
    object.path("recurrenceRules").forEach(rules::add);
    if (object.path("recurrenceRule").isObject()) {
      rules.add(object.path("recurrenceRule"));
    }
    return rules;
  }

  private static boolean ruleReaches(JsonNode rule, Span first, Instant from) {
    String until = rule.path("until").asText("");
    if (!until.isEmpty()) {
      return Span.local(until).map(last -> !first.latestOf(last).isBefore(from)).orElse(true);
    }
    JsonNode count = rule.path("count");
    if (!count.isIntegralNumber()) {
      return true;
    }
    Optional<CountedRule> followed = CountedRule.of(rule, first.start());
    return followed.isEmpty()
        || followed.get().reaches(count.asLong(), day -> !first.latestOf(day).isBefore(from));
  }
}
