// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import org.oneway.connectors.shared.vobject.RawComponent;

/** Alarms: VALARM. */
final class AlertRules {
  private AlertRules() {}

  static void read(Reading reading, RawComponent inner) {
    reading.raw(inner);
  }

  static void write(Writing writing) {}
}
