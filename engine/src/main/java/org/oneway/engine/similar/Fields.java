// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An item laid out in the fields that are compared and merged one by one. */
abstract class Fields {
  /** The key of the only field of a member that is one field; no key that anybody writes. */
  static final String WHOLE = "\u0000";

  /** Fields by member and key; of several equal entries only the first. */
  final Map<String, Map<String, Field>> groups = new LinkedHashMap<>();

  /** Keys of entries that repeat another one, by member, to the key of that one. */
  final Map<String, Map<String, String>> repeats = new HashMap<>();

  private final Map<String, Map<JsonNode, String>> keyByValue = new HashMap<>();

  /** Whether the fields of a member are entries, of which two of one value are one. */
  abstract boolean isEntries(String group);

  /** Whether an entry that says nothing has a place of its own. */
  abstract boolean isEmptyEntryKept(String group);

  /** Adds a field, unless it is an entry that says nothing or repeats one that is there. */
  void put(String group, String key, Field field) {
    Map<String, Field> fields = groups.computeIfAbsent(group, name -> new LinkedHashMap<>());
    if (field.isAbsent() && isEntries(group) && !isEmptyEntryKept(group)) {
      return;
    }
    if (isEntries(group) && !field.isAbsent()) {
      Map<JsonNode, String> known = keyByValue.computeIfAbsent(group, name -> new HashMap<>());
      String first = known.putIfAbsent(field.plain(), key);
      if (first != null) {
        repeats.computeIfAbsent(group, name -> new LinkedHashMap<>()).put(key, first);
        return;
      }
    }
    fields.put(key, field);
  }

  /** The fields of a member by key, in the order of the item. */
  Map<String, Field> group(String group) {
    return groups.getOrDefault(group, Map.of());
  }

  Field field(String group, String key) {
    return group(group).getOrDefault(key, Field.ABSENT);
  }

  /** The keys of entries that repeat another one of a member, to the key of that one. */
  Map<String, String> repeats(String group) {
    return repeats.getOrDefault(group, Map.of());
  }

  /** How a report calls a field of this item: a JSON pointer. */
  String pointer(String group, String key) {
    return path(group, key);
  }

  /**
   * How a report calls a field of any item: a JSON pointer, with the name of a property as last
   * step.
   */
  static String path(String group, String key) {
    return key.equals(WHOLE) ? group : group + "/" + Patches.pointer(List.of(key));
  }

  /** {@code wanted}, or the same with a number where that is taken. */
  static String freeKey(String wanted, Set<String> taken) {
    String key = wanted;
    for (int i = 2; taken.contains(key); i++) {
      key = wanted + "-" + i;
    }
    return key;
  }

  /** All members of several items, in the order of the first, then of the next. */
  static List<String> groups(List<? extends Fields> items) {
    Set<String> groups = new LinkedHashSet<>();
    items.forEach(item -> groups.addAll(item.groups.keySet()));
    return new ArrayList<>(groups);
  }

  /** All keys of a member in several items, likewise. */
  static List<String> keys(List<? extends Fields> items, String group) {
    Set<String> keys = new LinkedHashSet<>();
    items.forEach(item -> keys.addAll(item.group(group).keySet()));
    return new ArrayList<>(keys);
  }
}
