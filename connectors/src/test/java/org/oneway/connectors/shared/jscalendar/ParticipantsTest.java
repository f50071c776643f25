// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscalendar.Fragment.back;
import static org.oneway.connectors.shared.jscalendar.Fragment.event;
import static org.oneway.connectors.shared.jscalendar.Fragment.eventJson;
import static org.oneway.connectors.shared.jscalendar.Fragment.json;
import static org.oneway.connectors.shared.jscalendar.Fragment.lines;
import static org.oneway.connectors.shared.jscalendar.Fragment.modern;
import static org.oneway.connectors.shared.jscalendar.Fragment.sorted;
import static org.oneway.connectors.shared.jscalendar.Fragment.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParticipantsTest {
  private static final String ORGANIZER = "ORGANIZER:mailto:org@example.com";
  private static final String A = "mailto:a@example.com";

  private static JsonNode participant(ObjectNode json, String address) {
    return json.path("participants").path(Keys.of(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ORGANIZER,
        "ORGANIZER;CN=\"Jane Doe\";DIR=\"ldap://example.com/x\":mailto:org@example.com",
        "ORGANIZER;SENT-BY=\"mailto:b@example.com\":mailto:org@example.com",
        "ORGANIZER:mailto:org@example.com|ATTENDEE;CN=Jane:mailto:org@example.com",
        "ORGANIZER;CN=Jane:mailto:org@example.com|ATTENDEE:mailto:org@example.com",
        "ORGANIZER;CN=A:mailto:org@example.com|ATTENDEE;CN=B:mailto:org@example.com",
        "ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE;CUTYPE=ROOM:mailto:a@example.com",
        "ATTENDEE;X-NUM-GUESTS=0;LANGUAGE=de:mailto:a@example.com",
        "ATTENDEE;ROLE=CHAIR:mailto:a@example.com",
        "ATTENDEE;ROLE=X-BOSS:mailto:a@example.com",
        "ATTENDEE;SCHEDULE-AGENT=CLIENT;SCHEDULE-FORCE-SEND=REPLY:mailto:a@example.com",
        "ATTENDEE;SCHEDULE-STATUS=\"2.0,2.4\":mailto:a@example.com",
        "ATTENDEE;CUTYPE=UNKNOWN;PARTSTAT=X-MAYBE:mailto:a@example.com",
        "ATTENDEE:MAILTO:A@Example.com",
        "ATTENDEE;CN=Jane:/O=EX/OU=SITE/CN=JANE",
        "ATTENDEE;CN=Nobody:",
        "ATTENDEE:mailto:a@example.com|ATTENDEE;CN=Again:mailto:a@example.com",
        "ORGANIZER:mailto:a@example.com|ORGANIZER:mailto:b@example.com",
        "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:b@example.com\":mailto:a@example.com",
        "ATTENDEE;MEMBER=\"mailto:all@example.com\",\"mailto:b@example.com\":mailto:a@example.com",
      })
  void comesBackAsItWas(String text) {
    String[] lines = text.split("\\|", -1);
    assertThat(sorted(back(event(lines))))
        .containsAll(sorted(List.of(lines)))
        .hasSize(lines.length + 2);
  }

  @Test
  void whoOrganizesAndComesIsOneParticipant() {
    ObjectNode json = json(event(ORGANIZER, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ORG@example.com"));

    assertThat(json.path("participants")).hasSize(1);
    assertThat(json.path("participants").elements().next().path("roles").toString())
        .isEqualTo("{\"owner\":true,\"attendee\":true}");
  }

  @Test
  void anOrganizerWhoDoesNotComeIsSentNothing() {
    assertThat(json(event(ORGANIZER)).path("participants").elements().next().has("sendTo"))
        .isFalse();
  }

  @Test
  void addressesHaveOtherMembersInTheNewVersion() {
    ObjectNode json = modern(event(ORGANIZER, "ATTENDEE:mailto:a@example.com"));

    assertThat(json.path("organizerCalendarAddress").asText()).isEqualTo("mailto:org@example.com");
    assertThat(participant(json, A).path("calendarAddress").asText()).isEqualTo(A);
    assertThat(participant(json, A).has("roles")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "CHAIR,attendee chair,chair",
    "OPT-PARTICIPANT,attendee optional,optional",
    "NON-PARTICIPANT,informational,informational",
    "REQ-PARTICIPANT,attendee,''",
  })
  void rolesAreTold(String role, String old, String modern) {
    String component = event("ATTENDEE;ROLE=" + role + ":" + A);

    assertThat(names(participant(json(component), A))).isEqualTo(old);
    assertThat(names(participant(modern(component), A))).isEqualTo(modern);
  }

  private static String names(JsonNode participant) {
    return String.join(" ", TextRules.names((ObjectNode) participant, "roles"));
  }

  @Test
  void whoHasDoneATaskHasAcceptedIt() {
    String line = "ATTENDEE;PARTSTAT=COMPLETED:mailto:a@example.com";
    JsonNode participant = participant(json(task(line)), A);

    assertThat(participant.path("participationStatus").asText()).isEqualTo("accepted");
    assertThat(participant.path("progress").asText()).isEqualTo("completed");
    assertThat(back(task(line))).contains(line);
  }

  @Test
  void whoIsOnlyNamedByOthersIsThereButNoAttendee() {
    String line = "ATTENDEE;DELEGATED-FROM=\"mailto:b@example.com\":mailto:a@example.com";
    ObjectNode json = json(event(line));

    assertThat(participant(json, A).path("delegatedFrom").has(Keys.of("mailto:b@example.com")))
        .isTrue();
    assertThat(json.path("participants")).hasSize(2);
    assertThat(lines(json)).filteredOn(l -> l.startsWith("ATTENDEE")).containsExactly(line);
  }

  @Test
  void inTheNewVersionOthersAreNamedByTheirAddresses() {
    String line = "ATTENDEE;DELEGATED-FROM=\"mailto:b@example.com\":mailto:a@example.com";

    assertThat(participant(modern(event(line)), A).path("delegatedFrom").toString())
        .isEqualTo("{\"mailto:b@example.com\":true}");
  }

  @Test
  void aComponentAddsToTheAttendeeOfItsAddress() {
    ObjectNode json =
        json(
            event(
                "ATTENDEE;CN=Jane:mailto:a@example.com",
                "BEGIN:PARTICIPANT",
                "UID:p",
                "PARTICIPANT-TYPE:SPEAKER",
                "CALENDAR-ADDRESS:mailto:a@example.com",
                "DESCRIPTION:Knows everything",
                "END:PARTICIPANT"));
    JsonNode participant = participant(json, A);

    assertThat(json.path("participants")).hasSize(1);
    assertThat(participant.path("name").asText()).isEqualTo("Jane");
    assertThat(participant.path("description").asText()).isEqualTo("Knows everything");
    assertThat(names(participant)).isEqualTo("attendee speaker");
    assertThat(lines(json))
        .contains("ATTENDEE;CN=Jane:mailto:a@example.com", "PARTICIPANT-TYPE:SPEAKER");
  }

  @Test
  void whoHasNoAddressIsAComponent() {
    ObjectNode json =
        eventJson(
            "'participants':{'p':{'@type':'Participant','name':'Jim','roles':{'contact':true}}}");

    assertThat(lines(json))
        .contains("BEGIN:PARTICIPANT", "SUMMARY:Jim", "PARTICIPANT-TYPE:CONTACT");
  }

  @Test
  void aMemberThatNoParameterSaysIsKept() {
    ObjectNode json =
        eventJson(
            "'participants':{'p':{'@type':'Participant','sendTo':{'imip':'mailto:a@example.com',"
                + "'web':'https://example.com'},'roles':{'attendee':true},'percentComplete':5}}");

    assertThat(lines(json))
        .contains(
            "ATTENDEE;JSCAL-ID=p:mailto:a@example.com",
            "JSCAL-PROP;JSPTR=\"participants/p/sendTo/web\":\"https://example.com\"",
            "JSCAL-PROP;JSPTR=\"participants/p/percentComplete\":5");
  }
}
