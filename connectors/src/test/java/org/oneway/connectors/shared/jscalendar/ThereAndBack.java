// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a calendar says, as far as it has to say it again. */
final class ThereAndBack {
  private static final String NO_DEFINITION =
      "a zone as US-Mountain is not defined in the file: ical4j takes it for none, we for the one of that name";
  private static final String OWN_DEFINITION =
      "US-Eastern is US/Eastern by its name; the file's own rules for it end with those of 1987";
  private static final String UNTIL_WITHOUT_ZONE =
      "UNTIL has neither zone nor Z: we read it in the zone of the event, ical4j in none";
  private static final String DAY_WITH_TIME =
      "an instance of a series of days is named by a midnight in a zone: it is that day";
  private static final String TWICE =
      "the same instance comes twice: that of the higher SEQUENCE stays, as RFC 5546 says";

  /** Files with other instances afterwards, by the end of their names, and why. */
  static final Map<String, String> INSTANCES =
      Map.ofEntries(
          Map.entry("rb_event.ics", NO_DEFINITION),
          Map.entry("rb_nonstandard.ics", NO_DEFINITION),
          Map.entry("rb_single_event.ics", NO_DEFINITION),
          Map.entry("rb_single_event_bad_line.ics", NO_DEFINITION),
          Map.entry("rb_single_event_bad_organizer.ics", NO_DEFINITION),
          Map.entry("rb_single_event_organizer_parsed.ics", NO_DEFINITION),
          Map.entry("rb_two_events.ics", NO_DEFINITION),
          Map.entry("examples_ICal.ics", NO_DEFINITION),
          Map.entry("ALARM3.ics", OWN_DEFINITION),
          Map.entry("ALARM4.ics", OWN_DEFINITION),
          Map.entry("ALARM5.ics", OWN_DEFINITION),
          Map.entry("ALARM6.ics", OWN_DEFINITION),
          Map.entry("Bug1741093.ics", OWN_DEFINITION),
          Map.entry("DailyInterval1.ics", OWN_DEFINITION),
          Map.entry("non-utc-until-ny.ics", UNTIL_WITHOUT_ZONE),
          Map.entry("UntilRespectsTimezoneTest.ics", UNTIL_WITHOUT_ZONE),
          Map.entry("exchange_whole_day_moved_recurrence.ics", DAY_WITH_TIME),
          Map.entry("exchange_whole_day_moved_recurrence_offset_tz.ics", DAY_WITH_TIME),
          Map.entry("recurrence-sequence.ics", TWICE));

  /** Files with other properties afterwards. */
  static final Map<String, String> PROPERTIES =
      Map.of(
          "recurrence-sequence.ics",
          TWICE,
          "event_dt_partstat.ics",
          "blanks from folding stand before the quotes of parameters and in addresses");

  /** Why a file is not compared, or nothing. */
  static String exception(Map<String, String> exceptions, String file) {
    return exceptions.entrySet().stream()
        .filter(entry -> file.endsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  /** Told by the instances, which are compared on their own. */
  private static final Set<String> TIMES =
      Set.of("DTSTART", "DTEND", "DUE", "DURATION", "EXDATE", "RDATE", "RECURRENCE-ID", "RRULE");

  /** Written where a calendar must have them, whether it had or not. */
  private static final Set<String> REQUIRED = Set.of("DTSTAMP", "LAST-MODIFIED", "UID");

  private ThereAndBack() {}

  /** The properties of events, tasks and notes, and of what is in them. */
  static List<String> said(CalendarText.Component root) {
    List<String> said = new ArrayList<>();
    List<CalendarText.Component> calendars = new ArrayList<>(root.all("VCALENDAR"));
    calendars.add(root);
    for (CalendarText.Component calendar : calendars) {
      for (String sort : List.of("VEVENT", "VTODO", "VJOURNAL")) {
        calendar.all(sort).forEach(component -> collect(component, "", said));
      }
    }
    return said;
  }

  private static void collect(CalendarText.Component component, String path, List<String> said) {
    String here = path + component.name() + " ";
    for (CalendarText.Property property : component.properties()) {
      boolean isCompared =
          !REQUIRED.contains(property.name())
              && !(path.isEmpty() && TIMES.contains(property.name()))
              && !property.name().startsWith("JSCAL-");
      if (isCompared) {
        property.meanings().forEach(meaning -> said.add(here + meaning));
      }
    }
    component.components().forEach(inner -> collect(inner, here, said));
  }
}
