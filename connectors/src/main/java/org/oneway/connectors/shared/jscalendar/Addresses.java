// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.Text;

/** Calendar user addresses (RFC 5545 section 3.3.3), and where each surface puts them. */
final class Addresses {
  private static final List<String> METHODS = List.of("imip", "other");

  private Addresses() {}

  /** What is equal for addresses that are the same. */
  static String normal(String address) {
    String trimmed = address.trim();
    return isMail(trimmed) || trimmed.indexOf('@') > 0 ? trimmed.toLowerCase(Locale.ROOT) : trimmed;
  }

  private static boolean isMail(String address) {
    return address.regionMatches(true, 0, "mailto:", 0, 7);
  }

  /** The way of sending that an address is for (RFC 8984 section 4.4.4). */
  static String method(String address) {
    return isMail(address.trim()) ? METHODS.get(0) : METHODS.get(1);
  }

  /** The member that holds the address of a participant. */
  static String member(Surface surface) {
    return surface.isNew() ? "calendarAddress" : "sendTo";
  }

  /** The member that holds the organizer's. */
  static String organizerMember(Surface surface) {
    return surface.isNew() ? "organizerCalendarAddress" : "replyTo";
  }

  static void set(ObjectNode object, String member, Surface surface, String address) {
    if (surface.isNew()) {
      object.put(member, address);
    } else {
      Reading.child(object, member).put(method(address), address);
    }
  }

  /** The address of a participant, in either spelling; empty where it has none. */
  static Optional<String> of(JsonNode participant) {
    Optional<String> one = in(participant.path("sendTo"));
    return one.isPresent() ? one : in(participant.path("calendarAddress"));
  }

  static Optional<String> ofOrganizer(JsonNode object) {
    Optional<String> one = in(object.path("replyTo"));
    return one.isPresent() ? one : in(object.path("organizerCalendarAddress"));
  }

  private static Optional<String> in(JsonNode value) {
    if (value.isTextual()) {
      return Optional.of(value.asText()).filter(Addresses::canStand);
    }
    for (String method : METHODS) {
      Optional<String> one =
          Optional.of(value.path(method))
              .filter(JsonNode::isTextual)
              .map(JsonNode::asText)
              .filter(address -> canStand(address) && method(address).equals(method));
      if (one.isPresent()) {
        return one;
      }
    }
    return Optional.empty();
  }

  private static boolean canStand(String address) {
    return !address.isBlank() && address.equals(Text.keepOnOneLine(address));
  }

  /** Whether the two are all that a participant says who is only named by others. */
  static boolean isBare(ObjectNode participant) {
    for (Map.Entry<String, JsonNode> member : participant.properties()) {
      if (!member.getKey().equals("@type") && !member.getKey().equals("sendTo")) {
        return false;
      }
    }
    return true;
  }
}
