// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.oneway.engine.item.Finding.Level;

/** Single dates of a series: RDATE and EXDATE, which are overrides in JSCalendar. */
final class RecurrenceDates {
  static final String OVERRIDES = "recurrenceOverrides";
  private static final String ADDED = "RDATE";
  private static final String EXCLUDED = "EXDATE";
  private static final int MOST_IN_LINE = 200;

  /** A date of a line. */
  private record Date(Stamp stamp, Optional<String> duration) {}

  private RecurrenceDates() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put(ADDED, RecurrenceDates::read);
    rules.put(EXCLUDED, RecurrenceDates::read);
  }

  private static void read(Reading reading, Line line) {
    if (reading.start.isEmpty()) {
      reading.raw(line.content(), "is a date of what has no start");
      return;
    }
    Stamp start = reading.start.get();
    Optional<List<Date>> dates = dates(reading, line);
    if (dates.isEmpty()) {
      reading.raw(line.content(), "has a date that is none");
      return;
    }
    for (Date date : dates.get()) {
      if (!fits(date.stamp(), start)) {
        reading.raw(line.content(), "has dates of another kind than the start");
        return;
      }
    }
    if (dates.get().stream().anyMatch(date -> date.stamp().isDate() != start.isDate())) {
      reading.find(Level.REPAIRED, line.content(), "is a time, but the start is a day");
    }
    if (dates.get().isEmpty()) {
      return;
    }
    ObjectNode overrides = Reading.child(reading.object, OVERRIDES);
    for (Date date : dates.get()) {
      String key = Stamp.json(date.stamp().localIn(start.zone()));
      if (line.name().equals(EXCLUDED)) {
        exclude(reading, overrides, key);
      } else {
        add(reading, overrides, key, date.duration());
      }
    }
  }

  /** Whether a date can be one of the series that begins at {@code start}. */
  private static boolean fits(Stamp date, Stamp start) {
    if (date.isDate() != start.isDate()) {
      return start.isDate() && date.isMidnight();
    }
    return date.isDate()
        || date.zone().isPresent() == start.zone().isPresent()
        || date.zone().isEmpty();
  }

  private static Optional<List<Date>> dates(Reading reading, Line line) {
    Optional<Zone> zone = reading.zone(line);
    List<Date> dates = new ArrayList<>();
    char separator = line.value().indexOf(',') < 0 && line.value().indexOf(';') > 0 ? ';' : ',';
    String text = line.value();
    int from = 0;
    while (from <= text.length()) {
      int to = text.indexOf(separator, from);
      String one = text.substring(from, to < 0 ? text.length() : to).trim();
      from = to < 0 ? text.length() + 1 : to + 1;
      if (one.isEmpty()) {
        continue;
      }
      Optional<Date> date = date(one, zone, line.name().equals(ADDED));
      if (date.isEmpty()) {
        return Optional.empty();
      }
      dates.add(date.get());
    }
    return dates.isEmpty() ? Optional.empty() : Optional.of(dates);
  }

  private static Optional<Date> date(String text, Optional<Zone> zone, boolean mayBePeriod) {
    int slash = text.indexOf('/');
    Optional<Stamp> start =
        Stamp.parse(slash < 0 ? text : text.substring(0, slash)).map(s -> in(s, zone));
    if (start.isEmpty() || slash < 0) {
      return start.map(stamp -> new Date(stamp, Optional.empty()));
    }
    String end = text.substring(slash + 1);
    Optional<String> duration =
        end.startsWith("P")
            ? Durations.json(end)
            : Stamp.parse(end).flatMap(e -> Durations.between(start.get(), in(e, zone)));
    return duration
        .filter(d -> mayBePeriod && !start.get().isDate())
        .map(d -> new Date(start.get(), Optional.of(d)));
  }

  private static Stamp in(Stamp stamp, Optional<Zone> zone) {
    return stamp.isDate() || stamp.isUtc() ? stamp : stamp.in(zone);
  }

  private static void exclude(Reading reading, ObjectNode overrides, String key) {
    if (overrides.has(key) && !isExcluded(overrides.path(key))) {
      reading.preserved.property(OVERRIDES + "/" + key, ADDED);
    }
    overrides.putObject(key).put("excluded", true);
  }

  private static void add(
      Reading reading, ObjectNode overrides, String key, Optional<String> duration) {
    if (isExcluded(overrides.path(key))) {
      reading.preserved.property(OVERRIDES + "/" + key, ADDED);
      return;
    }
    ObjectNode patch = Reading.child(overrides, key);
    if (duration.isPresent()) {
      patch.put("duration", duration.get());
      reading.preserved.property(OVERRIDES + "/" + key, ADDED);
    }
  }

  static boolean isExcluded(JsonNode patch) {
    return patch.path("excluded").asBoolean();
  }

  static void write(Writing writing, Optional<Zone> zone, boolean isDate) {
    List<Stamp> added = new ArrayList<>();
    List<Stamp> excluded = new ArrayList<>();
    List<String> periods = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>();
    writing.object.path(OVERRIDES).fieldNames().forEachRemaining(keys::add);
    // Without a rule its instances are dates of their own; without a start there are no dates.
    boolean isBare =
        !hasRules(writing.object) && (writing.object.has("start") || writing.object.has("due"));
    for (String key : keys) {
      JsonNode patch = writing.object.path(OVERRIDES).path(key);
      Optional<Stamp> date =
          Stamp.parseExtended(key)
              .map(s -> new Stamp(s.local(), isDate, isDate ? Optional.empty() : zone));
      if (date.isEmpty()) {
        continue;
      }
      boolean isKnown = Preserved.cameFrom(writing.object, OVERRIDES + "/" + key, ADDED);
      Optional<String> length =
          isPeriod(writing.object, key) && !isDate
              ? Durations.value(patch.path("duration").asText())
              : Optional.empty();
      if (isExcluded(patch)
          || Preserved.cameFrom(writing.object, OVERRIDES + "/" + key, EXCLUDED)) {
        excluded.add(date.get());
      }
      if (length.isPresent()) {
        periods.add(date.get().basic() + "/" + length.get());
      } else if (patch.isEmpty() || isKnown || (isBare && !isExcluded(patch))) {
        added.add(date.get());
      }
    }
    lines(writing, ADDED, added);
    lines(writing, EXCLUDED, excluded);
    for (int i = 0; i < periods.size(); i += MOST_IN_LINE) {
      List<String> some = periods.subList(i, Math.min(i + MOST_IN_LINE, periods.size()));
      writing.line(ADDED).with("VALUE", "PERIOD").in(zone).value(String.join(",", some));
    }
  }

  /** Whether an override says no more than how long a date is that the series has besides. */
  static boolean isPeriod(ObjectNode object, String key) {
    JsonNode patch = object.path(OVERRIDES).path(key);
    return patch.size() == 1
        && patch.has("duration")
        && (Preserved.cameFrom(object, OVERRIDES + "/" + key, ADDED) || !hasRules(object));
  }

  private static boolean hasRules(ObjectNode object) {
    return object.has(RecurrenceRules.RULE) || object.has(RecurrenceRules.RULES);
  }

  private static void lines(Writing writing, String name, List<Stamp> dates) {
    for (int i = 0; i < dates.size(); i += MOST_IN_LINE) {
      writing.line(name).times(dates.subList(i, Math.min(i + MOST_IN_LINE, dates.size())));
    }
  }
}
