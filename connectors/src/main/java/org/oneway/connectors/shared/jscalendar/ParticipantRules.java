// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Those who take part: ORGANIZER, ATTENDEE, PARTICIPANT. They are read when all are there. */
final class ParticipantRules {
  static final String PARTICIPANTS = "participants";

  /** Parameters that are a text of the participant, of ORGANIZER and ATTENDEE alike. */
  static final Map<String, String> TEXTS =
      Map.of("CN", "name", "EMAIL", "email", "SENT-BY", "sentBy");

  static final Map<String, String> KINDS =
      Map.of(
          "INDIVIDUAL", "individual", "GROUP", "group", "RESOURCE", "resource", "ROOM", "location");

  /** Parameters that name other participants. */
  static final Map<String, String> OTHERS =
      Map.of(
          "DELEGATED-TO", "delegatedTo", "DELEGATED-FROM", "delegatedFrom", "MEMBER", "memberOf");

  /** What ROLE means in JSCalendar 2.0; required participants are the rule. */
  private static final Map<String, Set<String>> NEW_ROLES =
      Map.of(
          "CHAIR", Set.of("chair"),
          "OPT-PARTICIPANT", Set.of("optional"),
          "NON-PARTICIPANT", Set.of("informational"),
          "OWNER", Set.of("owner"),
          "REQ-PARTICIPANT", Set.of());

  /** What ROLE means in RFC 8984 (section 4.4.6). */
  private static final Map<String, Set<String>> OLD_ROLES =
      Map.of(
          "CHAIR", Set.of("attendee", "chair"),
          "OPT-PARTICIPANT", Set.of("attendee", "optional"),
          "NON-PARTICIPANT", Set.of("informational"),
          "REQ-PARTICIPANT", Set.of("attendee"));

  /** Progress of a task that PARTSTAT tells. */
  static final Set<String> PROGRESS = Set.of("COMPLETED", "IN-PROCESS");

  private ParticipantRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("ORGANIZER", (reading, line) -> {});
    rules.put("ATTENDEE", (reading, line) -> {});
  }

  static Map<String, Set<String>> roles(Surface surface) {
    return surface.isNew() ? NEW_ROLES : OLD_ROLES;
  }

  /** The ROLE that says most of {@code roles}; empty where its absence does. */
  static String role(List<String> roles, boolean isOrganizer) {
    if (roles.contains("chair")) {
      return "CHAIR";
    }
    if (roles.contains("optional")) {
      return "OPT-PARTICIPANT";
    }
    if (roles.contains("informational") && !roles.contains("attendee")) {
      return "NON-PARTICIPANT";
    }
    return roles.contains("owner") && !roles.contains("attendee") && !isOrganizer ? "OWNER" : "";
  }

  static void join(Reading reading) {
    new ParticipantReader(reading).read();
  }

  static void write(Writing writing) {
    new ParticipantWriter(writing).write();
  }

  static boolean isLower(String word) {
    return JCal.isName(word) && word.equals(word.toLowerCase(Locale.ROOT));
  }
}
