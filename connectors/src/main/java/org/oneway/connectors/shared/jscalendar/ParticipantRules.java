// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.util.Map;
import org.oneway.connectors.shared.vobject.RawComponent;

/** Those who take part: ORGANIZER, ATTENDEE, PARTICIPANT. */
final class ParticipantRules {
  private ParticipantRules() {}

  static void addTo(Map<String, Rule> rules) {}

  static void read(Reading reading, RawComponent inner) {
    reading.raw(inner);
  }

  static void join(Reading reading) {}

  static void write(Writing writing) {}
}
