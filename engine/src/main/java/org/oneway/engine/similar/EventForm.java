// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The canonical form of a whole event, task or note: in it no key of an entry is left. */
final class EventForm {
  private final Canonical canonical;
  private final ObjectNode item;
  private final ObjectNode plain;

  EventForm(Canonical canonical, ObjectNode item) {
    this.canonical = canonical;
    this.item = item;
    this.plain = canonical.item(item);
    new EventTimes(canonical, item).settle(plain);
    plain.remove(EventShape.OVERRIDES);
  }

  /** The canonical form of an item as it travels or is kept. */
  static ObjectNode of(Canonical canonical, ObjectNode item) {
    return new EventForm(canonical, item).keyless();
  }

  /** The canonical form with the keys that are there, and without the overrides. */
  ObjectNode keyed() {
    return plain;
  }

  /** By member: the keys of entries that repeat another one, to the key of that one. */
  Map<String, Map<String, String>> repeats() {
    Map<String, Map<String, String>> repeats = new HashMap<>();
    References byValue = new References(this::value);
    for (String group : EventShape.ENTRIES) {
      Map<String, String> first = new HashMap<>();
      for (Map.Entry<String, JsonNode> entry : plain.path(group).properties()) {
        String text = CanonicalText.of(byValue.entry(group, entry.getValue()));
        String key = first.putIfAbsent(text, entry.getKey());
        if (key != null) {
          repeats.computeIfAbsent(group, g -> new HashMap<>()).put(entry.getKey(), key);
        }
      }
    }
    return repeats;
  }

  private ObjectNode keyless() {
    ObjectNode result = plain.deepCopy();
    setOverrides(result);
    if (!canonical.applies(Rule.ENTRY_KEYS)) {
      return result;
    }
    References byValue = new References(this::value);
    for (String group : EventShape.ENTRIES) {
      if (result.path(group).isObject()) {
        ArrayNode entries = Canonical.NODES.arrayNode();
        result.get(group).forEach(entry -> entries.add(byValue.entry(group, entry)));
        result.set(group, Sorted.of(entries, canonical.applies(Rule.REPEATED_ENTRIES)));
      }
    }
    if (result.path("mainLocationId").isTextual()) {
      result.put("mainLocationId", value("locations", result.get("mainLocationId").textValue()));
    }
    for (Map.Entry<String, JsonNode> language :
        result.path(EventShape.LOCALIZATIONS).properties()) {
      language.setValue(byValue.pointers(language.getValue()));
    }
    if (result.path(EventShape.PRESERVED) instanceof ObjectNode preserved
        && preserved.path("convertedProperties").isObject()) {
      preserved.set("convertedProperties", byValue.pointers(preserved.get("convertedProperties")));
    }
    return result;
  }

  private void setOverrides(ObjectNode result) {
    References byValue = new References(this::value);
    ObjectNode overrides = Canonical.NODES.objectNode();
    new Overrides(canonical, item)
        .effects()
        .forEach(
            (recurrenceId, effect) -> {
              ArrayNode list = Canonical.NODES.arrayNode();
              effect.forEach((pointer, field) -> list.add(keyless(byValue, pointer, field)));
              boolean once = canonical.applies(Rule.REPEATED_ENTRIES);
              overrides.set(recurrenceId, Sorted.of(list, once));
            });
    if (!overrides.isEmpty()) {
      result.set(EventShape.OVERRIDES, overrides);
    }
  }

  /** A pointer with its value; that to an entry which only the instance has, without its key. */
  private JsonNode keyless(References byValue, String pointer, Field field) {
    ObjectNode patch = Canonical.NODES.objectNode().set(pointer, field.plain());
    if (!canonical.applies(Rule.ENTRY_KEYS)) {
      return patch;
    }
    List<String> steps = Patches.steps(pointer);
    boolean added =
        steps.size() == 2
            && EventShape.ENTRIES.contains(steps.get(0))
            && !plain.path(steps.get(0)).has(steps.get(1));
    return added
        ? Canonical.NODES.objectNode().set(steps.get(0), byValue.entry(steps.get(0), field.plain()))
        : byValue.pointers(patch);
  }

  /** What stands for the key of an entry: what the entry says; a key that leads nowhere stays. */
  String value(String group, String key) {
    JsonNode entry = plain.path(group).path(key);
    return entry.isMissingNode() ? key : CanonicalText.of(References.bare(group, entry));
  }
}
