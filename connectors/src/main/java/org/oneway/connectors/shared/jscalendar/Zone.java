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
 * @param rules when clocks there are set; those of UTC where nobody knows
 */
record Zone(String id, ZoneRules rules) {
  static final Zone UTC = new Zone("Etc/UTC", ZoneOffset.UTC.getRules());

  /** One that nobody knows: its times are told, but not when they are. */
  static Zone unknown(String tzid) {
    return new Zone("/" + tzid, ZoneOffset.UTC.getRules());
  }

  /** Whether it is UTC, by its usual name. */
  boolean isUtc() {
    return id.equals(UTC.id) && rules.equals(UTC.rules);
  }

  /** Whether it is none of the IANA's. */
  boolean isCustom() {
    return id.startsWith("/");
  }

  /** What iCalendar calls it. */
  String tzid() {
    return isCustom() ? id.substring(1) : id;
  }

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
