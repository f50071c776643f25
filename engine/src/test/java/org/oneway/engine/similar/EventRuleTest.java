// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.engine.similar.Events.RULES;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oneway.engine.item.Kind;

/** Each rule for events on its own: what it makes equal, and what stays different. */
final class EventRuleTest {
  /** Berlin's rules under another name. */
  private static final String ZONE =
      "'timeZones': {'/%s': {'tzId': '%s', 'standard': [{'start': '1996-10-27T03:00:00',"
          + " 'offsetFrom': '+0200', 'offsetTo': '+0100', 'recurrenceRules': [{'frequency':"
          + " 'yearly', 'byMonth': ['10'], 'byDay': [{'day': 'su', 'nthOfPeriod': -1}]}]}],"
          + " 'daylight': [{'start': '1981-03-29T02:00:00', 'offsetFrom': '+0100', 'offsetTo':"
          + " '%s', 'recurrenceRules': [{'frequency': 'yearly', 'byMonth': ['3'], 'byDay': [{'day':"
          + " 'su', 'nthOfPeriod': -1}]}]}]}}";

  private static ObjectNode event(String members) {
    return Events.event(
        members
            .replaceAll("^W\\b", Events.WEEKLY)
            .replaceAll("^M\\b", Events.MEETING)
            .replaceAll("\\bZ$", ZONE.formatted("X", "X", "+0200"))
            .replaceAll("\\bY$", ZONE.formatted("Y", "Y", "+0300")));
  }

  @ParameterizedTest(name = "{0}: {1} ~ {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          member-order        | 'title': 'a', 'color': 'red' | 'color': 'red', 'title': 'a'
          entry-keys          | 'participants': {'a': {'sendTo': {'imip': 'mailto:a@x'}}} | 'participants': {'b': {'sendTo': {'imip': 'mailto:a@x'}}}
          entry-keys          | 'participants': {'a': {'email': 'a@x', 'delegatedTo': {'b': true}}, 'b': {'email': 'b@x', 'locationId': 'l'}}, 'locations': {'l': {'name': 'L'}} | 'participants': {'2': {'email': 'a@x', 'delegatedTo': {'1': true}}, '1': {'email': 'b@x', 'locationId': '0'}}, 'locations': {'0': {'name': 'L'}}
          entry-keys          | 'alerts': {'a': {'trigger': {'offset': 'PT0S'}}, 'b': {'trigger': {'offset': 'PT5M'}, 'relatedTo': {'a': {'relation': {'snooze': true}}}}} | 'alerts': {'c': {'trigger': {'offset': 'PT0S'}}, 'd': {'trigger': {'offset': 'PT5M'}, 'relatedTo': {'c': {'relation': {'snooze': true}}}}}
          entry-keys          | W, 'participants': {'a': {'email': 'a@x'}}, 'recurrenceOverrides': {'2026-11-30T10:00:00': {'participants/a/participationStatus': 'declined'}} | W, 'participants': {'b': {'email': 'a@x'}}, 'recurrenceOverrides': {'2026-11-30T10:00:00': {'participants/b/participationStatus': 'declined'}}
          entry-keys          | W, 'recurrenceOverrides': {'2026-11-30T10:00:00': {'alerts': {'a': {'trigger': {'offset': '-PT5M'}}}}} | W, 'recurrenceOverrides': {'2026-11-30T10:00:00': {'alerts': {'b': {'trigger': {'offset': '-PT5M'}}}}}
          entry-keys          | 'locations': {'a': {'name': 'A', 'links': {'x': {'href': 'http://x'}}}} | 'locations': {'a': {'name': 'A', 'links': {'y': {'href': 'http://x'}}}}
          entry-keys          | 'iCalComponent': {'properties': [['x-a', {'jsid': '1'}, 'text', 'b']]} | 'iCalComponent': {'properties': [['x-a', {}, 'text', 'b']]}
          entry-keys          | 'links': {'a': {'href': 'http://x'}}, 'iCalComponent': {'convertedProperties': {'links/a': {'name': 'attach', 'parameters': {'x-p': 'q'}}}} | 'links': {'b': {'href': 'http://x'}}, 'iCalComponent': {'convertedProperties': {'links/b': {'name': 'attach', 'parameters': {'x-p': 'q'}}}}
          repeated-entries    | 'alerts': {'a': {'trigger': {'offset': '-PT5M'}}, 'b': {'trigger': {'offset': '-PT5M'}}} | 'alerts': {'a': {'trigger': {'offset': '-PT5M'}}}
          empty-members       | 'title': '', 'keywords': {}, 'links': null | 'color': ''
          default-values      | 'status': 'confirmed', 'freeBusyStatus': 'busy', 'privacy': 'public', 'priority': 0, 'duration': 'PT0S', 'showWithoutTime': false | 'uid': 'x'
          default-values      | 'recurrenceRules': [{'frequency': 'daily', 'interval': 1, 'rscale': 'gregorian', 'skip': 'omit', 'firstDayOfWeek': 'mo'}] | 'recurrenceRules': [{'frequency': 'daily'}]
          default-values      | 'alerts': {'a': {'action': 'display', 'trigger': {'offset': '-PT5M', 'relativeTo': 'start'}}} | 'alerts': {'a': {'trigger': {'offset': '-PT5M'}}}
          default-values      | 'participants': {'a': {'email': 'a@x', 'kind': 'individual', 'participationStatus': 'needs-action', 'expectReply': false}} | 'participants': {'a': {'email': 'a@x'}}
          implied-types       | 'alerts': {'a': {'@type': 'Alert', 'trigger': {'@type': 'OffsetTrigger', 'offset': '-PT5M'}}} | 'alerts': {'a': {'trigger': {'offset': '-PT5M'}}}
          composed-letters    | 'title': 'Cafe\\u0301' | 'title': 'Caf\\u00e9'
          line-ends           | 'description': 'a\\r\\nb' | 'description': 'a\\nb'
          trailing-space      | 'description': 'a \\nb\\n' | 'description': 'a\\nb'
          number-notation     | 'percentComplete': 10 | 'percentComplete': 10.0
          system-members      | 'prodId': 'p', 'updated': '2026-01-01T00:00:00Z', 'created': '2020-01-01T00:00:00Z', 'sequence': 3, 'method': 'publish', 'calendarIds': {'a': true}, 'utcStart': 'x', 'mayInviteSelf': true | 'uid': 'y'
          system-members      | 'iCalComponent': {'properties': [['dtstamp', {}, 'date-time', '2026-01-01T00:00:00Z']]} | 'uid': 'y'
          inferred-language   | 'locale': 'en' | 'uid': 'y'
          email-format        | 'participants': {'a': {'email': 'mailto:a@X.org'}} | 'participants': {'a': {'email': 'a@x.org'}}
          uri-case            | 'replyTo': {'imip': 'MAILTO:a@X.org'} | 'replyTo': {'imip': 'mailto:a@x.org'}
          media-bytes         | 'links': {'a': {'href': 'data:text/plain;base64,YQ=='}} | 'links': {'b': {'href': 'data:text/plain,a'}}
          media-type          | 'links': {'a': {'href': 'http://x', 'contentType': 'IMAGE/png'}} | 'links': {'a': {'href': 'http://x', 'contentType': 'image/png'}}
          property-order      | 'iCalComponent': {'properties': [['x-a', {}, 'text', '1'], ['x-b', {}, 'text', '2']]} | 'iCalComponent': {'properties': [['X-B', {}, 'text', '2'], ['x-a', {}, 'text', '1']]}
          property-order      | 'iCalComponent': {'components': [['x', [['x-a', {}, 'text', '1']], []], ['y', [], []]]} | 'iCalComponent': {'components': [['Y', [], []], ['x', [['x-a', {}, 'text', '1']], []]]}
          list-order          | 'recurrenceRules': [{'frequency': 'weekly', 'byDay': [{'day': 'mo'}, {'day': 'fr'}]}] | 'recurrenceRules': [{'frequency': 'weekly', 'byDay': [{'day': 'fr'}, {'day': 'mo'}]}]
          list-order          | 'recurrenceRules': [{'frequency': 'weekly'}, {'frequency': 'daily'}] | 'recurrenceRules': [{'frequency': 'daily'}, {'frequency': 'weekly'}]
          duration-format     | 'duration': 'PT60M' | 'duration': 'PT1H'
          duration-format     | 'duration': 'P1W' | 'duration': 'P7DT0H'
          duration-format     | 'alerts': {'a': {'trigger': {'offset': '-PT15M'}}} | 'alerts': {'a': {'trigger': {'offset': '-PT900S'}}}
          same-instant        | 'start': '2026-11-23T10:00:00', 'timeZone': 'Europe/Berlin' | 'start': '2026-11-23T09:00:00', 'timeZone': 'Etc/UTC'
          same-instant        | 'start': '2026-11-23T10:00:00', 'timeZone': 'Europe/Berlin' | 'start': '2026-11-23T04:00:00', 'timeZone': 'America/New_York'
          same-instant        | 'start': '2026-11-23T10:00:00', 'timeZone': 'Europe/Berlin', 'recurrenceOverrides': {'2026-11-25T10:00:00': {'title': 'x'}} | 'start': '2026-11-23T09:00:00', 'timeZone': 'UTC', 'recurrenceOverrides': {'2026-11-25T09:00:00': {'title': 'x'}}
          same-instant        | 'start': '2026-11-23T10:00:00', 'timeZone': 'Europe/Berlin', 'recurrenceId': '2026-11-23T10:00:00' | 'start': '2026-11-23T09:00:00', 'timeZone': 'Etc/UTC', 'recurrenceId': '2026-11-23T10:00:00', 'recurrenceIdTimeZone': 'Europe/Berlin'
          same-zone           | 'start': '2026-11-23T10:00:00', 'timeZone': 'Asia/Calcutta', 'recurrenceRules': [{'frequency': 'weekly'}] | 'start': '2026-11-23T10:00:00', 'timeZone': 'Asia/Kolkata', 'recurrenceRules': [{'frequency': 'weekly'}]
          same-zone           | 'start': '2026-11-23T10:00:00', 'timeZone': 'Etc/UTC', 'recurrenceRules': [{'frequency': 'weekly'}] | 'start': '2026-11-23T10:00:00', 'timeZone': 'GMT', 'recurrenceRules': [{'frequency': 'weekly'}]
          same-zone           | W, 'timeZone': '/X', Z | W
          zone-definitions    | 'timeZones': {'/X': {'tzId': 'X'}} | 'uid': 'x'
          idle-overrides      | W, 'recurrenceOverrides': {'2026-11-30T10:00:00': {}} | W
          idle-overrides      | W, 'recurrenceOverrides': {'2026-11-30T10:00:00': {'title': 'Meeting', 'duration': 'PT60M'}} | W
          idle-overrides      | W, 'recurrenceOverrides': {'2026-11-30T10:00:00': {'start': '2026-11-30T09:00:00', 'timeZone': 'Etc/UTC'}} | W
          idle-overrides      | M, 'recurrenceOverrides': {'2026-11-23T10:00:00': {}} | M
          override-form       | W, 'locations': {'a': {'name': 'A'}}, 'recurrenceOverrides': {'2026-11-30T10:00:00': {'locations/a/name': 'B'}} | W, 'locations': {'a': {'name': 'A'}}, 'recurrenceOverrides': {'2026-11-30T10:00:00': {'locations': {'a': {'name': 'B'}}, 'duration': 'PT1H'}}
          acknowledged-alerts | 'alerts': {'a': {'trigger': {'offset': '-PT5M'}, 'acknowledged': '2026-01-01T00:00:00Z'}} | 'alerts': {'a': {'trigger': {'offset': '-PT5M'}}}
          client-marks        | 'iCalComponent': {'properties': [['x-moz-lastack', {}, 'date-time', 'x'], ['x-moz-snooze-time-1763800000000000', {}, 'text', 'x'], ['X-LIC-ERROR', {}, 'text', 'x']]} | 'uid': 'x'
          client-marks        | 'alerts': {'a': {'trigger': {'offset': '-PT5M'}, 'iCalComponent': {'properties': [['x-wr-alarmuid', {}, 'text', 'x']]}}} | 'alerts': {'a': {'trigger': {'offset': '-PT5M'}}}
          scheduling          | 'participants': {'a': {'email': 'a@x', 'scheduleAgent': 'none', 'scheduleStatus': ['1.1'], 'scheduleSequence': 2}} | 'participants': {'a': {'email': 'a@x'}}
          scheduling          | 'requestStatus': '2.0;ok' | 'uid': 'x'
          icalendar-notation  | 'duration': 'PT1H', 'iCalComponent': {'name': 'vevent', 'convertedProperties': {'duration': {'name': 'dtend'}}} | 'duration': 'PT1H'
          instance-order      | 'recurrenceId': '2026-11-23T10:00:00', 'oneway.dev:instances': {'x': {'@type': 'Event', 'recurrenceId': '2026-11-30T10:00:00', 'title': 'b'}} | 'recurrenceId': '2026-11-30T10:00:00', 'title': 'b', 'oneway.dev:instances': {'y': {'recurrenceId': '2026-11-23T10:00:00'}}
          """)
  void aRuleMakesEqualWhatOnlyItCanMakeEqual(String rule, String one, String other) {
    ObjectNode first = event(one);
    ObjectNode second = event(other);
    assertThat(RULES.canonical(first)).isEqualTo(RULES.canonical(second));
    assertThat(RULES.fingerprint(first)).isEqualTo(RULES.fingerprint(second));
    assertThat(RULES.changes(first, second)).isEmpty();
    assertThat(RULES.reasons(first, second)).contains(rule);
  }

  @ParameterizedTest(name = "{0} !~ {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'title': 'a' | 'title': 'A'
          'status': 'tentative' | 'status': 'confirmed'
          'duration': 'P1D' | 'duration': 'PT24H'
          'start': '2026-11-23T10:00:00', 'timeZone': 'Europe/Berlin' | 'start': '2026-11-23T10:00:00'
          'start': '2026-11-23T10:00:00', 'timeZone': 'Europe/Berlin' | 'start': '2026-11-23T10:00:00', 'timeZone': 'Europe/London'
          'start': '2026-11-23T00:00:00', 'showWithoutTime': true | 'start': '2026-11-23T00:00:00'
          W | 'title': 'Meeting', 'start': '2026-11-23T09:00:00', 'timeZone': 'Etc/UTC', 'duration': 'PT1H', 'recurrenceRules': [{'frequency': 'weekly'}]
          W | W, 'recurrenceOverrides': {'2026-12-01T10:00:00': {}}
          W | W, 'recurrenceOverrides': {'2026-11-30T10:00:00': {'excluded': true}}
          W | W, 'recurrenceOverrides': {'2026-11-30T10:00:00': {'start': '2026-11-30T11:00:00'}}
          W, 'alerts': {'a': {'trigger': {'offset': '-PT5M'}}} | W, 'alerts': {'a': {'trigger': {'offset': '-PT5M'}}}, 'recurrenceOverrides': {'2026-11-30T10:00:00': {'alerts': null}}
          'alerts': {'a': {'trigger': {'offset': '-PT5M'}}} | 'alerts': {'a': {'trigger': {'offset': 'PT5M'}}}
          'alerts': {'a': {'trigger': {'@type': 'AbsoluteTrigger', 'when': '2026-01-01T00:00:00Z'}}} | 'alerts': {'a': {'trigger': {'@type': 'AbsoluteTrigger', 'when': '2026-01-01T00:00:01Z'}}}
          'participants': {'a': {'email': 'a@x', 'participationStatus': 'accepted'}} | 'participants': {'a': {'email': 'a@x'}}
          'participants': {'a': {'email': 'a@x', 'delegatedTo': {'b': true}}, 'b': {'email': 'b@x'}} | 'participants': {'a': {'email': 'a@x'}, 'b': {'email': 'b@x', 'delegatedTo': {'a': true}}}
          'recurrenceRules': [{'frequency': 'weekly', 'byDay': [{'day': 'mo', 'nthOfPeriod': 1}]}] | 'recurrenceRules': [{'frequency': 'weekly', 'byDay': [{'day': 'mo'}]}]
          'iCalComponent': {'properties': [['x-a', {}, 'text', '1']]} | 'iCalComponent': {'properties': [['x-a', {}, 'text', '2']]}
          'links': {'a': {'href': 'data:,a'}} | 'links': {'a': {'href': 'data:,b'}}
          W, 'timeZone': '/Y', Y | W
          'recurrenceId': '2026-11-23T10:00:00' | 'recurrenceId': '2026-11-30T10:00:00'
          'recurrenceId': '2026-11-23T10:00:00', 'oneway.dev:instances': {'x': {'recurrenceId': '2026-11-30T10:00:00', 'title': 'b'}} | 'recurrenceId': '2026-11-23T10:00:00', 'oneway.dev:instances': {'x': {'recurrenceId': '2026-11-30T10:00:00', 'title': 'c'}}
          'recurrenceId': '2026-11-23T10:00:00', 'oneway.dev:instances': {'x': {'recurrenceId': '2026-11-30T10:00:00'}} | 'recurrenceId': '2026-11-23T10:00:00'
          'relatedTo': {'u': {}} | 'uid': 'x'
          'keywords': {'a': true} | 'keywords': {'b': true}
          """)
  void whatAUserCouldSeeStaysDifferent(String one, String other) {
    assertThat(RULES.fingerprint(event(one))).isNotEqualTo(RULES.fingerprint(event(other)));
    assertThat(RULES.changes(event(one), event(other))).isNotEmpty();
    assertThat(RULES.reasons(event(one), event(other))).isEmpty();
  }

  @Test
  void tasksAndNotesHaveDefaultsOfTheirOwn() {
    Similarity tasks = Similarity.of(Kind.TASK);
    assertThat(tasks.fingerprint(event("'progress': 'needs-action', 'percentComplete': 0")))
        .isEqualTo(tasks.fingerprint(event("")));
    assertThat(tasks.fingerprint(event("'progress': 'completed'")))
        .isNotEqualTo(tasks.fingerprint(event("")));
    assertThat(
            tasks.fingerprint(event("'due': '2026-11-23T10:00:00', 'timeZone': 'Europe/Berlin'")))
        .isEqualTo(tasks.fingerprint(event("'due': '2026-11-23T09:00:00', 'timeZone': 'Etc/UTC'")));
    Similarity notes = Similarity.of(Kind.NOTE);
    assertThat(notes.fingerprint(event("'status': 'final'")))
        .isNotEqualTo(notes.fingerprint(event("")));
  }
}
