// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.engine.item.Finding.Level;

/** How long it takes: DTEND, DURATION, ESTIMATED-DURATION. */
final class Ends {
  private static final String END = "DTEND";
  private static final String LENGTH = "DURATION";
  private static final String MEMBER = "duration";
  private static final String ONE_DAY = "P1D";

  private Ends() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put(END, Ends::end);
    rules.put(LENGTH, Ends::length);
    rules.put("ESTIMATED-DURATION", Ends::estimated);
  }

  private static void end(Reading reading, Line line) {
    Optional<Stamp> start = reading.start;
    Optional<Stamp> found = reading.isEvent() ? reading.stamp(line) : Optional.empty();
    if (found.isEmpty() || start.isEmpty() || !reading.object.has("start")) {
      reading.raw(line.content(), found.isEmpty() ? "is no time" : "ends what has no start");
      return;
    }
    if (reading.object.has(MEMBER)) {
      reading.raw(line.content(), "stands beside another end");
      return;
    }
    Optional<Stamp> end = comparable(reading, line, start.get(), found.get());
    Optional<String> length = end.flatMap(stamp -> Durations.between(start.get(), stamp));
    if (length.isEmpty()) {
      reading.raw(line.content(), "is no time after the start");
      return;
    }
    reading.object.put(MEMBER, length.get());
    if (found.get().isDate() && !start.get().isDate()) {
      // Days at both ends would be read as an event without times.
      reading.preserved.forgetType("start");
      reading.preserved.converted(MEMBER, END, List.of(Parameter.of("VALUE", "DATE")));
    }
    Optional<Zone> zone =
        end.get().zone().filter(z -> !start.get().zone().equals(end.get().zone()));
    if (zone.isPresent()) {
      // The zone tells that it was an end.
      putZone(reading, line, zone.get());
    } else {
      line.take("TZID");
      reading.preserved.property(MEMBER, END);
    }
    reading.converted(line, MEMBER);
  }

  /** The end as the kind of time that the start is; empty where the two cannot be compared. */
  private static Optional<Stamp> comparable(Reading reading, Line line, Stamp start, Stamp end) {
    if (end.isDate() && !start.isDate()) {
      reading.find(Level.REPAIRED, line.content(), "is a day, but the start is a time");
      return Optional.of(new Stamp(end.local(), false, start.zone()));
    }
    if (start.isDate() && !end.isDate()) {
      reading.find(Level.REPAIRED, line.content(), "is a time, but the start is a day");
      return Optional.of(new Stamp(end.local(), true, Optional.empty()));
    }
    if (start.zone().isPresent() && end.zone().isEmpty() && !start.isDate()) {
      if (start.isUtc()) {
        return Optional.empty();
      }
      reading.find(
          Level.REPAIRED, line.content(), "is in no time zone; taken for that of the start");
      return Optional.of(end.in(start.zone()));
    }
    return start.zone().isEmpty() && end.zone().isPresent() ? Optional.empty() : Optional.of(end);
  }

  private static void putZone(Reading reading, Line line, Zone zone) {
    if (reading.surface.isNew()) {
      reading.object.put("endTimeZone", zone.id());
      return;
    }
    ObjectNode place = Reading.JSON.objectNode();
    place.put("@type", "Location").put("relativeTo", "end").put("timeZone", zone.id());
    reading.add(line, "locations", line.value(), place);
  }

  private static void length(Reading reading, Line line) {
    Optional<String> length = Durations.json(line.value());
    if (length.isEmpty() || reading.start.isEmpty() || !reading.object.has("start")) {
      reading.raw(
          line.content(),
          length.isEmpty() ? "is no length of time" : "is the length of what has no start");
      return;
    }
    if (!length.get().equals(line.value())) {
      reading.find(Level.REPAIRED, line.content(), "means " + length.get());
    }
    if (reading.isTask()) {
      lengthOfTask(reading, line, length.get());
    } else if (reading.object.has(MEMBER) || !reading.isEvent()) {
      reading.raw(line.content(), "stands beside another end");
    } else {
      reading.object.put(MEMBER, length.get());
      if (reading.start.get().isDate() && length.get().equals(ONE_DAY)) {
        reading.preserved.property(MEMBER, LENGTH);
      }
      reading.converted(line, MEMBER);
    }
  }

  /** A task is due when its length has passed (RFC 5545 section 3.6.2). */
  private static void lengthOfTask(Reading reading, Line line, String length) {
    Optional<Stamp> due =
        Durations.parse(length).flatMap(l -> Durations.after(reading.start.orElseThrow(), l));
    if (reading.component.line("DUE").isPresent()
        || due.isEmpty()
        || due.get().isDate() != reading.start.orElseThrow().isDate()) {
      reading.raw(line.content(), "stands beside another end");
      return;
    }
    reading.object.put("due", Stamp.json(due.get().local()));
    reading.preserved.property("due", LENGTH);
    reading.converted(line, "due");
  }

  private static void estimated(Reading reading, Line line) {
    Optional<String> length = Durations.json(line.value());
    if (length.isEmpty() || !reading.isTask()) {
      reading.raw(line.content(), "is no length of a task");
      return;
    }
    reading.object.put("estimatedDuration", length.get());
    reading.converted(line, "estimatedDuration");
  }

  /** Says what iCalendar takes for granted: a day without an end is a day long. */
  static void join(Reading reading) {
    boolean isDay = reading.isEvent() && reading.start.filter(Stamp::isDate).isPresent();
    if (isDay && !reading.object.has(MEMBER)) {
      reading.object.put(MEMBER, ONE_DAY);
    }
  }

  static void write(Writing writing, boolean isDate) {
    writing
        .text("estimatedDuration")
        .flatMap(Durations::value)
        .ifPresent(value -> writing.line("ESTIMATED-DURATION", "estimatedDuration").value(value));
    Optional<Stamp> start = writing.stamp("start", isDate);
    if (start.isEmpty()) {
      return;
    }
    if (writing.isTask() && Preserved.cameFrom(writing.object, "due", LENGTH)) {
      writing
          .stamp("due", isDate)
          .flatMap(due -> Durations.between(start.get(), due))
          .ifPresent(value -> writing.line(LENGTH, "due").value(value));
    } else if (writing.isEvent()) {
      write(writing, start.get());
    }
  }

  private static void write(Writing writing, Stamp start) {
    Optional<String> json = writing.text(MEMBER);
    Optional<Durations.Length> length = json.flatMap(Durations::parse).filter(l -> !l.isNegative());
    Optional<Map.Entry<String, Zone>> zone = zone(writing);
    boolean isEnd = zone.isPresent() || Preserved.cameFrom(writing.object, MEMBER, END);
    if (isEnd && (length.isPresent() || json.isEmpty())) {
      Optional<Stamp> end =
          length.isEmpty() ? Optional.of(start) : Durations.after(start, length.get());
      boolean isSaid = json.isPresent() || zone.isPresent();
      if (isSaid && end.isPresent() && end.get().isDate() == start.isDate()) {
        write(writing, end.get(), zone);
        return;
      }
    }
    boolean isGranted =
        start.isDate()
            && json.filter(ONE_DAY::equals).isPresent()
            && !Preserved.cameFrom(writing.object, MEMBER, LENGTH);
    if (!isGranted) {
      json.flatMap(Durations::value).ifPresent(value -> writing.line(LENGTH, MEMBER).value(value));
    }
  }

  private static void write(Writing writing, Stamp end, Optional<Map.Entry<String, Zone>> zone) {
    Writing.Out line = writing.line(END, MEMBER);
    if (zone.isEmpty() || end.zone().isEmpty()) {
      line.time(end);
      return;
    }
    Optional<Zone> there = Optional.of(zone.get().getValue());
    Stamp told = new Stamp(end.localIn(there), false, there);
    String key = zone.get().getKey();
    if (!key.isEmpty() && !writing.follows("locations", key, told.basic())) {
      line.with(writing.surface.id(), key);
    }
    line.time(told);
  }

  /** Where it ends, where that is another zone, and the key of the place that says so. */
  private static Optional<Map.Entry<String, Zone>> zone(Writing writing) {
    Optional<Zone> told = writing.definitions.zone(writing.object.path("endTimeZone"));
    if (told.isPresent()) {
      return Optional.of(Map.entry("", told.get()));
    }
    for (Map.Entry<String, JsonNode> place : writing.object.path("locations").properties()) {
      if (isOnlyEnd(place.getValue())) {
        return writing
            .definitions
            .zone(place.getValue().path("timeZone"))
            .map(zone -> Map.entry(place.getKey(), zone));
      }
    }
    return Optional.empty();
  }

  /** Whether a place says no more than in which zone something ends, which DTEND says. */
  static boolean isOnlyEnd(JsonNode place) {
    return place.path("relativeTo").asText().equals("end")
        && place.path("timeZone").isTextual()
        && place.path("@type").asText("Location").equals("Location")
        && place.size() == (place.has("@type") ? 3 : 2);
  }
}
