// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscalendar.Fragment.back;
import static org.oneway.connectors.shared.jscalendar.Fragment.event;
import static org.oneway.connectors.shared.jscalendar.Fragment.findings;
import static org.oneway.connectors.shared.jscalendar.Fragment.json;
import static org.oneway.connectors.shared.jscalendar.Fragment.lines;
import static org.oneway.connectors.shared.jscalendar.Fragment.modern;
import static org.oneway.connectors.shared.jscalendar.Fragment.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecurrenceTest {
  private static final String START = "DTSTART;TZID=Europe/Berlin:20240101T100000";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=1,12;BYYEARDAY=1,-1;BYWEEKNO=20,-1",
        "FREQ=MONTHLY;BYMONTHDAY=13,-1;BYDAY=-1SU,2MO,FR;BYSETPOS=1,-1;WKST=SU",
        "FREQ=SECONDLY;INTERVAL=1;BYHOUR=0,23;BYMINUTE=0;BYSECOND=0,60;COUNT=3",
        "FREQ=YEARLY;RSCALE=CHINESE;SKIP=FORWARD;BYMONTH=5L,13",
        "FREQ=DAILY;UNTIL=20240930T120000Z",
        "FREQ=HOURLY;X-MORE=1",
        "FREQ=DAILY;COUNT=3;UNTIL=20240930T120000Z",
        "FREQ=OFTEN",
        "FREQ=DAILY;UNTIL=20231231T120000Z",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=99999999999",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=YEARLY;BYMONTH=5L",
        "FREQ=DAILY;SKIP=OMIT",
        "FREQ=DAILY;BYDAY=MO;BYDAY=TU",
        "",
        "everything",
      })
  void aRuleComesBackAsItWas(String rule) {
    assertThat(back(event(START, "RRULE:" + rule))).contains("RRULE:" + rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=OFTEN",
        "",
        "FREQ=DAILY;COUNT=3;UNTIL=20240930T120000Z",
        "FREQ=DAILY;UNTIL=20231231T120000Z",
        "FREQ=DAILY;BYHOUR=24",
      })
  void aRuleThatCannotBeFollowedIsToldAndTravelsAsItIs(String rule) {
    String event = event(START, "RRULE:" + rule);
    assertThat(json(event).has("recurrenceRules")).isFalse();
    assertThat(findings(event)).containsExactly("CARRIED_RAW RRULE");
  }

  @ParameterizedTest
  @CsvSource({
    "DTSTART;TZID=Europe/Berlin:20240101T100000, 20240930T220000Z, 2024-10-01T00:00:00",
    "DTSTART;TZID=Europe/Berlin:20240101T100000, 20240930T220000, 2024-09-30T22:00:00",
    "DTSTART;TZID=Europe/Berlin:20240101T100000, 20240930, 2024-09-30T00:00:00",
    "DTSTART:20240101T100000Z, 20240930T220000Z, 2024-09-30T22:00:00",
    "DTSTART:20240101T100000, 20240930T220000, 2024-09-30T22:00:00",
    "DTSTART;VALUE=DATE:20240101, 20240930, 2024-09-30T00:00:00",
    "DTSTART;VALUE=DATE:20240101, 20240930T220000Z, 2024-09-30T00:00:00",
  })
  void anEndIsToldOnTheClocksOfTheSeries(String start, String until, String expected) {
    String event = event(start, "RRULE:FREQ=DAILY;UNTIL=" + until);
    assertThat(json(event).at("/recurrenceRules/0/until").asText()).isEqualTo(expected);
    back(event);
  }

  @Test
  void moreThanOneRuleIsAListAndInVersion2TravelsBesideTheFirst() {
    String event =
        event(START, "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=WEEKLY", "EXRULE:FREQ=MONTHLY");
    assertThat(json(event).path("recurrenceRules")).hasSize(2);
    assertThat(json(event).path("excludedRecurrenceRules")).hasSize(1);
    ObjectNode modern = modern(event);
    assertThat(modern.at("/recurrenceRule/count").asInt()).isEqualTo(3);
    assertThat(lines(modern))
        .contains("RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=WEEKLY", "EXRULE:FREQ=MONTHLY");
    back(event);
  }

  @ParameterizedTest
  @CsvSource({
    "D1 #10, FREQ=DAILY;COUNT=10",
    "D2, FREQ=DAILY;INTERVAL=2;COUNT=2",
    "W2 MO 20250101T000000, FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;UNTIL=20250101T000000",
    "W1 TU TH #0, 'FREQ=WEEKLY;BYDAY=TU,TH'",
    "MP1 1+ MO 2- FR #3, 'FREQ=MONTHLY;BYDAY=1MO,-2FR;COUNT=3'",
    "MD1 15 LD #0, 'FREQ=MONTHLY;BYMONTHDAY=15,-1'",
    "YM1 6 #5, FREQ=YEARLY;BYMONTH=6;COUNT=5",
    "YD1 100 200 #0, 'FREQ=YEARLY;BYYEARDAY=100,200'",
  })
  void aRuleOfVCalendarIsUnderstood(String old, String modern) {
    assertThat(OldRecurrence.modern(old)).contains(modern);
    String event = event("DTSTART:20240101T100000", "RRULE:" + old);
    assertThat(findings(event)).containsExactly("REPAIRED RRULE");
    assertThat(back(event)).contains("RRULE:" + modern);
  }

  @ParameterizedTest
  @ValueSource(strings = {"D", "X1 #3", "W1 XX", "MD1 400000", "D1 #many", "M5 0800 0900 #3"})
  void aRuleOfVCalendarThatIsNoneTravelsAsItIs(String old) {
    String event = event("DTSTART:20240101T100000", "RRULE:" + old);
    assertThat(json(event).has("recurrenceRules")).isFalse();
    assertThat(back(event)).contains("RRULE:" + old);
  }

  @Test
  void datesOfOtherZonesAreToldOnTheClocksOfTheSeries() {
    String event =
        event(
            START,
            "RRULE:FREQ=DAILY",
            "EXDATE:20240102T090000Z",
            "EXDATE;TZID=America/New_York:20240103T040000,20240703T040000",
            "EXDATE;TZID=Europe/Berlin:20240102T100000",
            "RDATE:20240105T110000Z",
            "RDATE;VALUE=PERIOD:20240106T110000Z/20240106T120000Z,20240107T110000Z/PT2H");
    assertThat(json(event).path("recurrenceOverrides"))
        .isEqualTo(
            Fragment.parse(
                "{'2024-01-02T10:00:00':{'excluded':true},'2024-01-03T10:00:00':{'excluded':true},"
                    + "'2024-07-03T10:00:00':{'excluded':true},'2024-01-05T12:00:00':{},"
                    + "'2024-01-06T12:00:00':{'duration':'PT1H'},"
                    + "'2024-01-07T12:00:00':{'duration':'PT2H'}}"));
    assertThat(back(event))
        .contains(
            "RDATE;TZID=Europe/Berlin:20240105T120000",
            "EXDATE;TZID=Europe/Berlin:20240102T100000,20240103T100000,20240703T100000",
            "RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20240106T120000/PT1H,20240107T120000/PT2H");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXDATE;VALUE=DATE:20240102",
        "RDATE;VALUE=DATE:20240102",
        "EXDATE:nonsense",
        "RDATE:",
        "RDATE;VALUE=PERIOD:20240106T110000Z/20240105T120000Z",
        "RDATE;VALUE=PERIOD:20240106T110000Z/-PT1H",
      })
  void datesThatCannotBeOfTheSeriesTravelAsTheyAre(String line) {
    assertThat(back(event(START, "RRULE:FREQ=DAILY", line))).anyMatch(line::equalsIgnoreCase);
  }

  @Test
  void aTimeThatIsLeftOutOfASeriesOfDaysIsTheDayItIsAtMidnight() {
    String event =
        event("DTSTART;VALUE=DATE:20240101", "RRULE:FREQ=DAILY", "EXDATE:20240102T000000");
    assertThat(back(event)).contains("EXDATE;VALUE=DATE:20240102");
  }

  @Test
  void aDateThatIsAddedAndLeftOutStaysBoth() {
    String event = event(START, "RDATE:20240105T110000Z", "EXDATE:20240105T110000Z");
    assertThat(json(event).at("/recurrenceOverrides/2024-01-05T12:00:00/excluded").asBoolean())
        .isTrue();
    assertThat(back(event))
        .contains(
            "RDATE;TZID=Europe/Berlin:20240105T120000",
            "EXDATE;TZID=Europe/Berlin:20240105T120000");
  }

  @Test
  void aTaskRecursByItsDueWhereItHasNoStart() {
    String task =
        task("DUE;TZID=Europe/Berlin:20240101T100000", "RRULE:FREQ=DAILY;UNTIL=20240110T090000Z");
    assertThat(json(task).at("/recurrenceRules/0/until").asText()).isEqualTo("2024-01-10T10:00:00");
    assertThat(back(task)).contains("RRULE:FREQ=DAILY;UNTIL=20240110T090000Z");
  }

  @Test
  void whatHasNoTimeKeepsItsRuleAsItIs() {
    assertThat(back(task("RRULE:FREQ=DAILY", "EXDATE:20240101T100000Z")))
        .contains("RRULE:FREQ=DAILY", "EXDATE:20240101T100000Z");
  }

  @Test
  void aHundredThousandDatesTakeNoTime() {
    String many =
        IntStream.range(0, 100_000)
            .mapToObj(
                i ->
                    "EXDATE:"
                        + new Stamp(
                                LocalDateTime.of(2024, 1, 1, 10, 0).plusDays(i),
                                false,
                                Optional.of(Zone.UTC))
                            .basic())
            .collect(Collectors.joining("\n"));
    String event = event("DTSTART:20240101T100000Z", "RRULE:FREQ=DAILY", many);
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> assertThat(json(event).path("recurrenceOverrides")).hasSize(100_000));
  }
}
