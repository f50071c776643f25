// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** A participant, while the lines and components of its address come. */
final class Person {
  final String key;
  final ObjectNode object;

  /** By member: the property it came from. */
  final Map<String, String> origins = new HashMap<>();

  boolean isOrganizer;
  boolean isAttendee;
  boolean hasComponent;

  Person(String key, ObjectNode object) {
    this.key = key;
    this.object = object;
  }

  String path(String member) {
    return ParticipantRules.PARTICIPANTS + "/" + key + "/" + member;
  }
}
