// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.engine.item.Item;

/** Calendars that are made to hurt. */
final class HostileCalendarsTest {
  private static final int LINES = 20_000;
  private static final String UTC = "DTSTART:20240101T090000Z";
  private static final String BERLIN = "DTSTART;TZID=Europe/Berlin:20240101T100000";

  @ParameterizedTest
  @DisplayName("S10 a rule that never ends, or explodes, is converted and not expanded")
  @ValueSource(
      strings = {
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=SECONDLY;UNTIL=99991231T235959Z",
        "RRULE:FREQ=SECONDLY;COUNT=2000000000",
        "RRULE:FREQ=YEARLY;BYDAY=MO;BYMONTHDAY=31;BYMONTH=2",
        "RRULE:FREQ=YEARLY;BYYEARDAY=366;BYDAY=MO;BYHOUR=25"
      })
  @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
  void aRuleThatNeverEndsIsConvertedAndNotExpanded(String rule) {
    assertThat(text(thereAndBack(BERLIN, rule))).contains("RRULE:FREQ=");
  }

  @Test
  @DisplayName("S10 a rule with every BY part full is converted")
  @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
  void aRuleWithEveryPartFullIsConverted() {
    String rule =
        "RRULE:FREQ=SECONDLY;BYSECOND="
            + numbers(0, 59)
            + ";BYMINUTE="
            + numbers(0, 59)
            + ";BYHOUR="
            + numbers(0, 23)
            + ";BYMONTHDAY="
            + numbers(1, 31)
            + ";BYYEARDAY="
            + numbers(1, 366)
            + ";BYSETPOS="
            + numbers(1, 366);
    assertThat(text(thereAndBack(BERLIN, rule))).contains("BYHOUR=");
  }

  @Test
  @DisplayName("S10 a rule that never ends in a zone of its own is converted")
  @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
  void aRuleThatNeverEndsInAZoneOfItsOwnIsConverted() {
    String zone =
        """
        BEGIN:VTIMEZONE
        TZID:Own
        BEGIN:STANDARD
        DTSTART:16010101T000000
        RRULE:FREQ=SECONDLY
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T000000
        RRULE:FREQ=SECONDLY;BYSECOND=30
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        END:DAYLIGHT
        END:VTIMEZONE
        """;
    String event = event("DTSTART;TZID=Own:20240101T100000\nRRULE:FREQ=SECONDLY");
    Item item = only(("BEGIN:VCALENDAR\n" + zone + event + "END:VCALENDAR\n").getBytes(UTF_8));
    assertThat(only(Calendars.write(item)).json().path("start"))
        .isEqualTo(item.json().get("start"));
  }

  @ParameterizedTest
  @DisplayName("S10 conversions are bounded in time")
  @ValueSource(
      strings = {
        "EXDATE:%",
        "EXDATE;TZID=America/New_York:%",
        "EXDATE;TZID=Europe/Berlin:%",
        "RDATE:%",
        "RDATE;VALUE=PERIOD:%/PT1H",
        "RRULE:FREQ=DAILY;COUNT=#",
        "EXRULE:FREQ=DAILY;COUNT=#",
        "CATEGORIES:#",
        "ATTENDEE:mailto:#",
        "ATTENDEE;DELEGATED-TO=\"mailto:x#\";MEMBER=\"mailto:y#\":mailto:#",
        "ATTACH:https://example.com/#",
        "ATTACH:https://example.com/same",
        "LOCATION:#",
        "RELATED-TO:#",
        "X-#:#",
        "DESCRIPTION:#",
        "DESCRIPTION;LANGUAGE=x#:#",
        "JSCAL-PROP;JSPTR=\"a#\":1",
        "BEGIN:VALARM\nUID:#\nTRIGGER:-PT1M\nACTION:DISPLAY\nRELATED-TO:x#\nEND:VALARM",
        "BEGIN:VALARM\nTRIGGER:-PT1M\nACTION:DISPLAY\nEND:VALARM",
        "BEGIN:VLOCATION\nUID:#\nNAME:x\nEND:VLOCATION",
        "BEGIN:PARTICIPANT\nUID:#\nCALENDAR-ADDRESS:mailto:#\nEND:PARTICIPANT"
      })
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void manyLinesOfOneSortAreConvertedThereAndBack(String line) {
    assertThat(thereAndBack(BERLIN, "RRULE:FREQ=HOURLY", many(line, LINES))).isNotEmpty();
  }

  @Test
  @DisplayName("S10 100,000 dates left out are converted")
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void manyDatesLeftOutAreConverted() {
    String dates =
        IntStream.range(0, 100_000)
            .mapToObj(HostileCalendarsTest::time)
            .collect(Collectors.joining(","));
    Item item = only(calendar(event(UTC + "\nRRULE:FREQ=HOURLY\nEXDATE:" + dates)));
    assertThat(item.json().path("recurrenceOverrides").size()).isEqualTo(100_000);
    assertThat(only(Calendars.write(item)).json()).isEqualTo(item.json());
  }

  @Test
  @DisplayName("S10 20,000 instances of one series are converted")
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void manyInstancesOfOneSeriesAreConverted() {
    String instances =
        many("BEGIN:VEVENT\nUID:u\nRECURRENCE-ID:%\nDTSTART:%\nSUMMARY:#\nEND:VEVENT", LINES);
    Item item = only(calendar(event(UTC + "\nRRULE:FREQ=HOURLY") + instances + "\n"));
    assertThat(item.json().path("recurrenceOverrides").size()).isEqualTo(LINES);
    assertThat(only(Calendars.write(item)).json()).isEqualTo(item.json());
    Item alone = only(calendar(instances + "\n"));
    assertThat(Calendars.objects(Surface.RFC8984, alone)).hasSize(LINES);
    assertThat(only(Calendars.write(alone)).json()).isEqualTo(alone.json());
  }

  @Test
  @DisplayName("S11 a line folded 1,000,000 times is converted in linear time")
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void aLineFoldedAMillionTimesIsConverted() {
    Item item = only(calendar(event(BERLIN + "\nDESCRIPTION:" + "\n x".repeat(1_000_000))));
    assertThat(item.json().path("description").asText()).hasSize(1_000_000);
    assertThat(only(Calendars.write(item)).json()).isEqualTo(item.json());
  }

  @Test
  @DisplayName("S11 a line of 20 MB without a fold is converted, and folded when it is written")
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void aLongLineIsConverted() {
    Item item = only(calendar(event(BERLIN + "\nDESCRIPTION:" + "x".repeat(20 << 20))));
    assertThat(item.json().path("description").asText()).hasSize(20 << 20);
    byte[] written = Calendars.write(item);
    assertThat(new String(written, 0, 4_000, UTF_8).lines().mapToInt(String::length).max())
        .hasValue(75);
  }

  @Test
  @DisplayName("S13 NUL bytes, invalid UTF-8, a BOM and mixed line ends are repaired")
  void oddBytesAreRepaired() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        "\uFEFFBEGIN:VCALENDAR\r\nBEGIN:VEVENT\nUID:u\rSUMMARY:a\u0000b".getBytes(UTF_8));
    bytes.writeBytes(new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF});
    bytes.writeBytes("c\r\nDTSTART:20240101T100000Z\nLOCATION:Z\u00fcrich\n".getBytes(UTF_8));
    bytes.writeBytes("END:VEVENT\r\nEND:VCALENDAR\n".getBytes(UTF_8));
    Item item = only(bytes.toByteArray());
    assertThat(item.json().path("uid").asText()).isEqualTo("u");
    assertThat(item.json().path("title").asText()).startsWith("a").endsWith("c");
    assertThat(item.json().path("locations").elements().next().path("name").asText())
        .isEqualTo("Z\u00fcrich");
    assertThat(only(Calendars.write(item)).json()).isEqualTo(item.json());
  }

  @Test
  @DisplayName(
      "S13 what is written is UTF-8 with CRLF, folded at 75 bytes and never in a character")
  void whatIsWrittenIsFoldedBetweenCharacters() {
    byte[] written = thereAndBack(BERLIN, "SUMMARY:" + "\u00e4\uD83D\uDE00".repeat(100));
    String text = new String(written, UTF_8);
    assertThat(text).doesNotContain("\uFFFD").doesNotContainPattern("[^\r]\n");
    assertThat(List.of(text.split("\r\n")))
        .allSatisfy(l -> assertThat(l.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(75));
  }

  private static String numbers(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(","));
  }

  /** The time of the {@code i}th hour of a year. */
  private static String time(int i) {
    return LocalDateTime.of(2024, 1, 1, 9, 0)
            .plusHours(i)
            .format(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss"))
        + "Z";
  }

  private static String many(String line, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                line.replace("#", "" + i)
                    .replace("%", line.contains("TZID") ? time(i).replace("Z", "") : time(i)))
        .collect(Collectors.joining("\n"));
  }

  private static String event(String lines) {
    return "BEGIN:VEVENT\nUID:u\nDTSTAMP:20240101T000000Z\n" + lines + "\nEND:VEVENT\n";
  }

  private static byte[] calendar(String components) {
    return ("BEGIN:VCALENDAR\nVERSION:2.0\n" + components + "END:VCALENDAR\n").getBytes(UTF_8);
  }

  private static byte[] thereAndBack(String... lines) {
    return Calendars.write(only(calendar(event(String.join("\n", lines)))));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).replace("\r\n ", "");
  }

  private static Item only(byte[] calendar) {
    Calendars.CalendarObject read = Calendars.read(calendar, "x.ics");
    assertThat(read.broken()).isEmpty();
    assertThat(read.items()).hasSize(1);
    return read.items().get(0).item();
  }
}
