// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.RawComponent;

/** The time zones of a calendar. */
final class Zones {
  /** Those of a calendar that defines none. */
  static final Zones NONE = new Zones(List.of());

  private final List<RawComponent> definitions;

  /**
   * @param definitions the VTIMEZONEs of the calendar
   */
  Zones(List<RawComponent> definitions) {
    this.definitions = List.copyOf(definitions);
  }

  /** The zone that a TZID means; empty where nobody knows. */
  Optional<Zone> of(String tzid) {
    try {
      return Optional.of(new Zone(tzid, ZoneId.of(tzid).getRules()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  List<RawComponent> definitions() {
    return definitions;
  }
}
