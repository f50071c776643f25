// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Alarms that name others, such as a snoozed one: by UID in iCalendar, by key in JSCalendar. */
final class AlertRelations {
  private AlertRelations() {}

  /** Puts keys where the UIDs of alerts stand that have another key. */
  static void join(JsonNode alerts) {
    Map<String, String> keys = new HashMap<>();
    for (Map.Entry<String, JsonNode> one : alerts.properties()) {
      if (one.getValue() instanceof ObjectNode alert) {
        Entries.uid(alert).ifPresent(uid -> keys.put(uid, one.getKey()));
      }
    }
    if (keys.isEmpty()) {
      return;
    }
    for (JsonNode alert : alerts) {
      if (alert.path("relatedTo") instanceof ObjectNode related) {
        ObjectNode named = Reading.JSON.objectNode();
        related
            .properties()
            .forEach(
                one -> named.set(keys.getOrDefault(one.getKey(), one.getKey()), one.getValue()));
        ((ObjectNode) alert).set("relatedTo", named);
      }
    }
  }

  static void write(Writing inner, ObjectNode alert, JsonNode alerts) {
    alert
        .path("relatedTo")
        .properties()
        .forEach(
            one -> {
              if (one.getValue() instanceof ObjectNode relation && !one.getKey().isBlank()) {
                String uid =
                    Optional.ofNullable(alerts.get(one.getKey()))
                        .filter(JsonNode::isObject)
                        .flatMap(other -> Entries.uid((ObjectNode) other))
                        .orElse(one.getKey());
                LinkRules.writeRelated(inner, one.getKey(), uid, relation);
              }
            });
  }

  /** The keys of alerts that others name. */
  static Set<String> named(JsonNode alerts) {
    Set<String> named = new HashSet<>();
    for (JsonNode alert : alerts) {
      alert.path("relatedTo").fieldNames().forEachRemaining(named::add);
    }
    return named;
  }
}
