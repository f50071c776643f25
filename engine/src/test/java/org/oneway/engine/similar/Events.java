// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.oneway.engine.item.Kind;

/** Events for tests, written with single quotes. */
final class Events {
  static final Similarity RULES = Similarity.of(Kind.EVENT);

  /** A meeting of one hour. */
  static final String MEETING =
      "'title': 'Meeting', 'start': '2026-11-23T10:00:00', 'timeZone': 'Europe/Berlin',"
          + " 'duration': 'PT1H'";

  /** The same each week. */
  static final String WEEKLY = MEETING + ", 'recurrenceRules': [{'frequency': 'weekly'}]";

  private Events() {}

  /** An event with these members and those that every event has. */
  static ObjectNode event(String members) {
    String system = "'@type': 'Event', 'uid': 'e1'";
    return Cards.json("{" + system + (members.isEmpty() ? "" : ", ") + members + "}");
  }
}
