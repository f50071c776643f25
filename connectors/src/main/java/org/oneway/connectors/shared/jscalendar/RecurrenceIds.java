// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which occurrence of a series an object is: RECURRENCE-ID. */
final class RecurrenceIds {
  private RecurrenceIds() {}

  /** The key of {@code occurrence} among the overrides of its series: in the zone of the series. */
  static String inSeries(ObjectNode occurrence, ObjectNode master) {
    return occurrence.path("recurrenceId").asText();
  }
}
