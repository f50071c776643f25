// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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

  /** The zone that a {@code timeZone} names; empty where it floats or nobody knows it. */
  Optional<Zone> zone(JsonNode name) {
    if (!name.isTextual()) {
      return Optional.empty();
    }
    return ZoneJson.zone(name.asText(), own);
  }

  /** What a TZID calls the zone, which from now on is defined. */
  String tzid(Zone zone) {
    String tzid = zone.id().startsWith("/") ? zone.id().substring(1) : zone.id();
    byTzid.computeIfAbsent(tzid, name -> ZoneJson.definition(name, zone, own));
    return tzid;
  }

  List<RawComponent> components() {
    return List.copyOf(byTzid.values());
  }
}
