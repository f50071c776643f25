// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.oneway.engine.select.Transform.Part;

/**
 * Leaves one part out of an object: its members, the same in overrides, and what is preserved of
 * iCalendar as it was.
 */
final class Stripping {
  private static final String OVERRIDES = "recurrenceOverrides";
  private static final Set<String> PRESERVED = Set.of("iCalComponent", "iCalendar");

  private final Part part;
  private final Words words;

  /**
   * By which names a part is known.
   *
   * @param members of the object
   * @param properties and components, of preserved iCalendar, in lower case
   */
  private record Words(Set<String> members, Set<String> properties, Set<String> components) {}

  Stripping(Part part) {
    this.part = part;
    this.words =
        switch (part) {
          case ATTENDEES ->
              new Words(
                  Set.of(
                      "participants",
                      "replyTo",
                      "sendTo",
                      "organizerCalendarAddress",
                      "sentBy",
                      "requestStatus"),
                  Set.of("attendee", "organizer", "contact", "request-status"),
                  Set.of("participant"));
          case ALARMS ->
              new Words(Set.of("alerts", "useDefaultAlerts"), Set.of(), Set.of("valarm"));
          case ATTACHMENTS -> new Words(Set.of(), Set.of("attach", "image"), Set.of());
          case DESCRIPTIONS ->
              new Words(
                  Set.of("description", "descriptionContentType"),
                  Set.of("description", "styled-description", "x-alt-desc"),
                  Set.of());
          case LOCATIONS ->
              new Words(
                  Set.of("locations", "virtualLocations", "mainLocationId"),
                  Set.of("location", "geo", "conference", "x-apple-structured-location"),
                  Set.of("vlocation"));
        };
  }

  void apply(ObjectNode object) {
    Set<String> goneLinks = new HashSet<>();
    members(object, goneLinks);
    for (JsonNode patch : object.path(OVERRIDES)) {
      if (patch instanceof ObjectNode one) {
        patch(one, goneLinks);
      }
    }
    for (JsonNode instance : object.path(WindowFilter.INSTANCES)) {
      if (instance instanceof ObjectNode one) {
        apply(one);
      }
    }
  }

  private void members(ObjectNode object, Set<String> goneLinks) {
    ObjectNode zones = endZones(object.path("locations"));
    object.remove(words.members);
    if (part == Part.LOCATIONS && !zones.isEmpty()) {
      object.set("locations", zones);
    }
    if (part == Part.ATTACHMENTS && object.path("links") instanceof ObjectNode links) {
      goneLinks.addAll(attachments(links));
      links.remove(goneLinks);
      if (links.isEmpty()) {
        object.remove("links");
      }
    }
    preserved(object);
  }

  /** In what zone an event ends is a time, though RFC 8984 tells it by a place. */
  private static ObjectNode endZones(JsonNode locations) {
    ObjectNode zones = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> location : locations.properties()) {
      if (location.getValue() instanceof ObjectNode one
          && one.path("relativeTo").asText("").equals("end")
          && one.hasNonNull("timeZone")) {
        zones.set(location.getKey(), one.deepCopy().retain("@type", "relativeTo", "timeZone"));
      }
    }
    return zones;
  }

  private static Set<String> attachments(ObjectNode links) {
    Set<String> keys = new HashSet<>();
    for (Map.Entry<String, JsonNode> link : links.properties()) {
      if (isAttachment(link.getValue())) {
        keys.add(link.getKey());
      }
    }
    return keys;
  }

  private static boolean isAttachment(JsonNode link) {
    String href = link.path("href").asText("").toLowerCase(Locale.ROOT);
    return Set.of("enclosure", "icon").contains(link.path("rel").asText(""))
        || href.startsWith("data:")
        || href.startsWith("cid:");
  }

  private void patch(ObjectNode patch, Set<String> goneLinks) {
    Set<String> gone = new HashSet<>();
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      List<String> steps = Pointers.steps(change.getKey());
      if (words.members.contains(steps.get(0)) || isOfLinks(steps, change.getValue(), goneLinks)) {
        gone.add(change.getKey());
      } else if (PRESERVED.contains(steps.get(0)) || steps.contains("iCalComponent")) {
        String last = steps.get(steps.size() - 1);
        if (isConverted(steps)) {
          gone.add(change.getKey());
        } else if (change.getValue() instanceof ArrayNode all) {
          filter(all, last.equals("components") ? words.components : words.properties);
        }
      }
    }
    patch.remove(gone);
    if (part == Part.ATTACHMENTS && patch.path("links") instanceof ObjectNode links) {
      links.remove(attachments(links));
    }
    patch.forEach(this::preserved);
    preserved(patch);
  }

  private boolean isOfLinks(List<String> steps, JsonNode value, Set<String> goneLinks) {
    return part == Part.ATTACHMENTS
        && steps.size() > 1
        && steps.get(0).equals("links")
        && (goneLinks.contains(steps.get(1)) || isAttachment(value));
  }

  /** Whether this says how a member that is gone was written in iCalendar. */
  private boolean isConverted(List<String> steps) {
    int at = steps.indexOf("convertedProperties");
    return at >= 0 && at + 1 < steps.size() && isGone(steps.get(at + 1));
  }

  private boolean isGone(String path) {
    return words.members.contains(Pointers.steps(path).get(0));
  }

  /** Looks at all depths: an alarm, too, has attendees of its own. */
  private void preserved(JsonNode node) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (PRESERVED.contains(member.getKey())
          && member.getValue() instanceof ObjectNode component) {
        component(component);
      }
      if (!member.getKey().equals(OVERRIDES) && !member.getKey().equals(WindowFilter.INSTANCES)) {
        preserved(member.getValue());
      }
    }
  }

  private void component(ObjectNode component) {
    if (component.path("properties") instanceof ArrayNode all) {
      filter(all, words.properties);
    }
    if (component.path("components") instanceof ArrayNode all) {
      filter(all, words.components);
      nested(all);
    }
    if (component.path("convertedProperties") instanceof ObjectNode converted) {
      Set<String> gone = new HashSet<>();
      converted.fieldNames().forEachRemaining(path -> gone.add(path));
      gone.removeIf(path -> !isGone(path));
      converted.remove(gone);
    }
  }

  /** jCal (RFC 7265): a component is its name, its properties and its components. */
  private void nested(ArrayNode components) {
    for (JsonNode component : components) {
      if (component.path(1) instanceof ArrayNode properties) {
        filter(properties, words.properties);
      }
      if (component.path(2) instanceof ArrayNode inner) {
        filter(inner, words.components);
        nested(inner);
      }
    }
  }

  private static void filter(ArrayNode named, Set<String> gone) {
    List<JsonNode> rest = new ArrayList<>();
    for (JsonNode one : named) {
      if (!gone.contains(one.path(0).asText("").toLowerCase(Locale.ROOT))) {
        rest.add(one);
      }
    }
    named.removeAll();
    named.addAll(rest);
  }
}
