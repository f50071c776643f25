// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscalendar.Fragment.back;
import static org.oneway.connectors.shared.jscalendar.Fragment.event;
import static org.oneway.connectors.shared.jscalendar.Fragment.eventJson;
import static org.oneway.connectors.shared.jscalendar.Fragment.findings;
import static org.oneway.connectors.shared.jscalendar.Fragment.json;
import static org.oneway.connectors.shared.jscalendar.Fragment.lines;
import static org.oneway.connectors.shared.jscalendar.Fragment.modern;
import static org.oneway.connectors.shared.jscalendar.Fragment.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "DTSTART:20240921T105302Z",
        "DTSTART;TZID=Europe/Berlin:20240921T105302",
        "DTSTART:20240921T105302",
        "DTSTART;VALUE=DATE:20240921",
        "DTSTART:20240921T105302Z|DURATION:PT0S",
        "DTSTART:20240921T105302Z|DURATION:P2W",
        "DTSTART;VALUE=DATE:20240921|DURATION:P1D",
        "DTSTART;VALUE=DATE:20240921|DTEND;VALUE=DATE:20240922",
        "DTSTART;VALUE=DATE:20240921|DURATION:P7D",
        "DTSTART;TZID=Europe/Berlin:20240921T000000|DTEND;TZID=Europe/Berlin:20240922T000000"
            + "|X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        "DTSTART;TZID=Europe/Berlin:20240330T220000|DTEND;TZID=Europe/Berlin:20240331T220000",
        "DTSTART;TZID=Europe/Berlin:20241027T023000|DTEND;TZID=Europe/Berlin:20241027T033000",
        "DTSTART;TZID=Europe/Berlin:20241017T130005|DTEND;TZID=Asia/Bangkok:20241018T032325",
        "DTSTART:20241017T130005Z|DTEND;TZID=Asia/Bangkok:20241018T032325",
        "DTSTART;TZID=Europe/Berlin:20241017T130005|DTEND:20241017T140005Z",
        "DTSTART;TZID=\"W. Europe Standard Time\":20240921T105302"
            + "|DTEND;TZID=\"W. Europe Standard Time\":20240921T115302",
        "DTSTART:20240921T105302|DTEND:20240923T115302",
        "DTSTART;VALUE=DATE:20240921|DTEND;TZID=Europe/Berlin:20240921T170000",
      })
  void comesBackAsItWas(String text) {
    String[] lines = text.split("\\|", -1);
    assertThat(back(event(lines))).contains(lines).hasSize(lines.length + 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DUE:20240921T105302Z",
        "DUE;TZID=Europe/Berlin:20240921T105302",
        "DUE;VALUE=DATE:20240921",
        "DTSTART;TZID=Europe/Berlin:20240921T080000|DUE;TZID=America/New_York:20240921T105302",
        "DTSTART;TZID=Europe/Berlin:20240921T080000|DUE;VALUE=DATE:20240923",
        "DTSTART;VALUE=DATE:20240921|DUE;TZID=Europe/Berlin:20240923T120000",
        "DTSTART;TZID=Europe/Berlin:20240921T080000|DUE;TZID=Europe/Berlin:20240920T080000",
        "DTSTART;TZID=Europe/Berlin:20240921T080000|DURATION:PT5H",
        "ESTIMATED-DURATION:PT5H",
        "COMPLETED:20240921T080000Z",
        "DURATION:PT5H",
      })
  void theTimesOfATaskComeBackAsTheyWere(String text) {
    String[] lines = text.split("\\|", -1);
    assertThat(back(task(lines))).contains(lines).hasSize(lines.length + 2);
  }

  @ParameterizedTest
  @CsvSource({
    "20240330T220000,20240331T220000,PT23H",
    "20241026T220000,20241027T220000,PT25H",
    "20240601T220000,20240602T220000,PT24H",
  })
  void anEndOverAChangeOfTheClocksIsTheTimeThatPasses(String start, String end, String length) {
    ObjectNode json =
        json(event("DTSTART;TZID=Europe/Berlin:" + start, "DTEND;TZID=Europe/Berlin:" + end));
    assertThat(json.path("duration").asText()).isEqualTo(length);
  }

  @Test
  void aDayInADurationIsADayOnTheCalendarHoweverLongItIs() {
    ObjectNode json =
        eventJson(
            "'start':'2024-03-30T22:00:00','timeZone':'Europe/Berlin','duration':'P1DT1H',"
                + "'iCalComponent':{'name':'vevent','convertedProperties':"
                + "{'duration':{'name':'dtend'}}}");
    assertThat(lines(json)).contains("DTEND;TZID=Europe/Berlin:20240331T230000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DTSTART:20240921T105302Z|DTEND:20240921T095302Z",
        "DTSTART;VALUE=DATE:20240921|DTEND;VALUE=DATE:20240921",
        "DTSTART:20240921T105302|DTEND:20240921T125302Z",
        "DTSTART:20240921T105302Z|DURATION:-PT1H",
        "DTSTART:20240921T105302Z|DURATION:P",
        "DTSTART:20240921T105302Z|DURATION:P1Y",
        "DTSTART:20240921T105302Z|DTEND:20240921T115302Z|DURATION:PT1H",
        "DURATION:PT1H",
        "DTSTART:nonsense",
        "DTSTART:20240921T105302Z|DTEND:later",
      })
  void whatMakesNoSenseIsToldAndTravelsAsItIs(String text) {
    String[] lines = text.split("\\|", -1);
    assertThat(findings(event(lines))).anyMatch(finding -> finding.startsWith("CARRIED_RAW"));
    assertThat(back(event(lines))).contains(lines);
  }

  @ParameterizedTest
  @CsvSource({
    "DURATION:PT2D, P2D",
    "DURATION:P1DT, P1D",
    "DURATION:+PT1H, PT1H",
    "DURATION:pt1h, PT1H"
  })
  void aDurationThatIsClearThoughWrongIsPutRight(String line, String length) {
    String event = event("DTSTART:20240921T105302Z", line);
    assertThat(json(event).path("duration").asText()).isEqualTo(length);
    assertThat(findings(event)).containsExactly("REPAIRED DURATION");
    assertThat(back(event)).contains("DURATION:" + length);
  }

  @Test
  void anEndWithoutZoneIsInThatOfTheStart() {
    String event = event("DTSTART;TZID=Europe/Berlin:20240921T100000", "DTEND:20240921T110000");
    assertThat(json(event).path("duration").asText()).isEqualTo("PT1H");
    assertThat(back(event)).contains("DTEND;TZID=Europe/Berlin:20240921T110000");
  }

  @Test
  void anEndInAnotherZoneHasAMemberOfItsOwnInVersion2() {
    String event =
        event(
            "DTSTART;TZID=Europe/Berlin:20241017T130005",
            "DTEND;TZID=Asia/Bangkok:20241018T032325");
    ObjectNode modern = modern(event);
    assertThat(modern.path("endTimeZone").asText()).isEqualTo("Asia/Bangkok");
    assertThat(modern.has("locations")).isFalse();
    assertThat(lines(modern)).contains("DTEND;TZID=Asia/Bangkok:20241018T032325");
  }

  @Test
  void noTimesAreShownOfWhatHasATimeAllTheSame() {
    String members = "'start':'2024-03-30T22:00:00','showWithoutTime':true";
    assertThat(lines(eventJson(members)))
        .contains("DTSTART:20240330T220000", "JSCAL-PROP;JSPTR=\"showWithoutTime\":true");
    assertThat(lines(eventJson("'version':'2.0'," + members)))
        .contains("DTSTART:20240330T220000", "SHOW-WITHOUT-TIME:TRUE");
  }

  @Test
  void aTimeWithoutAnEndGetsNoneOnTheWayBack() {
    assertThat(back(event("DTSTART:20240921T105302Z")))
        .containsExactly("BEGIN:VEVENT", "DTSTART:20240921T105302Z", "END:VEVENT");
  }

  @Test
  void aTimeFarOutsideTheCalendarEndsNothing() {
    ObjectNode json = eventJson("'start':'9999-12-31T22:00:00','duration':'P999999999D'");
    assertThat(lines(json)).contains("DTSTART:99991231T220000", "DURATION:P999999999D");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A time as the first end, and a day as the second, which is the one that counts.
        "DTEND;TZID=Europe/Berlin:20180601T120000|DTSTART;VALUE=DATE:20181030"
            + "|DTEND;VALUE=DATE:20181031",
        "DTSTART;VALUE=DATE:20100523|DTEND;VALUE=DATE:20100902"
            + "|JSPROP;JSPTR=\"recurrenceOverrides\":{\"a\":null}",
        "DTSTART;TZID=Europe/Berlin:20240921T105302|RRULE:FREQ=DAILY;UNTIL=",
      })
  void whatContradictsItselfIsReadTheSameFromThenOn(String text) {
    ObjectNode once = again(json(event(text.split("\\|", -1))));
    assertThat(again(once)).isEqualTo(once);
  }

  private static ObjectNode again(ObjectNode object) {
    Calendars.CalendarObject read =
        Calendars.read(Calendars.write(Calendars.item(object)), "written.ics");
    return read.items().get(0).item().json();
  }
}
