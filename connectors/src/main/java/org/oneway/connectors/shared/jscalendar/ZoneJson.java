// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawComponent;

/** Time zones as JSCalendar defines them ({@code timeZones}, RFC 8984 section 4.7.2). */
final class ZoneJson {
  private ZoneJson() {}

  /** The zone of a name, which {@code own} may define. */
  static Optional<Zone> zone(String name, JsonNode own) {
    return Zones.NONE.of(name);
  }

  /** The VTIMEZONE of a zone. */
  static RawComponent definition(String tzid, Zone zone, JsonNode own) {
    return RawComponent.of(
        "VTIMEZONE", List.of(ContentLine.of("TZID", List.of(), tzid)), List.of());
  }
}
