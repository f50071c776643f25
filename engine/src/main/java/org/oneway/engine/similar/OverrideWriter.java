// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes merged overrides: a patch is written anew only where something in it changes. */
final class OverrideWriter {
  private final Canonical canonical;
  private final EventFields there;
  private final Map<String, Map<String, JsonNode>> values = new LinkedHashMap<>();
  private final Set<String> changed = new HashSet<>();

  OverrideWriter(Canonical canonical, EventFields there) {
    this.canonical = canonical;
    this.there = there;
  }

  /** Gives a pointer of an override its value. */
  void write(String group, String pointer, JsonNode value, Sides sides) {
    Map<String, JsonNode> pointers = values.computeIfAbsent(group, g -> new LinkedHashMap<>());
    if (!value.isMissingNode()) {
      pointers.put(pointer, value);
    }
    if (!value.equals(sides.there().raw())) {
      changed.add(group);
    }
  }

  /**
   * Writes all of them.
   *
   * @param item in which everything else is written already
   */
  void writeTo(ObjectNode item) {
    JsonNode before = there.item().path(EventShape.OVERRIDES);
    if (values.isEmpty() && before.isEmpty()) {
      return;
    }
    EventTimes times = new EventTimes(canonical, item);
    EventTimes timesThere = new EventTimes(canonical, there.item());
    ObjectNode master = item.deepCopy();
    master.remove(EventShape.OVERRIDES);
    Overrides effects = new Overrides(canonical, master);
    ObjectNode written = Canonical.NODES.objectNode();
    Map<String, JsonNode> patches = new HashMap<>();
    before
        .properties()
        .forEach(
            override -> {
              String id = timesThere.recurrenceId(override.getKey());
              patches.put(id, override.getValue());
              String group = EventFields.override(id);
              String key =
                  times.recurrenceId(override.getKey()).equals(id)
                      ? override.getKey()
                      : times.key(id);
              write(group, key, override.getValue(), master, effects, written);
            });
    for (String group : values.keySet()) {
      String id = EventFields.recurrenceId(group);
      if (!patches.containsKey(id) && !values.get(group).isEmpty()) {
        JsonNode none = Canonical.NODES.objectNode();
        write(group, times.key(id), none, master, effects, written);
      }
    }
    if (written.isEmpty()) {
      item.remove(EventShape.OVERRIDES);
    } else {
      item.set(EventShape.OVERRIDES, written);
    }
  }

  private void write(
      String group,
      String key,
      JsonNode patch,
      ObjectNode master,
      Overrides effects,
      ObjectNode written) {
    Map<String, JsonNode> wanted = values.getOrDefault(group, Map.of());
    boolean stays = !changed.contains(group) && says(effects.effect(key, patch), group);
    if (stays) {
      written.set(key, patch);
    } else if (!wanted.isEmpty()) {
      JsonNode whole = wanted.get(Fields.WHOLE);
      boolean odd = whole != null && !whole.isObject();
      written.set(key, odd ? whole : patch(wanted, patch, master));
    }
  }

  /** Whether a patch makes of the item now what it made of the target's item. */
  private boolean says(Map<String, Field> effect, String group) {
    Map<String, Field> before = there.group(group);
    return effect.keySet().equals(before.keySet())
        && effect.entrySet().stream()
            .allMatch(e -> e.getValue().same(before.getOrDefault(e.getKey(), Field.ABSENT)));
  }

  private ObjectNode patch(Map<String, JsonNode> wanted, JsonNode before, ObjectNode master) {
    ObjectNode patch = Canonical.NODES.objectNode();
    for (Map.Entry<String, JsonNode> old : before.properties()) {
      String member = Patches.steps(old.getKey()).get(0);
      if (canonical.isLeftOut(member) || EventShape.NOT_OVERRIDDEN.contains(member)) {
        patch.set(old.getKey(), old.getValue());
      }
    }
    wanted.forEach((pointer, value) -> add(patch, pointer, value, master));
    return patch;
  }

  private static void add(ObjectNode patch, String pointer, JsonNode value, ObjectNode master) {
    List<String> steps = Patches.steps(pointer);
    if (pointer.equals(Fields.WHOLE)) {
      return;
    }
    if (pointer.equals(Overrides.TIME) && value instanceof ObjectNode time) {
      patch.setAll(time);
      return;
    }
    // Everything above the last step must be there already (RFC 8984 section 1.4.9).
    boolean reached = Patches.reaches(master, pointer);
    if (reached && (!value.isNull() || has(master, steps))) {
      patch.set(pointer, value);
    } else if (!reached && steps.size() == 2 && !value.isNull()) {
      Members.object(patch, Patches.pointer(steps.subList(0, 1))).set(steps.get(1), value);
    }
  }

  private static boolean has(ObjectNode master, List<String> steps) {
    JsonNode node = master;
    for (String step : steps) {
      node = node.path(step);
    }
    return !node.isMissingNode();
  }
}
