// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Leaves of an object that is private or secret nothing but when it is, and whether one is busy.
 */
final class BusyOnly {
  private static final String TITLE = "Busy";
  private static final String OVERRIDES = "recurrenceOverrides";

  /** What an occurrence may have of its own. */
  private static final Set<String> OF_AN_OCCURRENCE =
      Set.of(
          "start",
          "duration",
          "due",
          "estimatedDuration",
          "timeZone",
          "endTimeZone",
          "showWithoutTime",
          "excluded",
          "freeBusyStatus",
          "status",
          "progress");

  private static final Set<String> KEPT = kept();

  private BusyOnly() {}

  private static Set<String> kept() {
    Set<String> kept = new HashSet<>(OF_AN_OCCURRENCE);
    kept.addAll(
        Set.of(
            "@type",
            "uid",
            "version",
            "updated",
            "privacy",
            "recurrenceId",
            "recurrenceIdTimeZone",
            "recurrenceRule",
            "recurrenceRules",
            "excludedRecurrenceRules",
            OVERRIDES,
            "timeZones",
            WindowFilter.INSTANCES));
    return kept;
  }

  /** Changes the object, where it is private, and those of its instances that are. */
  static void apply(ObjectNode object) {
    boolean isPrivate = isPrivate(object);
    for (JsonNode instance : object.path(WindowFilter.INSTANCES)) {
      if (instance instanceof ObjectNode one && (isPrivate || isPrivate(one))) {
        hide(one);
      }
    }
    if (isPrivate) {
      hide(object);
    }
  }

  private static boolean isPrivate(JsonNode object) {
    String privacy = object.path("privacy").asText("");
    return privacy.equalsIgnoreCase("private") || privacy.equalsIgnoreCase("secret");
  }

  private static void hide(ObjectNode object) {
    object.retain(KEPT);
    object.put("title", TITLE);
    for (Map.Entry<String, JsonNode> override : object.path(OVERRIDES).properties()) {
      if (override.getValue() instanceof ObjectNode patch) {
        Set<String> shown = new HashSet<>();
        patch.fieldNames().forEachRemaining(shown::add);
        shown.removeIf(pointer -> !OF_AN_OCCURRENCE.contains(Pointers.plain(pointer)));
        patch.retain(shown);
      }
    }
  }
}
