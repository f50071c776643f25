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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OverridesTest {
  private static final String[] DAILY = {
    "DTSTART;TZID=Europe/Berlin:20240101T100000",
    "DURATION:PT1H",
    "RRULE:FREQ=DAILY",
    "SUMMARY:Stand-up",
    "CLASS:PRIVATE",
    "RELATED-TO:other",
    "X-COLOUR:blue",
  };
  private static final String ID = "RECURRENCE-ID;TZID=Europe/Berlin:20240103T100000";
  private static final String THEN = "DTSTART;TZID=Europe/Berlin:20240103T100000";

  /** A series with one occurrence that has these lines beside the usual. */
  private static String with(String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    all.addAll(List.of("SUMMARY:Stand-up", "DURATION:PT1H"));
    return event(DAILY) + event(all.toArray(String[]::new));
  }

  private static JsonNode patch(String components) {
    return json(components).at("/recurrenceOverrides/2024-01-03T10:00:00");
  }

  @Test
  void aPatchSaysOnlyWhatDiffers() {
    String moved =
        with(
            ID,
            "DTSTART;TZID=Europe/Berlin:20240103T120000",
            "CLASS:PRIVATE",
            "RELATED-TO:other",
            "X-COLOUR:blue");
    assertThat(patch(moved)).isEqualTo(Fragment.parse("{'start':'2024-01-03T12:00:00'}"));
    assertThat(back(moved)).contains(ID, "DTSTART;TZID=Europe/Berlin:20240103T120000");
  }

  @Test
  void anInstanceThatDiffersInNothingIsStillThere() {
    String same = with(ID, THEN, "CLASS:PRIVATE", "RELATED-TO:other", "X-COLOUR:blue");
    assertThat(patch(same)).isEqualTo(Fragment.parse("{'start':'2024-01-03T10:00:00'}"));
    assertThat(back(same)).contains(ID).doesNotContain("RDATE;TZID=Europe/Berlin:20240103T100000");
  }

  @Test
  void whatNoPatchCanChangeTravelsAsItIs() {
    String other = with(ID, THEN, "CLASS:PUBLIC", "RELATED-TO:third", "RRULE:FREQ=WEEKLY");
    assertThat(patch(other).properties())
        .noneMatch(
            member -> List.of("privacy", "relatedTo", "recurrenceRules").contains(member.getKey()));
    List<String> back = back(other);
    List<String> occurrence = back.subList(back.lastIndexOf("BEGIN:VEVENT"), back.size());
    assertThat(occurrence)
        .contains("CLASS:PUBLIC", "RELATED-TO:third", "RRULE:FREQ=WEEKLY")
        .doesNotContain("CLASS:PRIVATE", "RELATED-TO:other");
  }

  @Test
  void noPointerOfAPatchIsThePrefixOfAnotherAndParentsAreThere() {
    String rich =
        event(
                "DTSTART:20240101T100000Z",
                "RRULE:FREQ=DAILY",
                "CATEGORIES:A,B",
                "LOCATION:Here",
                "ATTENDEE;CN=A:mailto:a@example.com",
                "X-A:1")
            + event(
                "RECURRENCE-ID:20240103T100000Z",
                "DTSTART:20240103T100000Z",
                "CATEGORIES:B,C",
                "LOCATION:There",
                "ATTENDEE;CN=B:mailto:a@example.com",
                "ATTENDEE:mailto:b@example.com",
                "GEO:1.0;2.0",
                "X-A:2");
    ObjectNode json = json(rich);
    List<String> pointers = new ArrayList<>();
    json.at("/recurrenceOverrides/2024-01-03T10:00:00")
        .fieldNames()
        .forEachRemaining(pointers::add);
    for (String one : pointers) {
      assertThat(pointers).noneMatch(other -> other.startsWith(one + "/"));
      int slash = one.lastIndexOf('/');
      assertThat(slash < 0 || json.at("/" + one.substring(0, slash)).isObject()).isTrue();
    }
    back(rich);
    lines(modern(rich));
  }

  @Test
  void thisAndFutureIsRemembered() {
    String future = with(ID.replace(";TZID", ";RANGE=THISANDFUTURE;TZID"), THEN);
    assertThat(findings(future)).contains("CARRIED_RAW RECURRENCE-ID");
    assertThat(back(future).toString()).contains("RANGE=THISANDFUTURE");
  }

  @Test
  void anInstanceOfADateBesideTheRuleKeepsTheDate() {
    String series =
        event("DTSTART:20240101T100000Z", "RRULE:FREQ=WEEKLY", "RDATE:20240103T100000Z")
            + event("RECURRENCE-ID:20240103T100000Z", "DTSTART:20240103T110000Z");
    assertThat(back(series)).contains("RDATE:20240103T100000Z", "RECURRENCE-ID:20240103T100000Z");
  }

  @Test
  void anInstanceOfADateThatIsLeftOutKeepsBoth() {
    String series =
        event("DTSTART:20240101T100000Z", "RRULE:FREQ=DAILY", "EXDATE:20240103T100000Z")
            + event("RECURRENCE-ID:20240103T100000Z", "DTSTART:20240103T110000Z");
    assertThat(patch(series)).isEqualTo(Fragment.parse("{'start':'2024-01-03T11:00:00'}"));
    assertThat(back(series)).contains("EXDATE:20240103T100000Z", "RECURRENCE-ID:20240103T100000Z");
  }

  @Test
  void anInstanceMayBeInAnotherZoneThanItsSeries() {
    String series =
        with("RECURRENCE-ID:20240103T090000Z", "DTSTART;TZID=America/New_York:20240103T100000");
    assertThat(patch(series).path("timeZone").asText()).isEqualTo("America/New_York");
    assertThat(back(series)).contains(ID, "DTSTART;TZID=America/New_York:20240103T100000");
  }

  @Test
  void anInstanceOfASeriesOfDaysMayHaveATime() {
    String series =
        event("DTSTART;VALUE=DATE:20240101", "RRULE:FREQ=DAILY")
            + event("RECURRENCE-ID;VALUE=DATE:20240103", "DTSTART:20240103T110000Z");
    assertThat(json(series).at("/recurrenceOverrides/2024-01-03T00:00:00/start").asText())
        .isEqualTo("2024-01-03T11:00:00");
    assertThat(back(series))
        .contains("RECURRENCE-ID;VALUE=DATE:20240103", "DTSTART:20240103T110000Z");
  }

  @Test
  void anInstanceThatIsNamedByMidnightInASeriesOfDaysIsThatDay() {
    String series =
        event("DTSTART;VALUE=DATE:20240101", "RRULE:FREQ=DAILY")
            + event(
                "RECURRENCE-ID;TZID=W. Europe Standard Time:20240103T000000",
                "DTSTART;VALUE=DATE:20240104");
    assertThat(json(series).path("recurrenceOverrides"))
        .isEqualTo(Fragment.parse("{'2024-01-03T00:00:00':{'start':'2024-01-04T00:00:00'}}"));
    assertThat(back(series)).contains("RECURRENCE-ID;VALUE=DATE:20240103");
  }

  @Test
  void anInstanceThatIsNamedByItsDayIsTheOneOfThatDay() {
    String series = with("RECURRENCE-ID;VALUE=DATE:20240103", THEN);
    assertThat(patch(series).isObject()).isTrue();
    assertThat(back(series)).contains("RECURRENCE-ID;VALUE=DATE:20240103");
  }

  @Test
  void aPatchThatComesFromJsonMakesAnInstanceOfASeriesOfDaysWithATime() {
    ObjectNode json =
        eventJson(
            "'start':'2024-01-01T00:00:00','showWithoutTime':true,'duration':'P1D',"
                + "'recurrenceRules':[{'frequency':'daily'}],'recurrenceOverrides':"
                + "{'2024-01-03T00:00:00':{'showWithoutTime':false,"
                + "'start':'2024-01-03T11:00:00','timeZone':'Etc/UTC','duration':'PT1H'}}");
    assertThat(lines(json))
        .contains("RECURRENCE-ID;VALUE=DATE:20240103", "DTSTART:20240103T110000Z");
  }

  @Test
  void aTaskSeriesByItsDueHasInstances() {
    String series =
        task("DUE;TZID=Europe/Berlin:20240101T100000", "RRULE:FREQ=DAILY")
            + task(ID, "DUE;TZID=Europe/Berlin:20240103T120000", "STATUS:COMPLETED");
    assertThat(patch(series).path("due").asText()).isEqualTo("2024-01-03T12:00:00");
    assertThat(back(series)).contains(ID, "DUE;TZID=Europe/Berlin:20240103T120000");
  }

  @Test
  void whatIsDueMovesWithTheStartOfAnInstance() {
    String series =
        task("DTSTART:20240101T100000Z", "DUE:20240102T100000Z", "RRULE:FREQ=DAILY", "SUMMARY:a")
            + task(
                "RECURRENCE-ID:20240103T100000Z",
                "DTSTART:20240103T100000Z",
                "DUE:20240104T100000Z",
                "SUMMARY:b");
    assertThat(patch(series)).isEqualTo(Fragment.parse("{'title':'b'}"));
    assertThat(back(series)).contains("DUE:20240104T100000Z");
  }

  @Test
  void ofTwoInstancesOfOneDateTheLaterVersionCounts() {
    String series =
        event(DAILY)
            + event(ID, THEN, "SUMMARY:new", "SEQUENCE:2")
            + event(ID, THEN, "SUMMARY:old", "SEQUENCE:1");
    assertThat(patch(series).path("title").asText()).isEqualTo("new");
    assertThat(findings(series)).contains("LOST RECURRENCE-ID");
  }

  @Test
  void instancesWithoutTheirSeriesComeBack() {
    String alone =
        event("RECURRENCE-ID:20240104T100000Z", "DTSTART:20240104T110000Z")
            + event(ID, "DTSTART:20240103T110000Z");
    assertThat(json(alone).path("recurrenceIdTimeZone").asText()).isEqualTo("Europe/Berlin");
    assertThat(back(alone)).contains(ID, "RECURRENCE-ID:20240104T100000Z");
  }

  @Test
  void aRecurrenceIdThatIsNoTimeNamesNoInstance() {
    String event = event("RECURRENCE-ID:nonsense", "DTSTART:20240104T110000Z");
    assertThat(back(event)).contains("RECURRENCE-ID:nonsense");
  }

  @Test
  void lengthsAloneAreTheDatesOfASeriesWithoutRule() {
    String start = "'start':'2024-01-01T10:00:00','timeZone':'Etc/UTC',";
    String overrides = "'recurrenceOverrides':{'2024-01-03T10:00:00':{'duration':'PT2H'}}";
    assertThat(lines(eventJson(start + overrides)))
        .contains("RDATE;VALUE=PERIOD:20240103T100000Z/PT2H");
    assertThat(lines(eventJson(start + "'recurrenceRules':[{'frequency':'daily'}]," + overrides)))
        .contains("RECURRENCE-ID:20240103T100000Z", "DURATION:PT2H");
  }

  @Test
  void aSeriesWithoutAStartHasNoDatesBesideItsInstances() {
    String series =
        event("SUMMARY:x") + event("RECURRENCE-ID:20140707T053000", "DTSTART:20140707T083000");
    assertThat(back(series)).noneMatch(line -> line.startsWith("RDATE"));
  }

  @Test
  void aKeyThatIsNoTimeIsNoDate() {
    ObjectNode json =
        eventJson("'start':'2024-01-01T10:00:00','recurrenceOverrides':{'x':{'title':'y'},'z':{}}");
    assertThat(lines(json)).hasSize(3);
  }
}
