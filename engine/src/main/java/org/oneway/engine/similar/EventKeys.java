// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts the entries of one item under the keys that another one has for the same entries, and
 * everything that refers to an entry by its key with them: other entries, overrides, localizations.
 */
final class EventKeys {
  private final Canonical canonical;
  private final EventFields from;

  /** New key by member and key; of entries that only an instance has, by the override's group. */
  private final Map<String, Map<String, String>> keys = new HashMap<>();

  private EventKeys(Canonical canonical, EventFields from) {
    this.canonical = canonical;
    this.from = from;
  }

  /**
   * {@code from} in the keys of {@code to}.
   *
   * @param taken more items whose keys an entry that {@code to} does not have must not get
   */
  static EventFields aligned(
      Canonical canonical, EventFields from, EventFields to, List<EventFields> taken) {
    EventKeys translation = new EventKeys(canonical, from);
    List<EventFields> all = new ArrayList<>(taken);
    all.add(to);
    for (String group : EventShape.ENTRIES) {
      Map<String, String> known =
          Alignment.of(to.byValue(group), from.byValue(group), Likeness.EDITED);
      translation.rename(group, from.item().path(group), known, taken(all, group));
    }
    for (String group : from.groups.keySet()) {
      if (EventFields.isOverride(group)) {
        translation.renameAdded(group, to, all);
      }
    }
    EventFields result = EventFields.of(translation.item(), canonical);
    for (String group : List.of(EventFields.PROPERTIES, EventFields.COMPONENTS)) {
      Map<String, String> known =
          Alignment.of(to.group(group), result.group(group), Likeness.EDITED);
      result.rename(group, known, taken(all, group));
    }
    return result;
  }

  /**
   * {@code from} with other keys for some entries and elements.
   *
   * @param keys new key by group and key
   */
  static EventFields renamed(
      Canonical canonical, EventFields from, Map<String, Map<String, String>> keys) {
    EventKeys translation = new EventKeys(canonical, from);
    translation.keys.putAll(keys);
    for (String group : EventShape.ENTRIES) {
      Map<String, String> all = new HashMap<>(keys.getOrDefault(group, Map.of()));
      from.repeats(group).forEach((again, first) -> all.put(again, all.getOrDefault(first, first)));
      translation.keys.put(group, all);
    }
    EventFields result = EventFields.of(translation.item(), canonical);
    for (String group : List.of(EventFields.PROPERTIES, EventFields.COMPONENTS)) {
      if (from.groups.containsKey(group)) {
        result.groups.put(group, from.group(group));
        result.rename(group, keys.getOrDefault(group, Map.of()), Set.of());
      }
    }
    return result;
  }

  private static Set<String> taken(List<EventFields> items, String group) {
    Set<String> taken = new HashSet<>();
    for (EventFields item : items) {
      taken.addAll(item.group(group).keySet());
      item.item().path(group).fieldNames().forEachRemaining(taken::add);
      for (String other : item.groups.keySet()) {
        if (EventFields.isOverride(other)) {
          taken.addAll(added(item, other, group).keySet());
        }
      }
    }
    return taken;
  }

  private void rename(
      String group, JsonNode entries, Map<String, String> known, Set<String> taken) {
    Set<String> used = new HashSet<>(taken);
    used.addAll(known.values());
    Map<String, String> renamed = new HashMap<>(known);
    entries
        .fieldNames()
        .forEachRemaining(
            old -> {
              if (!from.repeats(group).containsKey(old)) {
                used.add(renamed.computeIfAbsent(old, key -> Fields.freeKey(key, used)));
              }
            });
    from.repeats(group)
        .forEach((repeat, first) -> renamed.put(repeat, renamed.getOrDefault(first, first)));
    keys.put(group, renamed);
  }

  /** Entries that only an instance has. */
  private void renameAdded(String override, EventFields to, List<EventFields> all) {
    for (String group : EventShape.ENTRIES) {
      Map<String, Field> added = added(from, override, group);
      if (!added.isEmpty()) {
        Set<String> used = new HashSet<>(keys.getOrDefault(group, Map.of()).values());
        for (EventFields item : all) {
          used.addAll(item.group(group).keySet());
          used.addAll(added(item, override, group).keySet());
        }
        Map<String, String> known =
            new HashMap<>(Alignment.of(added(to, override, group), added, Likeness.EDITED));
        used.addAll(known.values());
        for (String key : added.keySet()) {
          used.add(known.computeIfAbsent(key, old -> Fields.freeKey(old, used)));
        }
        keys.put(override + "/" + group, known);
      }
    }
  }

  static Map<String, Field> added(EventFields item, String override, String group) {
    Map<String, Field> added = new LinkedHashMap<>();
    item.group(override)
        .forEach(
            (pointer, field) -> {
              List<String> steps = Patches.steps(pointer);
              if (steps.size() == 2
                  && steps.get(0).equals(group)
                  && !field.plain().isNull()
                  && !item.item().path(group).has(steps.get(1))) {
                added.put(steps.get(1), field);
              }
            });
    return added;
  }

  /** The item under its new keys. */
  private ObjectNode item() {
    ObjectNode item = Canonical.NODES.objectNode();
    References references = new References((group, key) -> key("", group, key));
    EventTimes times = new EventTimes(canonical, from.item());
    for (Map.Entry<String, JsonNode> member : from.item().properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      if (EventShape.ENTRIES.contains(name)) {
        item.set(name, references.entries(name, value));
      } else if (name.equals(EventShape.LOCALIZATIONS)) {
        item.set(name, each(value, key -> references));
      } else if (name.equals(EventShape.OVERRIDES)) {
        item.set(
            name,
            each(
                value,
                id -> {
                  String override = EventFields.override(times.recurrenceId(id)) + "/";
                  return new References((group, key) -> key(override, group, key));
                }));
      } else if (name.equals("mainLocationId") && value.isTextual()) {
        item.put(name, key("", "locations", value.textValue()));
      } else if (name.equals(EventShape.PRESERVED) && value.isObject()) {
        item.set(name, preserved(value, references));
      } else {
        item.set(name, value);
      }
    }
    return item;
  }

  private static JsonNode preserved(JsonNode preserved, References references) {
    ObjectNode renamed = preserved.deepCopy();
    if (renamed.path("convertedProperties").isObject()) {
      renamed.set("convertedProperties", references.pointers(renamed.get("convertedProperties")));
    }
    return renamed;
  }

  private static JsonNode each(JsonNode patches, Function<String, References> references) {
    if (!patches.isObject()) {
      return patches;
    }
    ObjectNode renamed = Canonical.NODES.objectNode();
    for (Map.Entry<String, JsonNode> patch : patches.properties()) {
      boolean object = patch.getValue().isObject();
      renamed.set(
          patch.getKey(),
          object ? references.apply(patch.getKey()).pointers(patch.getValue()) : patch.getValue());
    }
    return renamed;
  }

  private String key(String override, String group, String key) {
    Map<String, String> known = keys.getOrDefault(group, Map.of());
    return keys.getOrDefault(override + group, known)
        .getOrDefault(key, known.getOrDefault(key, key));
  }
}
