// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.Text;

/**
 * JSPROP, of old JSCAL-PROP: members that iCalendar has no property for. It may only add
 * (draft-ietf-calext-jscalendar-icalendar-25, "JSPROP").
 */
final class JsProps {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What an object is nobody may say behind its back. */
  private static final Set<String> PROTECTED = Set.of("@type", "uid", "version");

  /** Those that a calendar says in components and lines of their own. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "recurrenceOverrides",
          "timeZones",
          "iCalComponent",
          "iCalendar",
          "calendarIds",
          "prodId");

  private JsProps() {}

  /** Whether the line is such a property. */
  static boolean isOne(ContentLine line) {
    return line.name().equals(Surface.DRAFT_25.property())
        || line.name().equals(Surface.RFC8984.property());
  }

  /** Adds what {@code line} says to {@code object}; whether there was anything to add. */
  static boolean apply(ObjectNode object, ContentLine line) {
    List<String> steps = line.parameter("JSPTR").map(Pointers::steps).orElse(List.of());
    if (steps.isEmpty() || PROTECTED.contains(steps.get(0))) {
      return false;
    }
    JsonNode value;
    try {
      value = MAPPER.readTree(Text.unescape(line.value(), CardVersion.V3_0));
    } catch (JsonProcessingException e) {
      return false;
    }
    JsonNode parent = object;
    for (String step : steps.subList(0, steps.size() - 1)) {
      parent = parent.path(step);
    }
    String last = steps.get(steps.size() - 1);
    if (!(parent instanceof ObjectNode into)
        || value.isMissingNode()
        || value.isNull()
        || into.has(last)) {
      return false;
    }
    into.set(last, value);
    return true;
  }

  /**
   * The lines that give to {@code back} what only {@code wanted} has.
   *
   * @param certain members that are sure to come back, though they are not there
   */
  static List<ContentLine> absent(
      ObjectNode wanted, ObjectNode back, Surface surface, Collection<String> certain) {
    List<ContentLine> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : wanted.properties()) {
      String name = field.getKey();
      if (!PROTECTED.contains(name) && !ELSEWHERE.contains(name) && !certain.contains(name)) {
        compare("", name, field.getValue(), back.path(name), surface, lines);
      }
    }
    return lines;
  }

  private static void compare(
      String prefix,
      String name,
      JsonNode wanted,
      JsonNode back,
      Surface surface,
      List<ContentLine> lines) {
    if (wanted.isObject() && back.isObject()) {
      String inner = prefix + Pointers.encode(name) + "/";
      for (Map.Entry<String, JsonNode> field : wanted.properties()) {
        String member = field.getKey();
        compare(inner, member, field.getValue(), back.path(member), surface, lines);
      }
    } else if (back.isMissingNode() && !saysNothing(name, wanted)) {
      lines.add(
          ContentLine.of(
              surface.property(),
              List.of(Parameter.of("JSPTR", prefix + Pointers.encode(name))),
              Text.escape(wanted.toString())));
    }
  }

  private static boolean saysNothing(String name, JsonNode value) {
    return name.equals("@type") || value.isNull() || (value.isContainerNode() && value.isEmpty());
  }
}
