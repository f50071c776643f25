// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscalendar.Fragment.back;
import static org.oneway.connectors.shared.jscalendar.Fragment.event;
import static org.oneway.connectors.shared.jscalendar.Fragment.eventJson;
import static org.oneway.connectors.shared.jscalendar.Fragment.json;
import static org.oneway.connectors.shared.jscalendar.Fragment.lines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AlertsTest {
  private static String alarm(String... lines) {
    return event("BEGIN:VALARM\n" + String.join("\n", lines) + "\nEND:VALARM");
  }

  private static JsonNode alert(ObjectNode json) {
    return json.path("alerts").elements().next();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRIGGER:-PT15M|ACTION:DISPLAY|DESCRIPTION:Soon",
        "TRIGGER;RELATED=END:PT5M|ACTION:DISPLAY",
        "TRIGGER;RELATED=START:-P1D|ACTION:EMAIL|SUMMARY:S|ATTENDEE:mailto:a@example.com",
        "TRIGGER;VALUE=DURATION:-P1D|ACTION:DISPLAY",
        "TRIGGER;VALUE=DATE-TIME:20210302T152000Z|ACTION:DISPLAY",
        "TRIGGER:-PT5M|ACTION:AUDIO|REPEAT:4|DURATION:PT1H|ATTACH;VALUE=URI:Basso",
        "TRIGGER:-PT5M|ACTION:PROCEDURE|ATTACH:file:///bin/true",
        "TRIGGER;X-P=1:-PT5M|ACTION:DISPLAY|ACKNOWLEDGED:20210302T151514Z",
        "TRIGGER:-PT5M|ACTION:DISPLAY|X-WR-ALARMUID:295F2CF7|X-APPLE-DEFAULT-ALARM:TRUE",
        "ACTION:NONE|TRIGGER;VALUE=DATE-TIME:19760401T005545Z",
        "ACTION:DISPLAY|TRIGGER:19980403T120000",
        "ACTION:DISPLAY|TRIGGER:-PT2D",
        "ACTION:DISPLAY",
        "TRIGGER:-PT5M|ACTION:DISPLAY|TRIGGER:-PT6M",
        "TRIGGER:-PT5M|ACTION:DISPLAY|BEGIN:X-IN|X-A:1|END:X-IN",
      })
  void comesBackAsItWas(String text) {
    String[] lines = text.split("\\|", -1);
    String[] expected = text.replace("VALUE=URI:Basso", "VALUE=URI:Basso").split("\\|", -1);
    for (int i = 0; i < expected.length; i++) {
      expected[i] = expected[i].replace("ATTACH;VALUE=URI:", "ATTACH:");
    }
    assertThat(back(alarm(lines))).contains(expected).hasSize(lines.length + 4);
  }

  @Test
  void anAlarmThatIsNoneIsNoAlert() {
    String none = alarm("ACTION:NONE", "TRIGGER;VALUE=DATE-TIME:19760401T005545Z");

    assertThat(json(none).has("alerts")).isFalse();
  }

  @Test
  void twoEqualAlarmsAreTwoAlerts() {
    String one = "BEGIN:VALARM\nTRIGGER:-PT5M\nACTION:DISPLAY\nEND:VALARM";
    String key = Keys.of("TRIGGER:-PT5M\nACTION:DISPLAY");
    ObjectNode json = json(event(one, one));

    assertThat(json.path("alerts").has(key)).isTrue();
    assertThat(json.path("alerts").has(key + "-2")).isTrue();
    assertThat(back(event(one, one))).noneMatch(line -> line.startsWith("JSCAL"));
  }

  @Test
  void anAlarmWithoutActionIsDisplayed() {
    assertThat(alert(json(alarm("TRIGGER:-PT5M"))).path("action").asText()).isEqualTo("display");
  }

  @Test
  void oneThatAnotherOneNamesHasItsUid() {
    ObjectNode json =
        eventJson(
            "'alerts':{'a':{'@type':'Alert','action':'display','trigger':{"
                + "'@type':'OffsetTrigger','offset':'-PT5M'}},"
                + "'b':{'@type':'Alert','action':'display','trigger':{"
                + "'@type':'AbsoluteTrigger','when':'2024-01-01T00:00:00Z'},"
                + "'relatedTo':{'a':{'@type':'Relation','relation':{'snooze':true}}}}}");
    String text = new String(Calendars.write(Calendars.item(json)), StandardCharsets.UTF_8);

    assertThat(text).contains("\r\nUID:a\r\n", "RELATED-TO;RELTYPE=SNOOZE:a");
    ObjectNode again =
        Calendars.read(text.getBytes(StandardCharsets.UTF_8), "x").items().get(0).item().json();
    assertThat(again).isEqualTo(json);
  }

  @Test
  void aTriggerThatNobodyKnowsIsKeptWhole() {
    ObjectNode json = eventJson("'alerts':{'a':{'@type':'Alert','trigger':{'@type':'Moon'}}}");

    assertThat(lines(json))
        .noneMatch(line -> line.equals("BEGIN:VALARM"))
        .anyMatch(line -> line.startsWith("JSCAL-PROP;JSPTR=\"alerts\":"));
  }
}
