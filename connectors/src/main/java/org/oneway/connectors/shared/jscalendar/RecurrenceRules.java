// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Finding.Level;

/** Rules of recurrence: RRULE, EXRULE. Single dates: {@link RecurrenceDates}. */
final class RecurrenceRules {
  static final String RULES = "recurrenceRules";
  static final String RULE = "recurrenceRule";
  static final String EXCLUDED = "excludedRecurrenceRules";

  private RecurrenceRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("RRULE", (reading, line) -> rule(reading, line, RULES));
    rules.put("EXRULE", (reading, line) -> rule(reading, line, EXCLUDED));
    RecurrenceDates.addTo(rules);
  }

  private static void rule(Reading reading, Line line, String member) {
    boolean hasPlace =
        !reading.surface.isNew() || (member.equals(RULES) && !reading.object.has(RULE));
    if (!hasPlace) {
      reading.raw(line.content(), "is one rule more than JSCalendar 2.0 has a place for");
      return;
    }
    Optional<String> old =
        line.value().indexOf('=') < 0 ? OldRecurrence.modern(line.value()) : Optional.empty();
    Optional<ObjectNode> rule =
        reading.start.flatMap(start -> Recurrence.read(old.orElse(line.value()), start));
    if (rule.isEmpty()) {
      reading.raw(
          line.content(),
          reading.start.isEmpty()
              ? "repeats what has no start"
              : "is no rule that can be followed");
      return;
    }
    if (old.isPresent()) {
      reading.find(Level.REPAIRED, line.content(), "is one of vCalendar 1.0; means " + old.get());
    }
    tellMixedEnd(reading, line);
    line.takeType();
    if (reading.surface.isNew()) {
      reading.object.set(RULE, rule.get());
      reading.converted(line, RULE);
      return;
    }
    ArrayNode all =
        reading.object.path(member) instanceof ArrayNode there
            ? there
            : reading.object.putArray(member);
    all.add(rule.get());
    reading.converted(line, member + "/" + (all.size() - 1));
  }

  private static void tellMixedEnd(Reading reading, Line line) {
    String text = line.value().toUpperCase(Locale.ROOT);
    int at = text.indexOf("UNTIL=");
    if (at < 0) {
      return;
    }
    Optional<Stamp> until = Stamp.parse(text.substring(at + 6).split(";", 2)[0]);
    boolean isDay = reading.start.filter(Stamp::isDate).isPresent();
    if (until.isPresent() && until.get().isDate() != isDay) {
      String kind = isDay ? "a time, but the start is a day" : "a day, but the start is a time";
      reading.find(Level.REPAIRED, line.content(), "ends with " + kind);
    }
  }

  static void write(Writing writing) {
    boolean isDate = TimeRules.isDate(writing);
    Optional<Zone> zone = writing.definitions.zone(writing.object.path("timeZone"));
    write(writing, "RRULE", RULE, writing.object.path(RULE), zone, isDate);
    for (String member : new String[] {RULES, EXCLUDED}) {
      int i = 0;
      for (JsonNode rule : writing.object.path(member)) {
        String name = member.equals(RULES) ? "RRULE" : "EXRULE";
        write(writing, name, member + "/" + i++, rule, zone, isDate);
      }
    }
    RecurrenceDates.write(writing, zone, isDate);
  }

  private static void write(
      Writing writing,
      String name,
      String path,
      JsonNode rule,
      Optional<Zone> zone,
      boolean isDate) {
    Recurrence.write(rule, zone, isDate).ifPresent(text -> writing.line(name, path).value(text));
  }

  /** Whether rules and dates of a series say no other times than midnight. */
  static boolean isDate(ObjectNode object) {
    boolean isDate = isMidnight(object.path(RULE).path("until"));
    for (JsonNode rule : object.path(RULES)) {
      isDate &= isMidnight(rule.path("until"));
    }
    for (JsonNode rule : object.path(EXCLUDED)) {
      isDate &= isMidnight(rule.path("until"));
    }
    for (Map.Entry<String, JsonNode> one : object.path("recurrenceOverrides").properties()) {
      isDate &= one.getKey().endsWith("T00:00:00") || !one.getValue().isObject();
    }
    return isDate;
  }

  private static boolean isMidnight(JsonNode until) {
    return !until.isTextual() || until.asText().endsWith("T00:00:00");
  }
}
