// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The version of JSCalendar that objects are written in. Wherever the two differ, the rules of the
 * properties ask which one is meant.
 */
public enum Surface {
  /** RFC 8984, with draft-ietf-calext-jscalendar-icalendar-12; what archives hold. */
  RFC8984("iCalComponent", "JSCAL-PROP", "JSCAL-ID"),
  /** JSCalendar 2.0, with draft-ietf-calext-jscalendar-icalendar-25. */
  DRAFT_25("iCalendar", "JSPROP", "JSID");

  private final String preserved;
  private final String property;
  private final String id;

  Surface(String preserved, String property, String id) {
    this.preserved = preserved;
    this.property = property;
    this.id = id;
  }

  /** The member that holds what has no member. */
  String preserved() {
    return preserved;
  }

  /** The iCalendar property that holds a member without a property. */
  String property() {
    return property;
  }

  /** The iCalendar parameter, and the property of a component, that holds the key of an entry. */
  String id() {
    return id;
  }

  boolean isNew() {
    return this == DRAFT_25;
  }

  /** The surface that {@code object} is written in, as its members tell. */
  static Surface of(ObjectNode object) {
    boolean isNew =
        object.path("version").asText().equals("2.0")
            || object.has("recurrenceRule")
            || object.has("organizerCalendarAddress")
            || object.has("endTimeZone")
            || object.has("mainLocationId")
            || object.has(DRAFT_25.preserved)
            || hasNewParticipant(object.path("participants"));
    return isNew ? DRAFT_25 : RFC8984;
  }

  private static boolean hasNewParticipant(JsonNode participants) {
    for (JsonNode participant : participants) {
      if (participant.has("calendarAddress") && !participant.has("sendTo")) {
        return true;
      }
    }
    return false;
  }
}
