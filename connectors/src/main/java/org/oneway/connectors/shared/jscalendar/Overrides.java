// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one occurrence has otherwise than its series: PatchObjects (RFC 8984 section 1.4.9). */
final class Overrides {
  /** What an occurrence does not say, because its series does (section 4.3.5). */
  private static final Set<String> OF_THE_SERIES =
      Set.of(
          "@type",
          "uid",
          "prodId",
          "method",
          "recurrenceId",
          "recurrenceIdTimeZone",
          "recurrenceRules",
          "recurrenceRule",
          "excludedRecurrenceRules",
          "recurrenceOverrides",
          "timeZones",
          "version");

  private Overrides() {}

  /**
   * The patch that makes of the occurrence at {@code key} what {@code occurrence} is. It always has
   * a member, so that it is told from a date that the series merely has besides.
   *
   * @param key a LocalDateTime in the zone of the series
   */
  static ObjectNode between(ObjectNode master, ObjectNode occurrence, String key) {
    ObjectNode patch = Reading.JSON.objectNode();
    compare("", generated(master, key), withoutSeries(occurrence), patch);
    if (patch.isEmpty() || isPeriod(patch)) {
      patch.put("start", key);
    }
    return patch;
  }

  /** Whether a patch says only how long another date of the series is. */
  static boolean isPeriod(JsonNode patch) {
    return patch.size() == 1 && patch.has("duration");
  }

  /** The occurrence as the series generates it. */
  private static ObjectNode generated(ObjectNode master, String key) {
    ObjectNode generated = withoutSeries(master);
    String member = !master.has("start") && master.has("due") ? "due" : "start";
    if (generated.has(member)) {
      generated.put(member, key);
    }
    return generated;
  }

  private static ObjectNode withoutSeries(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    copy.remove(OF_THE_SERIES);
    return copy;
  }

  private static void compare(
      String prefix, ObjectNode generated, ObjectNode occurrence, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> member : generated.properties()) {
      String pointer = prefix + Pointers.encode(member.getKey());
      Optional<JsonNode> there = Optional.ofNullable(occurrence.get(member.getKey()));
      if (there.isEmpty()) {
        patch.putNull(pointer);
      } else if (member.getValue() instanceof ObjectNode inner
          && there.get() instanceof ObjectNode other) {
        compare(pointer + "/", inner, other, patch);
      } else if (!there.get().equals(member.getValue())) {
        patch.set(pointer, there.get());
      }
    }
    for (Map.Entry<String, JsonNode> member : occurrence.properties()) {
      if (!generated.has(member.getKey())) {
        patch.set(prefix + Pointers.encode(member.getKey()), member.getValue());
      }
    }
  }

  /** The occurrence at {@code key} that the patch makes, with its {@code recurrenceId}. */
  static ObjectNode apply(ObjectNode master, String key, JsonNode patch) {
    ObjectNode occurrence = generated(master, key);
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      List<String> steps = Pointers.steps(change.getKey());
      if (!steps.isEmpty() && !OF_THE_SERIES.contains(steps.get(0))) {
        set(occurrence, steps, change.getValue());
      }
    }
    occurrence.set("@type", master.path("@type"));
    occurrence.set("uid", master.path("uid"));
    occurrence.put("recurrenceId", key);
    if (master.path("timeZone").isTextual()) {
      occurrence.set("recurrenceIdTimeZone", master.path("timeZone"));
    }
    return occurrence;
  }

  private static void set(ObjectNode object, List<String> steps, JsonNode value) {
    JsonNode parent = object;
    for (String step : steps.subList(0, steps.size() - 1)) {
      parent = parent.path(step);
    }
    if (!(parent instanceof ObjectNode into)) {
      return;
    }
    String last = steps.get(steps.size() - 1);
    if (value.isNull()) {
      into.remove(last);
    } else {
      into.set(last, value);
    }
  }
}
