// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.util.Map;
import java.util.Optional;

/** When it is: DTSTART, DTEND, DURATION, DUE. */
final class TimeRules {
  private TimeRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("DTSTART", (reading, line) -> {});
  }

  /** Finds out when the component begins, which the other rules ask. */
  static void readStart(Reading reading) {
    reading.start =
        reading
            .component
            .line("DTSTART")
            .flatMap(
                line ->
                    Stamp.parse(line.value())
                        .map(
                            stamp ->
                                stamp.isDate() || stamp.isUtc()
                                    ? stamp
                                    : stamp.in(line.parameter("TZID").flatMap(reading.zones::of))));
    reading.start.ifPresent(
        start -> {
          reading.object.put("start", Stamp.json(start.local()));
          start.zone().ifPresent(zone -> reading.object.put("timeZone", zone.id()));
          if (start.isDate()) {
            reading.object.put("showWithoutTime", true);
          }
        });
  }

  static void write(Writing writing) {
    Optional<Zone> zone = writing.definitions.zone(writing.object.path("timeZone"));
    boolean isDate = writing.object.path("showWithoutTime").asBoolean();
    writing
        .text("start")
        .flatMap(Stamp::parseExtended)
        .ifPresent(
            start -> writing.line("DTSTART", "start").time(new Stamp(start.local(), isDate, zone)));
  }
}
