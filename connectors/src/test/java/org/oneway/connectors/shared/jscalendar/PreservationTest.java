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
import static org.oneway.connectors.shared.jscalendar.Fragment.parse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PreservationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-FOO;A=\"b,c\",d:raw\\, value;with=all",
        "X-INT;VALUE=INTEGER:5",
        "X-FLOAT;VALUE=FLOAT:38.90",
        "X-BOOL;VALUE=BOOLEAN:TRUE",
        "X-DATE;VALUE=DATE:20240101",
        "X-BAD;VALUE=DATE:yesterday",
        "X-PERIOD;VALUE=PERIOD:20240101T000000Z/PT1H,20240102T000000Z/20240103T000000Z",
        "COMMENT;LANGUAGE=de:Ein\\nWort",
        "LAST-MODIFIED:20240101T000000Z",
        "STRUCTURED-DATA;VALUE=TEXT;FMTTYPE=a/b:{}",
        "X-EMPTY:",
      })
  void comesBackAsItWas(String line) {
    assertThat(back(event(line))).contains(line).hasSize(3);
  }

  @Test
  void itIsTold() {
    assertThat(findings(event("X-FOO:bar"))).containsExactly("CARRIED_RAW X-FOO");
  }

  @Test
  void componentsInComponentsComeBack() {
    String[] lines = {"BEGIN:X-OUT", "X-A:1", "BEGIN:X-IN", "X-B:2", "END:X-IN", "END:X-OUT"};

    assertThat(back(event(lines))).containsSequence(lines);
  }

  @Test
  void bothSpellingsAreReadAndTheSurfaceDecidesWhichIsWritten() {
    ObjectNode json = json(event("JSPROP;JSPTR=\"a.org:x\":{\"b\":1}"));

    assertThat(json.path("a.org:x").path("b").asInt()).isEqualTo(1);
    assertThat(lines(json)).contains("JSCAL-PROP;JSPTR=\"a.org:x\":{\"b\":1}");
    assertThat(lines(modern(event("JSCAL-PROP;JSPTR=\"a.org:x\":1"))))
        .contains("JSPROP;JSPTR=\"a.org:x\":1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JSPROP;JSPTR=\"title\":\"Other\"",
        "JSPROP;JSPTR=\"uid\":\"other\"",
        "JSPROP;JSPTR=\"a/b\":1",
        "JSPROP;JSPTR=\"x\":null",
        "JSPROP;JSPTR=\"x\":{",
        "JSPROP:1",
      })
  void whatWouldChangeOrSayNothingIsNotAddedButTold(String line) {
    String component = event("SUMMARY:Title", line);

    assertThat(json(component)).hasSize(3);
    assertThat(findings(component)).contains("LOST JSPROP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'title':5",
        "'title':''",
        "'keywords':{'a':true,'b':false}",
        "'keywords':['a']",
        "'participants':'nobody'",
        "'participants':{'a b':{'@type':'Participant','name':'x'}}",
        "'locations':{'l':5}",
        "'links':{'l':{'href':['x']}}",
        "'alerts':{'a':{'trigger':'soon'}}",
        "'priority':99",
        "'created':'yesterday'",
        "'privacy':'odd'",
        "'status':'Confirmed'",
        "'relatedTo':{'x':{'relation':{'No Word':true}}}",
        "'virtualLocations':{'v':{'uri':''}}",
        "'localizations':{'de':{'title':'T'}}",
        "'useDefaultAlerts':true",
        "'a/b':{'~':1}",
        "'color':{'r':1}",
      })
  void whatStrangersWriteIsKept(String members) {
    ObjectNode json = eventJson(members);
    byte[] bytes = Calendars.write(Calendars.item(json));
    ObjectNode again = Calendars.read(bytes, "x").items().get(0).item().json();

    json.properties()
        .forEach(
            member ->
                assertThat(again.path(member.getKey()).toString())
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .contains(without(member.getValue().toString())));
  }

  /** What is certain: the last piece of a value, since entries may get an @type. */
  private static String without(String text) {
    return text.substring(text.lastIndexOf('{') + 1).replace("}", "");
  }

  @Test
  void anObjectOfNoTypeIsAnEvent() {
    assertThat(lines(parse("{'uid':'u','title':'T'}"))).contains("BEGIN:VEVENT", "SUMMARY:T");
  }

  @Test
  void oldCalendarsAreReadAsTheyAreMeant() {
    String old =
        """
        BEGIN:VCALENDAR
        VERSION:1.0
        BEGIN:VEVENT
        SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=C3=9Fe; mehr
        CATEGORIES:MEETING;WORK
        DTSTART:20060415T235900
        TRANSP:1
        DALARM:20060415T235000;PT5M;2;Taxes\\; due
        ATTENDEE;ROLE=OWNER;STATUS=ACCEPTED;RSVP=YES:Jane Doe <jane@example.com>
        ATTENDEE;STATUS=NEEDS ACTION:bob@example.com
        END:VEVENT
        END:VCALENDAR
        """;
    ObjectNode json =
        Calendars.read(old.getBytes(StandardCharsets.UTF_8), "x").items().get(0).item().json();

    assertThat(json.path("title").asText()).isEqualTo("Grüße; mehr");
    assertThat(json.path("keywords").toString()).isEqualTo("{\"MEETING\":true,\"WORK\":true}");
    assertThat(json.path("freeBusyStatus").asText()).isEqualTo("free");
    assertThat(json.path("replyTo").path("imip").asText()).isEqualTo("mailto:jane@example.com");
    assertThat(json.path("participants")).hasSize(2);
    assertThat(lines(json)).contains("TRIGGER:-PT9M", "REPEAT:2", "DESCRIPTION:Taxes\\; due");
  }
}
