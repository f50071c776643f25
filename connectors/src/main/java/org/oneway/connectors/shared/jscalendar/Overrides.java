// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Occurrences that differ from their series, as patches (RFC 8984 section 4.3.5). */
final class Overrides {
  /** What an occurrence does not have, or has from its series whatever a patch says. */
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

  /** What an occurrence has like its series, whatever a patch says. */
  private static final Set<String> INHERITED =
      Set.of("privacy", "relatedTo", "replyTo", "sentBy", "organizerCalendarAddress");

  private static final String CONVERTED = "convertedProperties";
  private static final String PROPERTIES = "properties";
  private static final Set<String> SERIES_LINES = Set.of("rrule", "exrule", "rdate", "exdate");

  private Overrides() {}

  /**
   * The patch that makes of the occurrence at {@code key} what {@code occurrence} is. It always has
   * a member, so that it is told from a date that the series merely has besides.
   *
   * @param key a LocalDateTime in the zone of the series
   */
  static ObjectNode between(ObjectNode master, ObjectNode occurrence, String key) {
    ObjectNode patch = Reading.JSON.objectNode();
    ObjectNode generated = generated(master, key).without(INHERITED);
    compare("", generated, withoutSeries(occurrence).without(INHERITED), patch);
    if (patch.isEmpty()) {
      patch.put(member(master), key);
    }
    return patch;
  }

  /** The member that tells when an occurrence is. */
  private static String member(ObjectNode master) {
    return !master.has("start") && master.has("due") ? "due" : "start";
  }

  /** The occurrence as the series generates it. */
  private static ObjectNode generated(ObjectNode master, String key) {
    ObjectNode generated = withoutSeries(master);
    withoutDates(generated);
    String member = member(master);
    if (!generated.has(member)) {
      return generated;
    }
    Optional<Stamp> first = Stamp.parseExtended(generated.path(member).asText());
    Optional<Stamp> due = Stamp.parseExtended(generated.path("due").asText());
    Optional<Stamp> now = Stamp.parseExtended(key);
    if (member.equals("start") && first.isPresent() && due.isPresent() && now.isPresent()) {
      Duration length = Duration.between(first.get().local(), due.get().local());
      generated.put("due", Stamp.json(now.get().local().plus(length)));
    }
    generated.put(member, key);
    return generated;
  }

  private static ObjectNode withoutSeries(ObjectNode object) {
    ObjectNode copy = Reading.JSON.objectNode();
    object
        .properties()
        .forEach(
            member -> {
              if (!OF_THE_SERIES.contains(member.getKey())) {
                copy.set(member.getKey(), member.getValue().deepCopy());
              }
            });
    return copy;
  }

  /** What is kept of the rules and dates of a series is nothing of an occurrence. */
  private static void withoutDates(ObjectNode object) {
    if (!(Preserved.in(object) instanceof ObjectNode kept)) {
      return;
    }
    if (kept.path(CONVERTED) instanceof ObjectNode converted) {
      converted.properties().removeIf(path -> path.getKey().startsWith("recurrence"));
      if (converted.isEmpty()) {
        kept.remove(CONVERTED);
      }
    }
    if (kept.path(PROPERTIES) instanceof ArrayNode lines) {
      for (int i = lines.size() - 1; i >= 0; i--) {
        if (SERIES_LINES.contains(lines.path(i).path(0).asText())) {
          lines.remove(i);
        }
      }
      if (lines.isEmpty()) {
        kept.remove(PROPERTIES);
      }
    }
    if (!kept.has(CONVERTED) && !kept.has(PROPERTIES) && !kept.has("components")) {
      object.remove(List.of(Surface.RFC8984.preserved(), Surface.DRAFT_25.preserved()));
    }
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
      boolean counts =
          !steps.isEmpty()
              && !OF_THE_SERIES.contains(steps.get(0))
              && !INHERITED.contains(steps.get(0));
      if (counts) {
        set(occurrence, steps, change.getValue());
      }
    }
    occurrence.set("@type", master.path("@type"));
    occurrence.set("uid", master.path("uid"));
    occurrence.put("recurrenceId", key);
    if (master.path("timeZone").isTextual()) {
      occurrence.set("recurrenceIdTimeZone", master.path("timeZone"));
    }
    rememberDay(master, occurrence);
    return occurrence;
  }

  /** Where days have an occurrence at a time, or the other way, its RECURRENCE-ID tells. */
  private static void rememberDay(ObjectNode master, ObjectNode occurrence) {
    boolean isDay = RecurrenceIds.isDay(master);
    boolean isTold =
        Preserved.convertedFrom(occurrence, RecurrenceIds.MEMBER).path("valueType").isTextual();
    if (isDay != RecurrenceIds.isDay(occurrence) && !isTold) {
      Preserved.remember(occurrence, Surface.of(master), RecurrenceIds.MEMBER, RecurrenceIds.NAME)
          .put("valueType", isDay ? "date" : "date-time");
    }
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
      into.set(last, value.deepCopy());
    }
  }
}
