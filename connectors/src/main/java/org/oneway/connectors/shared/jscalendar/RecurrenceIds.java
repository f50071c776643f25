// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.engine.item.Finding.Level;

/** Which occurrence of a series an object is: RECURRENCE-ID. */
final class RecurrenceIds {
  static final String NAME = "RECURRENCE-ID";
  static final String MEMBER = "recurrenceId";
  private static final String ZONE = "recurrenceIdTimeZone";

  private RecurrenceIds() {}

  static void read(Reading reading, Line line) {
    Optional<Stamp> found = reading.stamp(line);
    if (found.isEmpty() || reading.object.has(MEMBER)) {
      reading.raw(line.content(), found.isEmpty() ? "is no time" : "stands there already");
      return;
    }
    Stamp id = found.get();
    line.take("TZID");
    reading.object.put(MEMBER, Stamp.json(id.local()));
    id.zone().ifPresent(zone -> reading.object.put(ZONE, zone.id()));
    boolean isOwn = reading.start.map(start -> start.isDate() == id.isDate()).orElse(!id.isDate());
    if (!isOwn) {
      reading.preserved.converted(
          MEMBER, NAME, List.of(Parameter.of("VALUE", id.isDate() ? "DATE" : "DATE-TIME")));
    }
    if (line.peek("RANGE").isPresent()) {
      reading.find(
          Level.CARRIED_RAW,
          line.content(),
          "changes all that follow, which JSCalendar cannot say");
    }
    reading.converted(line, MEMBER);
  }

  /** The key of {@code occurrence} among the overrides of its series: in the zone of the series. */
  static String inSeries(ObjectNode occurrence, ObjectNode master) {
    String text = occurrence.path(MEMBER).asText();
    Optional<Stamp> id = Stamp.parseExtended(text);
    if (id.isEmpty()) {
      return text;
    }
    String type = Preserved.convertedFrom(occurrence, MEMBER).path("valueType").asText();
    boolean isDate =
        type.isEmpty()
            ? occurrence.path("showWithoutTime").asBoolean() && !occurrence.has(ZONE)
            : type.equals("date");
    boolean isDay = isDay(master);
    if (isDay && !isDate) {
      // Exchange names days by midnight; they are named like their series.
      Preserved.forget(occurrence, MEMBER);
      return Stamp.json(id.get().local().toLocalDate().atStartOfDay());
    }
    if (isDate && !isDay) {
      return Stamp.parseExtended(start(master))
          .map(s -> Stamp.json(id.get().local().toLocalDate().atTime(s.local().toLocalTime())))
          .orElse(text);
    }
    Optional<Zone> from = new Definitions(occurrence.path("timeZones")).zone(occurrence.path(ZONE));
    Optional<Zone> to = new Definitions(master.path("timeZones")).zone(master.path("timeZone"));
    return Stamp.json(id.get().in(from).localIn(to));
  }

  /** Whether the occurrences of a series are days. */
  static boolean isDay(JsonNode master) {
    return master.path("showWithoutTime").asBoolean() && !master.path("timeZone").isTextual();
  }

  private static String start(JsonNode master) {
    return master.path("start").asText(master.path("due").asText());
  }

  static void write(Writing writing, boolean isDate) {
    Optional<Stamp> id = writing.text(MEMBER).flatMap(Stamp::parseExtended);
    if (id.isEmpty()) {
      return;
    }
    String type = Preserved.convertedFrom(writing.object, MEMBER).path("valueType").asText();
    boolean asDate = type.isEmpty() ? isDate : type.equals("date");
    Optional<Zone> zone = writing.definitions.zone(writing.object.path(ZONE));
    Stamp stamp = new Stamp(id.get().local(), asDate, asDate ? Optional.empty() : zone);
    writing.line(NAME, MEMBER).time(stamp);
  }
}
