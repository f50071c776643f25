// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import net.fortuna.ical4j.util.CompatibilityHints;

/** How ical4j is set when the tests ask it; it has no other way than for the whole process. */
final class Ical4jSettings {
  private Ical4jSettings() {}

  static void lenient() {
    System.setProperty("net.fortuna.ical4j.timezone.update.enabled", "false");
    System.setProperty(
        "net.fortuna.ical4j.timezone.cache.impl", "net.fortuna.ical4j.util.MapTimeZoneCache");
    CompatibilityHints.setHintEnabled(CompatibilityHints.KEY_RELAXED_UNFOLDING, true);
    CompatibilityHints.setHintEnabled(CompatibilityHints.KEY_RELAXED_PARSING, true);
    CompatibilityHints.setHintEnabled(CompatibilityHints.KEY_RELAXED_VALIDATION, true);
  }
}
