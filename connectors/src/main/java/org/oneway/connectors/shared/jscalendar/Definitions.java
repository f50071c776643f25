// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.RawComponent;

/** The time zones that a calendar that is being written uses, and must define. */
final class Definitions {
  private final Map<String, RawComponent> byTzid = new LinkedHashMap<>();
  private final JsonNode own;

  /**
   * @param own the {@code timeZones} of the item, for those that the IANA does not know
   */
  Definitions(JsonNode own) {
    this.own = own;
  }

  /** Those of a calendar whose items bring none. */
  static Definitions none() {
    return new Definitions(MissingNode.getInstance());
  }

  /** The zone that a {@code timeZone} names; empty where the time floats. */
  Optional<Zone> zone(JsonNode name) {
    if (!name.isTextual() || name.asText().isEmpty()) {
      return Optional.empty();
    }
    String id = name.asText();
    if (!id.startsWith("/")) {
      return ZoneNames.exact(id).or(() -> Optional.of(new Zone(id, ZoneOffset.UTC.getRules())));
    }
    return Optional.of(
        own(id)
            .flatMap(
                definition -> Observances.rules(ZoneJson.definition(id.substring(1), definition)))
            .map(rules -> new Zone(id, rules))
            .orElseGet(() -> Zone.unknown(id.substring(1))));
  }

  /** The zone that somebody's name means. */
  Optional<Zone> called(String name) {
    return own("/" + name).isPresent()
        ? zone(TextNode.valueOf("/" + name))
        : ZoneNames.find(name).map(match -> ZoneNames.zone(match.id()));
  }

  private Optional<JsonNode> own(String id) {
    return Optional.of(own.path(id)).filter(JsonNode::isObject);
  }

  /** What the IANA, or the calendar, calls the zone, which from now on is defined. */
  String tzid(Zone zone) {
    return tzid(zone, zone.tzid());
  }

  /** Calls the zone by a name of somebody's; from now on it is defined. */
  String tzid(Zone zone, String name) {
    if (!byTzid.containsKey(name)) {
      definition(zone, name).ifPresent(definition -> byTzid.put(name, definition));
    }
    return name;
  }

  private Optional<RawComponent> definition(Zone zone, String name) {
    if (zone.isCustom()) {
      return own(zone.id()).map(definition -> ZoneJson.definition(name, definition));
    }
    return ZoneNames.exact(zone.id()).isEmpty()
        ? Optional.empty()
        : IanaZones.definition(zone.id(), name);
  }

  List<RawComponent> components() {
    return List.copyOf(byTzid.values());
  }
}
