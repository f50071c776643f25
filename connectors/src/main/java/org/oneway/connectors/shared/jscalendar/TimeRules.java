// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.engine.item.Finding.Level;

/** When it is: DTSTART, DUE, and that times are not to be shown. How long it is: {@link Ends}. */
final class TimeRules {
  private static final String START = "DTSTART";
  private static final String DUE = "DUE";
  private static final String SHOW = "SHOW-WITHOUT-TIME";
  private static final Parameter AS_DATE = Parameter.of("VALUE", "DATE");

  private TimeRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put(START, TimeRules::laterStart);
    rules.put(DUE, TimeRules::due);
    rules.put("RECURRENCE-ID", RecurrenceIds::read);
    rules.put(SHOW, TimeRules::show);
    Ends.addTo(rules);
  }

  /** Finds out when the component begins, which the other rules ask. */
  static void readStart(Reading reading) {
    Optional<ContentLine> line = reading.component.line(START);
    Optional<ContentLine> due = reading.isTask() ? reading.component.line(DUE) : Optional.empty();
    if (line.flatMap(reading::peekStamp).isPresent()) {
      readStart(reading, new Line(line.get()), due.or(() -> end(reading)));
    } else if (due.flatMap(reading::peekStamp).isPresent()) {
      reading.start = reading.stamp(new Line(due.get()));
      reading.start.ifPresent(start -> putZone(reading, start));
    }
  }

  private static Optional<ContentLine> end(Reading reading) {
    return reading.isEvent() ? reading.component.line("DTEND") : Optional.empty();
  }

  private static void readStart(Reading reading, Line line, Optional<ContentLine> end) {
    Optional<Stamp> found = reading.stamp(line);
    if (found.isEmpty()) {
      return;
    }
    Stamp start = found.get();
    Optional<Stamp> other =
        end.flatMap(reading::peekStamp).filter(stamp -> !stamp.isDate() && start.isDate());
    if (other.filter(stamp -> !isBareMidnight(stamp)).isPresent()) {
      // It begins with a day and ends at a time: both are times, and the day is remembered.
      Stamp midnight = new Stamp(start.local(), false, other.get().zone());
      reading.find(Level.REPAIRED, line.content(), "is a day, but the end is a time");
      reading.preserved.converted("start", START, List.of(AS_DATE));
      put(reading, midnight);
    } else {
      put(reading, start);
    }
    reading.converted(line, "start");
  }

  /** Whether a time says no more than a date would. */
  static boolean isBareMidnight(Stamp stamp) {
    return stamp.zone().isEmpty() && stamp.isMidnight();
  }

  private static void put(Reading reading, Stamp start) {
    reading.start = Optional.of(start);
    reading.object.put("start", Stamp.json(start.local()));
    putZone(reading, start);
  }

  private static void putZone(Reading reading, Stamp start) {
    start.zone().ifPresent(zone -> reading.object.put("timeZone", zone.id()));
    if (start.isDate()) {
      reading.object.put("showWithoutTime", true);
    }
  }

  private static void laterStart(Reading reading, Line line) {
    boolean isFirst = reading.component.line(START).filter(line.content()::equals).isPresent();
    if (!isFirst) {
      reading.raw(line.content(), "stands there already");
    } else if (!reading.object.has("start")) {
      reading.raw(line.content(), "is no time");
    }
  }

  private static void due(Reading reading, Line line) {
    Optional<Stamp> found = reading.isTask() ? reading.stamp(line) : Optional.empty();
    if (found.isEmpty() || reading.start.isEmpty() || reading.object.has("due")) {
      reading.raw(
          line.content(), found.isEmpty() ? "is no time of a task" : "stands there already");
      return;
    }
    Stamp due = found.get();
    Stamp start = reading.start.get();
    if (due.isDate() && !start.isDate()) {
      reading.find(Level.REPAIRED, line.content(), "is a day, but the start is a time");
      reading.preserved.converted("due", DUE, List.of(AS_DATE));
    } else if (due.zone().isPresent() && !due.isUtc() && !due.zone().equals(start.zone())) {
      String tzid = line.take("TZID").orElse(due.zone().get().tzid());
      reading.preserved.converted("due", DUE, List.of(Parameter.of("TZID", tzid)));
    }
    reading.object.put("due", Stamp.json(due.localIn(start.zone())));
    reading.converted(line, "due");
  }

  private static void show(Reading reading, Line line) {
    if (line.value().trim().equalsIgnoreCase("TRUE")) {
      reading.object.put("showWithoutTime", true);
      reading.converted(line, "showWithoutTime");
    } else {
      reading.raw(line.content());
    }
  }

  static void write(Writing writing) {
    boolean isDate = isDate(writing);
    RecurrenceIds.write(writing, isDate);
    writing.stamp("start", isDate).ifPresent(start -> writing.line(START, "start").time(start));
    if (writing.isTask()) {
      writing.stamp("due", isDate).ifPresent(due -> writeDue(writing, due));
    }
    Ends.write(writing, isDate);
    boolean isTold = writing.object.path("showWithoutTime").asBoolean();
    if (isTold && !isDate && writing.surface.isNew()) {
      writing.line(SHOW, "showWithoutTime").value("TRUE");
    }
  }

  private static void writeDue(Writing writing, Stamp due) {
    if (Preserved.cameFrom(writing.object, "due", "DURATION")) {
      return;
    }
    Optional<Zone> own =
        Preserved.parameters(writing.object, "due", DUE).stream()
            .filter(parameter -> parameter.name().equals("TZID"))
            .findFirst()
            .flatMap(parameter -> writing.definitions.called(parameter.values().get(0)));
    boolean isElsewhere = own.isPresent() && due.zone().isPresent() && !due.isDate();
    Stamp told = isElsewhere ? new Stamp(due.localIn(own), false, own) : due;
    writing.line(DUE, "due").time(told);
  }

  /**
   * Whether times are written as dates: they are not to be shown, are in no zone, and none is at
   * another time than midnight.
   */
  static boolean isDate(Writing writing) {
    boolean isTold = writing.object.path("showWithoutTime").asBoolean();
    return isTold
        && !writing.object.path("timeZone").isTextual()
        && isMidnight(writing.text("start"))
        && isMidnight(writing.text("due"))
        && writing
            .text("duration")
            .flatMap(Durations::parse)
            .filter(length -> length.seconds() > 0)
            .isEmpty()
        && RecurrenceRules.isDate(writing.object);
  }

  static boolean isMidnight(Optional<String> time) {
    return time.filter(text -> !text.endsWith("T00:00:00")).isEmpty();
  }
}
