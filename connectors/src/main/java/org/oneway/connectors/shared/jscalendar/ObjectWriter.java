// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawComponent;

/** From one object to one VEVENT, VTODO or VJOURNAL, without regard to its overrides. */
final class ObjectWriter {
  private static final Map<String, String> COMPONENTS =
      Map.of("Event", "VEVENT", "Task", "VTODO", "Note", "VJOURNAL");

  private ObjectWriter() {}

  /** The name of the component that {@code object} is. */
  static String component(ObjectNode object) {
    return COMPONENTS.getOrDefault(object.path("@type").asText(), "VEVENT");
  }

  /** The component that {@code object} is; what no property can say is in JSPROPs. */
  static RawComponent write(
      ObjectNode object, Surface surface, Definitions definitions, FreeKeys keys) {
    String name = component(object);
    Writing writing = new Writing(name, object, surface, definitions, keys.others());
    TextRules.write(writing);
    WordRules.write(writing);
    TimeRules.write(writing);
    RecurrenceRules.write(writing);
    ParticipantRules.write(writing);
    LocationRules.write(writing);
    LinkRules.write(writing);
    AlertRules.write(writing);
    RawComponent component = writing.component();
    return withAbsent(component, writing);
  }

  /** Reads what was written, and adds what did not come back. */
  private static RawComponent withAbsent(RawComponent component, Writing writing) {
    Zones zones = new Zones(writing.definitions.components()).asNamed();
    ObjectNode back = ObjectReader.readBack(component, writing, zones);
    List<ContentLine> absent =
        JsProps.absent(writing.object, back, writing.surface, writing.certain().values());
    if (absent.isEmpty()) {
      return component;
    }
    List<ContentLine> lines = new ArrayList<>(component.lines());
    lines.addAll(absent);
    return RawComponent.of(component.name(), lines, component.components());
  }
}
