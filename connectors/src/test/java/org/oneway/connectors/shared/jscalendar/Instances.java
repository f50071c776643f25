// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.io.IOException;
import java.io.StringReader;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.property.DateProperty;

/** When the components of a calendar take place, as ical4j computes it. */
public final class Instances {
  private static final int FIRST = 100;
  private static final long LONGEST_DAYS = 366L * 60;
  private static final Set<String> TEMPORAL =
      Set.of(
          "UID",
          "DTSTAMP",
          "DTSTART",
          "DTEND",
          "DURATION",
          "DUE",
          "RRULE",
          "RDATE",
          "EXDATE",
          "EXRULE",
          "RECURRENCE-ID");

  private Instances() {}

  /**
   * A component's instances: sort, which instance it stands for, and from when to when.
   *
   * @param problem why ical4j cannot compute them
   */
  record Of(String sort, String instance, List<String> times, Optional<String> problem) {}

  /** The same of a calendar's text, a line for each component that ical4j can compute. */
  public static List<String> told(String calendar) {
    return in(CalendarText.parse(calendar)).stream()
        .filter(of -> of.problem().isEmpty())
        .map(of -> of.sort() + " " + of.instance() + " " + of.times())
        .sorted()
        .toList();
  }

  /**
   * The instances of each VEVENT and VTODO that has a start. ical4j reads one component at a time,
   * with its zones and of its lines only those that say when: one bad line would cost the file.
   */
  static List<Of> in(CalendarText.Component root) {
    List<Of> found = new ArrayList<>();
    List<CalendarText.Component> calendars = new ArrayList<>(root.all("VCALENDAR"));
    calendars.add(root);
    for (CalendarText.Component calendar : calendars) {
      for (CalendarText.Component component : calendar.components()) {
        boolean isTimed = component.name().equals("VEVENT") || component.name().equals("VTODO");
        if (isTimed && !component.value("DTSTART").isEmpty()) {
          found.add(of(calendar, component));
        }
      }
    }
    return found;
  }

  private static Of of(CalendarText.Component calendar, CalendarText.Component component) {
    StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//T\r\n");
    calendar.all("VTIMEZONE").stream()
        .filter(zone -> !zone.components().isEmpty())
        .forEach(zone -> append(text, zone, Set.of()));
    append(text, component, TEMPORAL);
    text.append("END:VCALENDAR\r\n");
    String sort = component.name();
    try {
      Component parsed =
          new CalendarBuilder()
              .build(new StringReader(text.toString()))
              .getComponent(sort)
              .map(Component.class::cast)
              .orElseThrow();
      String instance =
          parsed
              .<DateProperty<Temporal>>getProperty("RECURRENCE-ID")
              .map(p -> plain(p.getDate()))
              .orElse("");
      return new Of(sort, instance, times(parsed), Optional.empty());
    } catch (IOException | ParserException | RuntimeException e) {
      return new Of(sort, "", List.of(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /** ical4j's rule: the set grows with the window, so the window grows until there are enough. */
  private static List<String> times(Component component) {
    Temporal start = component.<DateProperty<Temporal>>getRequiredProperty("DTSTART").getDate();
    List<String> times = List.of();
    for (long days = 1; days <= LONGEST_DAYS && times.size() < FIRST; days = days * 4 + 3) {
      Period<Temporal> window =
          new Period<>(start.minus(400, ChronoUnit.DAYS), start.plus(days, ChronoUnit.DAYS));
      times =
          component.<Temporal>calculateRecurrenceSet(window).stream()
              .map(period -> plain(period.getStart()) + "/" + plain(period.getEnd()))
              .sorted()
              .limit(FIRST)
              .toList();
    }
    return times;
  }

  private static String plain(Temporal time) {
    if (time instanceof ZonedDateTime zoned) {
      return zoned.toInstant().toString();
    }
    return time instanceof OffsetDateTime offset ? offset.toInstant().toString() : time.toString();
  }

  private static void append(
      StringBuilder text, CalendarText.Component component, Set<String> names) {
    text.append("BEGIN:").append(component.name()).append("\r\n");
    boolean isStamped = !component.value("DTSTAMP").isEmpty();
    if (!names.isEmpty() && !isStamped) {
      text.append("DTSTAMP:20060102T030405Z\r\n");
    }
    for (CalendarText.Property property : component.properties()) {
      if (names.isEmpty() || names.contains(property.name())) {
        text.append(property.name());
        property.parameters().forEach(p -> text.append(';').append(quoted(p)));
        text.append(':').append(property.value()).append("\r\n");
      }
    }
    if (names.isEmpty()) {
      component.components().forEach(inner -> append(text, inner, names));
    }
    text.append("END:").append(component.name()).append("\r\n");
  }

  private static String quoted(String parameter) {
    int at = parameter.indexOf('=');
    return parameter.matches(".*[,;:].*")
        ? parameter.substring(0, at + 1) + "\"" + parameter.substring(at + 1) + "\""
        : parameter;
  }
}
