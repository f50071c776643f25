// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The PARTICIPANT component (RFC 9073 section 7.1): what ATTENDEE cannot say. */
final class ParticipantParts {
  private static final String TYPE = "PARTICIPANT-TYPE";
  private static final Set<String> ONCE =
      Set.of(
          "SUMMARY",
          "DESCRIPTION",
          "COMMENT",
          "PERCENT-COMPLETE",
          "SEQUENCE",
          "DTSTAMP",
          TYPE,
          "CALENDAR-ADDRESS");
  private static final Map<String, Rule> RULES = rules();

  private ParticipantParts() {}

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new HashMap<>();
    rules.put("SUMMARY", (reading, line) -> text(reading, line, "name"));
    rules.put("NAME", (reading, line) -> text(reading, line, "name"));
    rules.put("DESCRIPTION", (reading, line) -> text(reading, line, "description"));
    rules.put("COMMENT", (reading, line) -> text(reading, line, "participationComment"));
    rules.put(
        "PERCENT-COMPLETE",
        (reading, line) -> WordRules.number(reading, line, "percentComplete", 100));
    rules.put("SEQUENCE", ParticipantParts::sequence);
    rules.put("DTSTAMP", ParticipantParts::stamp);
    rules.put(TYPE, ParticipantParts::type);
    rules.put("CALENDAR-ADDRESS", ParticipantParts::address);
    LinkRules.addAttachmentsTo(rules);
    return Map.copyOf(rules);
  }

  /**
   * Reads the component into its participant.
   *
   * @param isKnown whether an ATTENDEE may say the rest
   */
  static void read(Reading inner, boolean isKnown) {
    if (isKnown) {
      inner.preserved.remember();
    }
    Entries.read(inner, RULES, ONCE);
  }

  private static void text(Reading reading, Line line, String member) {
    if (reading.object.has(member)) {
      reading.raw(line.content(), "is said already");
      return;
    }
    if (TextRules.text(reading, line, member)
        && (member.equals("name")
            && (line.name().equals("NAME")
                || reading.component.line("CALENDAR-ADDRESS").isPresent()))) {
      reading.preserved.property(member, line.name());
    }
  }

  private static void sequence(Reading reading, Line line) {
    if (reading.surface.isNew()) {
      reading.raw(line.content());
    } else {
      WordRules.number(reading, line, "scheduleSequence", Integer.MAX_VALUE);
    }
  }

  private static void stamp(Reading reading, Line line) {
    if (reading.surface.isNew()) {
      reading.raw(line.content());
    } else {
      WordRules.moment(reading, line, "scheduleUpdated");
    }
  }

  private static void type(Reading reading, Line line) {
    String role = line.value().trim().toLowerCase(Locale.ROOT);
    if (!JCal.isName(role) || reading.object.path("roles").has(role)) {
      reading.raw(line.content(), "is no role that could be told apart");
      return;
    }
    Reading.child(reading.object, "roles").put(role, true);
    if (reading.component.line("CALENDAR-ADDRESS").isPresent()) {
      reading.preserved.property("roles/" + role, TYPE);
    }
    reading.converted(line, "roles/" + role);
  }

  private static void address(Reading reading, Line line) {
    if (line.value().isBlank()) {
      reading.raw(line.content(), "says nothing");
    } else {
      reading.converted(line, Addresses.member(reading.surface));
    }
  }

  /** Whether a participant has what stands in a component of its own. */
  static boolean isOne(ObjectNode participant) {
    return Addresses.of(participant).isEmpty() || Preserved.in(participant).isObject();
  }

  /** Whether a role is told by the component, not by ATTENDEE. */
  static boolean tellsRole(ObjectNode participant, String role) {
    return Preserved.cameFrom(participant, "roles/" + role, TYPE);
  }

  static void write(Writing inner, String key) {
    ObjectNode participant = inner.object;
    Optional<String> address = Addresses.of(participant);
    Entries.writeKey(inner, key);
    address.ifPresent(
        uri -> inner.line("CALENDAR-ADDRESS", Addresses.member(inner.surface)).value(uri));
    if (Preserved.cameFrom(participant, "name", "NAME")) {
      TextRules.writeText(inner, "NAME", "name");
    } else if (address.isEmpty() || Preserved.cameFrom(participant, "name", "SUMMARY")) {
      TextRules.writeText(inner, "SUMMARY", "name");
    }
    writeType(inner, participant, address.isEmpty());
    TextRules.writeText(inner, "DESCRIPTION", "description");
    TextRules.writeText(inner, "COMMENT", "participationComment");
    WordRules.writeNumber(inner, "PERCENT-COMPLETE", "percentComplete", 100);
    if (!inner.surface.isNew()) {
      WordRules.writeNumber(inner, "SEQUENCE", "scheduleSequence", Integer.MAX_VALUE);
      WordRules.writeMoment(inner, "DTSTAMP", "scheduleUpdated");
    }
    LinkRules.writeAttachments(inner);
  }

  private static void writeType(Writing inner, ObjectNode participant, boolean isAlone) {
    List<String> roles = TextRules.names(participant, "roles");
    roles.stream()
        .filter(role -> ParticipantRules.isLower(role) && (isAlone || tellsRole(participant, role)))
        .findFirst()
        .ifPresent(role -> inner.line(TYPE, "roles/" + role).value(role.toUpperCase(Locale.ROOT)));
  }
}
