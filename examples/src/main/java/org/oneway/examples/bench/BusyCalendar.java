// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** A calendar as people have them: meetings, series with changes, whole days, alarms. */
final class BusyCalendar {
  private static final List<String> ZONES =
      List.of("Europe/Berlin", "America/New_York", "Asia/Kolkata");

  private BusyCalendar() {}

  /** Writes so many events; equal numbers make equal files. */
  static void write(Path file, int events) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      lines(out, "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example.org//busy//EN");
      for (String zone : ZONES) {
        lines(
            out,
            "BEGIN:VTIMEZONE",
            "TZID:" + zone,
            "BEGIN:STANDARD",
            "DTSTART:19701025T030000",
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100",
            "END:STANDARD",
            "END:VTIMEZONE");
      }
      for (int i = 0; i < events; i++) {
        event(out, i);
      }
      lines(out, "END:VCALENDAR");
    }
  }

  private static void event(BufferedWriter out, int i) throws IOException {
    LocalDate day = LocalDate.of(2020, 1, 1).plusDays(i % 3000);
    String date = day.toString().replace("-", "");
    String zone = ZONES.get(i % ZONES.size());
    lines(out, "BEGIN:VEVENT", "UID:event-" + i + "@example.org", "DTSTAMP:20260101T120000Z");
    switch (i % 4) {
      case 0 -> lines(out, "DTSTART;VALUE=DATE:" + date, "TRANSP:TRANSPARENT");
      case 1 ->
          lines(
              out,
              "DTSTART;TZID=" + zone + ":" + date + "T100000",
              "DTEND;TZID=" + zone + ":" + date + "T113000",
              "RRULE:FREQ=WEEKLY;COUNT=30;BYDAY=MO,WE",
              "EXDATE;TZID=" + zone + ":" + date + "T100000");
      case 2 ->
          lines(
              out,
              "DTSTART:" + date + "T080000Z",
              "DURATION:PT45M",
              "ORGANIZER;CN=Ada Lovelace:mailto:ada@example.org",
              "ATTENDEE;CN=Grace Hopper;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:grace@example.org",
              "ATTENDEE;CN=\"Gauß, C. F.\";RSVP=TRUE;PARTSTAT=NEEDS-ACTION:mailto:cfg@example.org");
      default ->
          lines(
              out,
              "DTSTART;TZID=" + zone + ":" + date + "T140000",
              "DTEND;TZID=" + zone + ":" + date + "T150000",
              "BEGIN:VALARM",
              "ACTION:DISPLAY",
              "TRIGGER:-PT15M",
              "DESCRIPTION:Reminder",
              "END:VALARM");
    }
    lines(
        out,
        "SUMMARY:Meeting number " + i + " about things\\, plans\\; and more",
        "DESCRIPTION:Bring what you have.\\nWe look at it together and decide what",
        "  comes next\\, as always.",
        "LOCATION:Room " + i % 40 + "\\, second floor",
        "CATEGORIES:WORK,MEETING",
        "CLASS:PRIVATE",
        "STATUS:CONFIRMED",
        "SEQUENCE:" + i % 5,
        "CREATED:20250101T120000Z",
        "LAST-MODIFIED:20260101T120000Z",
        "X-MOZ-GENERATION:3",
        "END:VEVENT");
  }

  private static void lines(BufferedWriter out, String... lines) throws IOException {
    for (String line : lines) {
      out.write(line);
      out.write("\r\n");
    }
  }
}
