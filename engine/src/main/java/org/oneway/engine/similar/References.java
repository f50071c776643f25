// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/** What refers to an entry of an item by its key. */
final class References {
  private static final Set<String> TO_PARTICIPANTS =
      Set.of("delegatedTo", "delegatedFrom", "memberOf");

  /** What a key becomes: of a member and a key in it, the other key. */
  private final BinaryOperator<String> keys;

  /**
   * @param keys gives for the name of a member and a key of an entry in it what stands instead
   */
  References(BinaryOperator<String> keys) {
    this.keys = keys;
  }

  /** Whether a member of an entry refers to other entries. */
  static boolean isReference(String group, String member) {
    return (group.equals("participants")
            && (TO_PARTICIPANTS.contains(member)
                || member.equals("invitedBy")
                || member.equals("locationId")))
        || (group.equals("alerts") && member.equals("relatedTo"));
  }

  /** An entry without what refers to others. */
  static JsonNode bare(String group, JsonNode entry) {
    if (!(entry instanceof ObjectNode object)) {
      return entry;
    }
    ObjectNode bare = object.deepCopy();
    entry.fieldNames().forEachRemaining(m -> removeReference(group, m, bare));
    return bare;
  }

  private static void removeReference(String group, String member, ObjectNode bare) {
    if (isReference(group, member)) {
      bare.remove(member);
    }
  }

  /** An entry that refers to the other keys. */
  JsonNode entry(String group, JsonNode entry) {
    if (!(entry instanceof ObjectNode object)) {
      return entry;
    }
    ObjectNode changed = Canonical.NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      changed.set(member.getKey(), member(group, member.getKey(), member.getValue()));
    }
    return changed;
  }

  /** A member of an entry likewise. */
  JsonNode member(String group, String member, JsonNode value) {
    if (!isReference(group, member)) {
      return value;
    }
    String to =
        member.equals("locationId")
            ? "locations"
            : group.equals("alerts") ? "alerts" : "participants";
    if (value.isTextual()) {
      return Canonical.NODES.textNode(keys.apply(to, value.textValue()));
    }
    if (!value.isObject()) {
      return value;
    }
    ObjectNode changed = Canonical.NODES.objectNode();
    value.properties().forEach(e -> changed.set(keys.apply(to, e.getKey()), e.getValue()));
    return changed;
  }

  /** Pointers of a patch, and values under them, likewise; also the paths of a map of paths. */
  ObjectNode pointers(JsonNode patch) {
    ObjectNode changed = Canonical.NODES.objectNode();
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      List<String> steps = Patches.steps(change.getKey());
      changed.set(pointer(change.getKey(), steps), value(steps, change.getValue()));
    }
    return changed;
  }

  /** One pointer, as it was written if the entry keeps its key. */
  String pointer(String pointer) {
    return pointer(pointer, Patches.steps(pointer));
  }

  private String pointer(String pointer, List<String> steps) {
    if (steps.size() < 2 || !EventShape.ENTRIES.contains(steps.get(0))) {
      return pointer;
    }
    List<String> changed = new ArrayList<>(steps);
    String key = keys.apply(steps.get(0), steps.get(1));
    return key.equals(changed.set(1, key)) ? pointer : Patches.pointer(changed);
  }

  private JsonNode value(List<String> steps, JsonNode value) {
    String group = steps.get(0);
    if (!EventShape.ENTRIES.contains(group)) {
      return value;
    }
    return switch (steps.size()) {
      case 1 -> entries(group, value);
      case 2 -> entry(group, value);
      case 3 -> member(group, steps.get(2), value);
      default -> value;
    };
  }

  /** All entries of a member under their other keys. */
  JsonNode entries(String group, JsonNode entries) {
    if (!entries.isObject()) {
      return entries;
    }
    ObjectNode changed = Canonical.NODES.objectNode();
    for (Map.Entry<String, JsonNode> entry : entries.properties()) {
      changed.set(keys.apply(group, entry.getKey()), entry(group, entry.getValue()));
    }
    return changed;
  }
}
