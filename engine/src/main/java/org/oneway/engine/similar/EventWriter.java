// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes merged fields into a copy of an item; what is not written stays as it is. */
final class EventWriter {
  private final EventFields there;
  private final ObjectNode source;
  private final ObjectNode item;
  private final Map<String, Map<String, JsonNode>> lists = new LinkedHashMap<>();
  private final Set<String> rewritten = new HashSet<>();
  private final OverrideWriter overrides;

  /**
   * @param there the item that is changed
   * @param source where changes come from, in the same keys
   */
  EventWriter(Canonical canonical, EventFields there, ObjectNode source) {
    this.there = there;
    this.source = source;
    this.item = there.item().deepCopy();
    this.overrides = new OverrideWriter(canonical, there);
  }

  /**
   * Gives a field its value.
   *
   * @param value a missing node to take it away
   */
  void write(String group, String key, JsonNode value, Sides sides) {
    if (EventFields.isOverride(group)) {
      overrides.write(group, key, value, sides);
      return;
    }
    Map<String, JsonNode> list =
        EventFields.isList(group) && !key.equals(Fields.WHOLE)
            ? lists.computeIfAbsent(group, name -> new LinkedHashMap<>())
            : new LinkedHashMap<>();
    list.put(key, value);
    if (value.equals(sides.there().raw())) {
      return;
    }
    if (group.equals(EventFields.TIME)) {
      writeTime(value);
    } else if (lists.containsKey(group)) {
      rewritten.add(group);
    } else if (key.equals(Fields.WHOLE)) {
      Members.set(parent(group), last(group), value);
    } else {
      removeRepeats(group, key);
      String name = sides.there().isAbsent() && !there.isEntries(group) ? sides.now().name() : key;
      String written = sides.there().isAbsent() ? name : sides.there().name();
      Members.set(Members.object(parent(group), last(group)), written, value);
      takeNotation(group + "/" + Patches.pointer(List.of(key)));
    }
  }

  /** A group is a member of the item, or one of what is preserved. */
  private ObjectNode parent(String group) {
    return group.contains("/") ? Members.object(item, EventShape.PRESERVED) : item;
  }

  private static String last(String group) {
    return group.startsWith(EventShape.PRESERVED + "/")
        ? group.substring(EventShape.PRESERVED.length() + 1)
        : group;
  }

  private void writeTime(JsonNode value) {
    for (String member : EventShape.TIME) {
      Members.set(item, member, value.path(member));
      takeNotation(member);
    }
    // A zone that has no IANA name comes with its definition.
    String zone = value.path("timeZone").asText();
    JsonNode definition = source.path("timeZones").path(zone);
    if (definition.isObject()) {
      Members.object(item, "timeZones").set(zone, definition);
    }
  }

  /** What is only noted of how iCalendar wrote a field goes with the field. */
  private void takeNotation(String path) {
    String converted = "convertedProperties";
    JsonNode notes = source.path(EventShape.PRESERVED).path(converted);
    for (Map.Entry<String, JsonNode> note : notes.properties()) {
      boolean about = note.getKey().equals(path) || note.getKey().startsWith(path + "/");
      JsonNode known = item.path(EventShape.PRESERVED).path(converted);
      if (about && !known.has(note.getKey()) && !note.getValue().has("parameters")) {
        Members.object(Members.object(item, EventShape.PRESERVED), converted)
            .set(note.getKey(), note.getValue());
      }
    }
    if (item.path(EventShape.PRESERVED).path(converted) instanceof ObjectNode known) {
      Set<String> stale = new HashSet<>();
      known.fieldNames().forEachRemaining(stale::add);
      stale.removeIf(note -> !(note.equals(path) || note.startsWith(path + "/")));
      stale.removeIf(note -> notes.has(note) || known.path(note).has("parameters"));
      known.remove(stale);
    }
  }

  /** Whatever becomes of an entry becomes of those that only repeat it. */
  private void removeRepeats(String group, String key) {
    there
        .repeats(group)
        .forEach(
            (repeat, first) -> {
              if (first.equals(key)) {
                Members.object(item, group).remove(repeat);
              }
            });
  }

  /** The item with all that was written. */
  ObjectNode item() {
    lists.forEach(
        (group, values) -> {
          if (rewritten.contains(group)) {
            values.values().removeIf(JsonNode::isMissingNode);
            // One that has become equal to another is one too many.
            parent(group).putArray(last(group)).addAll(new LinkedHashSet<>(values.values()));
          }
        });
    if (item.path(EventShape.PRESERVED) instanceof ObjectNode preserved) {
      removeEmptied(preserved, there.item().path(EventShape.PRESERVED));
    }
    removeEmptied(item, there.item());
    overrides.writeTo(item);
    return item;
  }

  private static void removeEmptied(ObjectNode object, JsonNode before) {
    for (String member : object.properties().stream().map(Map.Entry::getKey).toList()) {
      JsonNode value = object.path(member);
      if (value.isContainerNode() && value.isEmpty() && !before.path(member).isEmpty()) {
        object.remove(member);
      }
    }
  }
}
