// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Finding.Level;

/** From one VEVENT, VTODO or VJOURNAL to one object, without regard to others of its uid. */
final class ObjectReader {
  /** The objects that there are, by component. */
  static final Map<String, String> TYPES =
      Map.of("VEVENT", "Event", "VTODO", "Task", "VJOURNAL", "Note");

  /** Properties that may stand once; the second is kept as it is. */
  private static final Set<String> SINGLE =
      Set.of(
          "UID",
          "SUMMARY",
          "DESCRIPTION",
          "STATUS",
          "CLASS",
          "TRANSP",
          "PRIORITY",
          "SEQUENCE",
          "CREATED",
          "DTSTAMP",
          "COLOR",
          "PERCENT-COMPLETE",
          "ESTIMATED-DURATION");

  private static final Map<String, Rule> RULES = rules();

  private ObjectReader() {}

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new HashMap<>();
    TextRules.addTo(rules);
    WordRules.addTo(rules);
    TimeRules.addTo(rules);
    RecurrenceRules.addTo(rules);
    ParticipantRules.addTo(rules);
    LocationRules.addTo(rules);
    LinkRules.addTo(rules);
    return Map.copyOf(rules);
  }

  /** Whether a component of this name becomes an object. */
  static boolean isObject(String component) {
    return TYPES.containsKey(component);
  }

  /** The object that a component is. */
  static ObjectNode read(
      RawComponent component,
      Surface surface,
      Zones zones,
      FreeKeys keys,
      String place,
      List<Finding> findings) {
    findings.addAll(component.findings());
    ObjectNode object = begun(component, surface);
    return read(
        new Reading(component, object, surface, zones, keys.others(), place, findings),
        new HashSet<>());
  }

  /**
   * The members that a component has that was just written, but for those that are certain, and for
   * what has no member.
   */
  static ObjectNode readBack(RawComponent written, Writing writing, Zones zones) {
    ObjectNode object = begun(written, writing.surface);
    Reading reading = Reading.back(written, object, writing.surface, zones, writing.keysAgain());
    return read(reading, new HashSet<>(writing.certain().keySet()));
  }

  private static ObjectNode begun(RawComponent component, Surface surface) {
    ObjectNode object = Reading.JSON.objectNode();
    object.put("@type", TYPES.get(component.name()));
    if (surface.isNew()) {
      object.put("version", "2.0");
    }
    component.uid().ifPresent(uid -> object.put("uid", uid));
    return object;
  }

  /**
   * Reads all lines and components.
   *
   * @param seen properties of {@link #SINGLE} that stand there already
   */
  private static ObjectNode read(Reading reading, Set<String> seen) {
    ObjectNode object = reading.object;
    TimeRules.readStart(reading);
    List<ContentLine> patches = new ArrayList<>();
    for (ContentLine line : reading.component.lines()) {
      if (JsProps.isOne(line)) {
        patches.add(line);
        continue;
      }
      Rule rule = RULES.get(line.name());
      if (rule == null) {
        reading.raw(line);
      } else if (SINGLE.contains(line.name()) && !seen.add(line.name())) {
        reading.raw(line, "stands there already");
      } else {
        rule.read(reading, new Line(line));
      }
    }
    readComponents(reading);
    ParticipantRules.join(reading);
    LocationRules.join(reading);
    AlertRules.join(reading);
    Ends.join(reading);
    reading.preserved.into(object);
    for (ContentLine patch : patches) {
      if (!JsProps.apply(object, patch)) {
        reading.find(Level.LOST, patch, "adds nothing that could be added");
      }
    }
    return object;
  }

  private static void readComponents(Reading reading) {
    for (RawComponent inner : reading.component.components()) {
      switch (inner.name()) {
        case "VALARM" -> AlertRules.read(reading, inner);
        case "VLOCATION" -> LocationRules.read(reading, inner);
        case "PARTICIPANT" -> {} // With the lines of the same address, see ParticipantRules.
        default -> reading.raw(inner);
      }
    }
  }
}
