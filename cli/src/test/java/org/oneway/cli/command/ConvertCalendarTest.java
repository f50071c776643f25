// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConvertCalendarTest {
  @TempDir Path directory;
  private Desk desk;

  private static final String MEETING =
      """
      BEGIN:VEVENT
      UID:meeting
      DTSTAMP:20261101T060000Z
      DTSTART;TZID=Europe/Berlin:20261201T090000
      DURATION:PT1H
      SUMMARY:Meeting
      END:VEVENT
      """;
  private static final String ERRAND =
      """
      BEGIN:VTODO
      UID:errand
      DTSTAMP:20261101T060000Z
      SUMMARY:Errand
      END:VTODO
      """;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory);
  }

  private static String calendar(String components) {
    return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Other//EN\n" + components + "END:VCALENDAR\n";
  }

  @Test
  void eventsAndTasksBecomeOneArray() {
    desk.write("a.ics", calendar(MEETING + ERRAND));

    Desk.Answer answer = desk.run("convert", "--to", "jscalendar", "a.ics");

    assertThat(answer.exit()).isZero();
    assertThat(answer.json()).hasSize(2);
    assertThat(answer.json().path(0).path("timeZone").asText()).isEqualTo("Europe/Berlin");
    assertThat(answer.json().path(1).path("@type").asText()).isEqualTo("Task");
    assertThat(desk.run("convert", "--to", "jscalendar2", "a.ics").json()).hasSize(2);
  }

  @Test
  void filesOfDifferentFormsBecomeOneCalendar() {
    desk.write("a.ics", calendar(MEETING));
    desk.write("b.txt", calendar(ERRAND));
    desk.write("c.json", desk.run("convert", "--to", "jscalendar2", "a.ics").out());

    Desk.Answer answer = desk.run("convert", "--to", "icalendar", "a.ics", "b.txt", "c.json");

    assertThat(answer.exit()).isZero();
    assertThat(answer.out()).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    assertThat(answer.out()).endsWith("END:VTODO\r\nBEGIN:VEVENT\r\n" + tail(answer.out()));
    assertThat(answer.out().lines().filter("BEGIN:VCALENDAR"::equals)).hasSize(1);
    assertThat(answer.out().lines().filter("BEGIN:VTIMEZONE"::equals)).hasSize(1);
    assertThat(answer.out().lines().filter("BEGIN:VEVENT"::equals)).hasSize(2);
    desk.write("all.ics", answer.out());
    assertThat(desk.run("convert", "--to", "jscalendar", "all.ics").json()).hasSize(3);
  }

  private static String tail(String text) {
    int last = text.lastIndexOf("BEGIN:VEVENT\r\n") + "BEGIN:VEVENT\r\n".length();
    assertThat(text).endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n");
    return text.substring(last);
  }

  @Test
  void theEntriesOfAGroupAreTaken() {
    desk.write(
        "g.json",
        "{\"@type\":\"Group\",\"uid\":\"g\",\"entries\":["
            + "{\"@type\":\"Event\",\"uid\":\"a\",\"start\":\"2026-12-01T09:00:00\",\"title\":\"A\"},"
            + "{\"@type\":\"Task\",\"uid\":\"b\",\"title\":\"B\"}]}");

    Desk.Answer answer = desk.run("convert", "--to", "jscalendar", "g.json");

    assertThat(answer.exit()).isZero();
    assertThat(answer.json().findValuesAsText("uid")).containsExactly("a", "b");
  }

  @Test
  void occurrencesWithoutTheirSeriesStandBesideEachOther() {
    desk.write(
        "a.ics",
        calendar(
            MEETING.replace(
                    "DURATION", "RECURRENCE-ID;TZID=Europe/Berlin:20261201T090000\nDURATION")
                + MEETING
                    .replace("20261201", "20261208")
                    .replace(
                        "DURATION", "RECURRENCE-ID;TZID=Europe/Berlin:20261208T090000\nDURATION")));

    Desk.Answer json = desk.run("convert", "--to", "jscalendar", "a.ics");
    desk.write("b.json", json.out());

    assertThat(json.json().findValuesAsText("uid")).containsExactly("meeting", "meeting");
    Desk.Answer back = desk.run("convert", "--to", "icalendar", "b.json");
    assertThat(back.out().lines().filter(line -> line.startsWith("RECURRENCE-ID"))).hasSize(2);
  }

  @Test
  void whatIsNoCalendarIsRefusedAsAWhole() {
    desk.write("a.ics", calendar(MEETING));
    desk.write("a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEND:VCARD\n");
    desk.write("a.json", "[{\"@type\":\"Card\",\"uid\":\"a\"}]");

    Desk.Answer cards = desk.run("convert", "--to", "jscalendar", "a.ics", "a.vcf");
    Desk.Answer events = desk.run("convert", "--to", "jscontact", "a.ics");
    Desk.Answer card = desk.run("convert", "--to", "icalendar", "a.json");

    assertThat(cards.exit()).isEqualTo(10);
    assertThat(cards.out()).isEmpty();
    assertThat(cards.err()).contains("a.vcf holds no events, tasks and notes.");
    assertThat(events.exit()).isEqualTo(10);
    assertThat(events.err()).contains("a.ics holds no contacts.");
    assertThat(card.exit()).isEqualTo(2);
    assertThat(card.err()).contains("a.json line 1: is a Card");
  }

  @Test
  void whatIsCutOffIsToldAndTheRestConverted() {
    desk.write("a.ics", calendar(MEETING).replace("END:VCALENDAR\n", "BEGIN:VEVENT\nUID:x\n"));

    Desk.Answer answer = desk.run("convert", "--to", "jscalendar", "a.ics");

    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.json()).hasSize(1);
    assertThat(answer.err()).contains("a.ics line 11").contains("1 item could not be converted");
  }
}
