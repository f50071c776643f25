// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.connectors.shared.vobject.Text;

/** What the time zones of a calendar are called, of which each has one definition. */
final class TzidsInUse {
  private static final String TZID = "TZID";

  private final Map<String, RawComponent> defined = new HashMap<>();

  /**
   * The zones of an item among those of its calendar.
   *
   * @param added what the calendar does not define yet
   * @param names of zones whose own name means another one there
   */
  record Fitted(List<RawComponent> added, Map<String, String> names) {
    /** A component of the item, whose times are in zones of the calendar. */
    RawComponent renamed(RawComponent component) {
      if (names.isEmpty()) {
        return component;
      }
      return RawComponent.of(
          component.name(),
          component.lines().stream().map(this::renamed).toList(),
          component.components().stream().map(this::renamed).toList());
    }

    private ContentLine renamed(ContentLine line) {
      if (line.parameter(TZID).filter(names::containsKey).isEmpty()) {
        return line;
      }
      List<Parameter> parameters = new ArrayList<>();
      for (Parameter one : line.parameters()) {
        List<String> values = one.values();
        boolean isZone = one.name().equals(TZID);
        parameters.add(
            isZone ? Parameter.of(TZID, names.getOrDefault(values.get(0), values.get(0))) : one);
      }
      return new ContentLine(line.group(), line.name(), parameters, line.value(), line.number());
    }
  }

  /** Finds names for the zones of an item, which are in use from then on. */
  Fitted fit(List<RawComponent> zones) {
    List<RawComponent> added = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (RawComponent zone : zones) {
      String wanted = tzid(zone);
      String name = wanted;
      for (int n = 2; !isFree(name, zone, n > 2); n++) {
        name = wanted + " (" + n + ")";
      }
      if (!name.equals(wanted)) {
        names.put(wanted, name);
      }
      if (!defined.containsKey(name)) {
        defined.put(name, zone);
        added.add(name.equals(wanted) ? zone : called(zone, name));
      }
    }
    return new Fitted(added, names);
  }

  /** Whether a name means this zone in the calendar, or can from now on. */
  private boolean isFree(String name, RawComponent zone, boolean isMadeUp) {
    RawComponent there = defined.get(name);
    if (there == null) {
      return !isMadeUp || ZoneNames.find(name).isEmpty();
    }
    // What everybody knows by its name is not read from its definition.
    return there.equals(zone)
        || ZoneNames.isCertain(name)
        || Observances.rules(there).equals(Observances.rules(zone));
  }

  private static String tzid(RawComponent zone) {
    return zone.line(TZID).map(l -> Text.unescape(l.value(), CardVersion.V3_0)).orElse("");
  }

  private static RawComponent called(RawComponent zone, String name) {
    List<ContentLine> lines = new ArrayList<>();
    for (ContentLine line : zone.lines()) {
      lines.add(
          line.name().equals(TZID) ? ContentLine.of(TZID, List.of(), Text.escape(name)) : line);
    }
    return RawComponent.of(zone.name(), lines, zone.components());
  }
}
