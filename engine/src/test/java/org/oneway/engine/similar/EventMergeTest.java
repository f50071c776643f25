// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.engine.similar.Events.MEETING;
import static org.oneway.engine.similar.Events.RULES;
import static org.oneway.engine.similar.Events.WEEKLY;
import static org.oneway.engine.similar.Events.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventMergeTest {
  private static final String ALERT = "'alerts': {'z': {'trigger': {'offset': '-PT15M'}}}";
  private static final String ADA =
      "'participants': {'a': {'sendTo': {'imip': 'mailto:ada@example.org'}, 'participationStatus':"
          + " 'needs-action'}}";

  /** The source wins; the target's item was left as the source had it. */
  private static Merged merge(String base, String now, String there) {
    return RULES.merge(event(base), event(base), event(now), event(there), true);
  }

  private static List<String> paths(List<FieldChange> changes) {
    return changes.stream().map(FieldChange::path).toList();
  }

  private static String instance(String... overrides) {
    return ", 'recurrenceOverrides': {" + String.join(", ", overrides) + "}";
  }

  private static String later(String members) {
    return members.replace("T10:00", "T11:00");
  }

  @Test
  void anEventMovedByAnHourKeepsTheAlarmThatTheUserAdded() {
    Merged merged = merge(MEETING, later(MEETING), MEETING + ", " + ALERT);
    assertThat(merged.result()).isEqualTo(event(later(MEETING) + ", " + ALERT));
    assertThat(paths(merged.applied())).containsExactly("start");
    assertThat(merged.conflicts()).isEmpty();
    assertThat(merged.own()).isEqualTo(1);
  }

  @Test
  void whenAnEventHappensIsOneField() {
    Merged merged =
        merge(MEETING, later(MEETING), MEETING.replace("'PT1H'", "'PT2H'").replace("'a'", "'b'"));
    assertThat(merged.result()).isEqualTo(event(later(MEETING)));
    assertThat(paths(merged.conflicts())).containsExactly("start");
    ObjectNode utc =
        event(
            "'title': 'Meeting', 'start': '2026-11-23T09:00:00', 'timeZone': 'Etc/UTC',"
                + " 'duration': 'PT60M'");
    Merged renamed =
        RULES.merge(event(MEETING), utc, event(MEETING.replace("Meeting", "Talk")), utc, true);
    assertThat(renamed.result()).isEqualTo(utc.deepCopy().put("title", "Talk"));
  }

  @Test
  void aSeriesMovedByAnHourTakesTheOverridesOfTheUserWithIt() {
    String alarm = "'2026-11-30T10:00:00': {" + ALERT + "}";
    Merged merged = merge(WEEKLY, later(WEEKLY), WEEKLY + instance(alarm));
    assertThat(merged.result()).isEqualTo(event(later(WEEKLY + instance(alarm))));
    assertThat(merged.conflicts()).isEmpty();
  }

  @Test
  void anOverrideOfTheSourceFindsTheSeriesThatTheUserMoved() {
    String title = "'2026-11-30T10:00:00': {'title': 'Talk'}";
    Merged merged = merge(WEEKLY, WEEKLY + instance(title), later(WEEKLY));
    assertThat(merged.result()).isEqualTo(event(later(WEEKLY + instance(title))));
    assertThat(merged.own()).isEqualTo(1);
  }

  @Test
  void pointersOfOneOverrideAreMergedOneByOne() {
    String color = "'2026-11-30T10:00:00': {'color': 'red'}";
    String both = "'2026-11-30T10:00:00': {'color': 'red', 'title': 'Talk'}";
    Merged merged =
        merge(
            WEEKLY,
            WEEKLY + instance("'2026-11-30T10:00:00': {'title': 'Talk'}"),
            WEEKLY + instance(color));
    assertThat(merged.result()).isEqualTo(event(WEEKLY + instance(both)));
    assertThat(paths(merged.applied()))
        .containsExactly("recurrenceOverrides/2026-11-30T10:00:00/title");
    assertThat(merged.own()).isEqualTo(1);
  }

  @Test
  void aPatchIntoAParticipantIsWrittenInTheTargetsKeys() {
    String declined = "'2026-11-30T10:00:00': {'participants/%s/participationStatus': 'declined'}";
    String series = WEEKLY + ", " + ADA;
    String there = series.replace("{'a'", "{'z'");
    Merged merged = merge(series, series + instance(declined.formatted("a")), there);
    assertThat(merged.result()).isEqualTo(event(there + instance(declined.formatted("z"))));
  }

  @Test
  void anEntryThatOnlyAnInstanceHasIsWrittenAsAWholeMemberWhereTheSeriesHasNone() {
    Merged merged =
        merge(WEEKLY, WEEKLY + instance("'2026-11-30T10:00:00': {" + ALERT + "}"), WEEKLY);
    assertThat(merged.result())
        .isEqualTo(event(WEEKLY + instance("'2026-11-30T10:00:00': {" + ALERT + "}")));
    String alerts = WEEKLY + ", 'alerts': {'x': {'trigger': {'offset': '-PT5M'}}}";
    Merged beside =
        merge(WEEKLY, WEEKLY + instance("'2026-11-30T10:00:00': {" + ALERT + "}"), alerts);
    assertThat(beside.result())
        .isEqualTo(
            event(
                alerts
                    + instance(
                        "'2026-11-30T10:00:00': {'alerts/z': {'trigger': {'offset': '-PT15M'}}}")));
  }

  @Test
  void anInstanceDeletedAtTheSourceAndEditedAtTheTargetIsAConflict() {
    String excluded = WEEKLY + instance("'2026-11-30T10:00:00': {'excluded': true}");
    String edited = WEEKLY + instance("'2026-11-30T10:00:00': {'title': 'Talk'}");
    assertThat(merge(WEEKLY, excluded, edited).result()).isEqualTo(event(excluded));
    Merged target =
        RULES.merge(event(WEEKLY), event(WEEKLY), event(excluded), event(edited), false);
    assertThat(target.result()).isEqualTo(event(edited));
    assertThat(target.conflicts()).isNotEmpty();
  }

  @Test
  void aParticipantOfAnotherAddressIsAnotherOne() {
    String accepted = ADA.replace("needs-action", "accepted");
    String bob = accepted.replace("ada@", "bob@").replace("accepted", "needs-action");
    Merged merged = merge(MEETING + ", " + ADA, MEETING + ", " + bob, MEETING + ", " + accepted);
    assertThat(merged.result().path("participants"))
        .hasSize(1)
        .allMatch(p -> p.path("participationStatus").asText().equals("needs-action"));
    assertThat(paths(merged.conflicts())).containsExactly("participants/a");
  }

  @Test
  void anAnswerReachesTheTargetAndWhatItKnowsOfThePersonStays() {
    String named = ADA.replace("{'sendTo'", "{'name': 'Ada', 'sendTo'").replace("{'a'", "{'p'");
    Merged merged =
        merge(
            MEETING + ", " + ADA,
            MEETING + ", " + ADA.replace("needs-action", "accepted"),
            MEETING + ", " + named);
    assertThat(merged.result())
        .isEqualTo(event(MEETING + ", " + named.replace("needs-action", "accepted")));
  }

  @Test
  void notesOfHowICalendarWroteALinkGoWithTheLink() {
    String link =
        ", 'links': {'l': {'href': 'http://x'}}, 'iCalComponent': {'convertedProperties':"
            + " {'links/l': {'name': 'url'}}}";
    assertThat(merge(MEETING, MEETING + link, MEETING).result()).isEqualTo(event(MEETING + link));
    assertThat(merge(MEETING + link, MEETING, MEETING + link).result()).isEqualTo(event(MEETING));
  }

  @Test
  void instancesWithoutTheirSeriesAreMergedOneByOne() {
    String both =
        "'recurrenceId': '2026-11-23T10:00:00', 'title': '%s', 'oneway.dev:instances': {'q':"
            + " {'@type': 'Event', 'uid': 'e1', 'recurrenceId': '2026-11-30T10:00:00', 'title':"
            + " '%s'}}";
    Merged merged =
        merge(both.formatted("A", "B"), both.formatted("A", "C"), both.formatted("D", "B"));
    assertThat(merged.result())
        .isEqualTo(event(both.formatted("D", "C").replace("'q'", "'2026-11-30T10:00:00'")));
    assertThat(paths(merged.applied()))
        .containsExactly("oneway.dev:instances/2026-11-30T10:00:00/title");
    assertThat(merged.own()).isEqualTo(1);
    Merged earlier =
        merge(
            "'recurrenceId': '2026-11-30T10:00:00', 'title': 'B'",
            both.formatted("A", "B"),
            "'recurrenceId': '2026-11-30T10:00:00', 'title': 'B'");
    assertThat(earlier.result())
        .isEqualTo(event(both.formatted("A", "B").replace("'q'", "'2026-11-30T10:00:00'")));
  }

  @Test
  void instancesThatCannotBeToldApartAreAllKept() {
    String odd =
        "'title': '%s', 'oneway.dev:instances': {'q': {'title': 'B'}, 'r': {'title': 'C'}}";
    Merged merged = merge(odd.formatted("A"), odd.formatted("D"), odd.formatted("A"));
    assertThat(merged.result().toString()).contains("\"D\"", "\"B\"", "\"C\"");
  }

  @Test
  void aLongSeriesWithoutAnEndIsComparedAtOnce() {
    StringBuilder dates = new StringBuilder();
    for (int day = 10; day < 28; day++) {
      for (int month = 10; month < 13; month++) {
        for (int year = 2030; year < 2050; year++) {
          dates.append("'%d-%d-%dT10:00:00': {'title': 'x'},".formatted(year, month, day));
        }
      }
    }
    String daily = WEEKLY.replace("weekly", "daily");
    String overrides = dates.substring(0, dates.length() - 1);
    ObjectNode one = event(daily + instance(overrides));
    ObjectNode other = event(daily + instance(overrides) + ", 'color': 'red'");
    assertThat(paths(RULES.changes(one, other))).containsExactly("color");
    assertThat(RULES.merge(one, one, other, one, true).result()).isEqualTo(other);
  }
}
