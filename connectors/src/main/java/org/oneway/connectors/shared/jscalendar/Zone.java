// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * A time zone.
 *
 * @param id as JSCalendar says it: a name of the IANA's, or "/" and the name of one that the
 *     calendar defines itself
 * @param rules when clocks there are set
 */
record Zone(String id, ZoneRules rules) {
  static final Zone UTC = new Zone("Etc/UTC", ZoneOffset.UTC.getRules());

  /**
   * The moment that clocks there show {@code local}: the first of two; of a time that is skipped
   * the one that clocks without the change would show (RFC 5545 section 3.3.5).
   */
  Instant instant(LocalDateTime local) {
    return local.toInstant(rules.getOffset(local));
  }

  /** What clocks there show. */
  LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
  }
}
