// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.oneway.engine.similar.Shape.Form;

/**
 * An event, task or note laid out in fields: when it happens, entries, members of sets, each
 * pointer of each override, preserved properties, and whatever members are left.
 */
final class EventFields extends Fields {
  /** The group of all members that say when the item happens. */
  static final String TIME = "start";

  static final String PROPERTIES = EventShape.PRESERVED + "/properties";
  static final String COMPONENTS = EventShape.PRESERVED + "/components";
  static final String CONVERTED = EventShape.PRESERVED + "/convertedProperties";
  private static final String OVERRIDE = EventShape.OVERRIDES + "/";

  private final Canonical canonical;
  private final ObjectNode item;
  private final ObjectNode plain;

  /** Key by member and key of an entry that repeats another one. */
  private final References first;

  private final References byValue;

  private EventFields(Canonical canonical, ObjectNode item) {
    this.canonical = canonical;
    this.item = item;
    EventForm form = new EventForm(canonical, item);
    this.plain = form.keyed();
    this.byValue = new References(form::value);
    this.repeats.putAll(form.repeats());
    this.first = new References((group, key) -> repeats(group).getOrDefault(key, key));
  }

  /** No fields at all. */
  static EventFields none(Canonical canonical) {
    return new EventFields(canonical, Canonical.NODES.objectNode());
  }

  static EventFields of(ObjectNode item, Canonical canonical) {
    EventFields fields = new EventFields(canonical, item);
    fields.lay();
    return fields;
  }

  ObjectNode item() {
    return item;
  }

  private void lay() {
    layTime();
    Set<String> members = new LinkedHashSet<>(canonical.shape().members().keySet());
    item.fieldNames().forEachRemaining(members::add);
    members.removeAll(EventShape.TIME);
    for (String member : members) {
      if (member.equals(EventShape.OVERRIDES)) {
        new Overrides(canonical, item)
            .effects()
            .forEach(
                (id, effect) ->
                    effect.forEach((key, field) -> put(OVERRIDE + id, first.pointer(key), field)));
      } else if (item.has(member) && !canonical.isLeftOut(member)) {
        lay(member, item.get(member), plain.path(member));
      }
    }
  }

  private void layTime() {
    ObjectNode raw = Canonical.NODES.objectNode();
    ObjectNode value = Canonical.NODES.objectNode();
    for (String member : EventShape.TIME) {
      Members.set(raw, member, item.path(member));
      Members.set(value, member, plain.path(member));
    }
    if (!value.isEmpty()) {
      put(TIME, WHOLE, new Field(WHOLE, raw, value));
    }
  }

  private void lay(String member, JsonNode raw, JsonNode value) {
    Form form = canonical.shape().member(member).form();
    if (member.equals(EventShape.PRESERVED) && raw.isObject()) {
      layPreserved(raw, value);
    } else if (raw.isObject() && isMap(form)) {
      layEntries(member, form, raw, value);
    } else {
      put(member, WHOLE, new Field(WHOLE, raw, value));
    }
  }

  private void layEntries(String group, Form form, JsonNode raw, JsonNode value) {
    for (Map.Entry<String, JsonNode> entry : raw.properties()) {
      String name = entry.getKey();
      String key = form == Form.SET || form == Form.KEYED ? canonical.key(name) : name;
      if (!repeats(group).containsKey(name)) {
        JsonNode plainValue = first.entry(group, value.path(key));
        put(group, key, new Field(name, entry.getValue(), plainValue));
      }
    }
  }

  private static boolean isMap(Form form) {
    return form == Form.ENTRIES
        || form == Form.SET
        || form == Form.KEYED
        || form == Form.LOCALIZATIONS;
  }

  private void layPreserved(JsonNode raw, JsonNode value) {
    Shape shape = canonical.shape().member(EventShape.PRESERVED);
    for (Map.Entry<String, JsonNode> member : raw.properties()) {
      String name = member.getKey();
      String group = EventShape.PRESERVED + "/" + name;
      JsonNode inside = member.getValue();
      if (group.equals(PROPERTIES) && inside.isArray()) {
        JCards properties = new JCards(canonical, shape.member(name));
        layList(group, inside, properties::property);
      } else if (group.equals(COMPONENTS) && inside.isArray()) {
        JCards components = new JCards(canonical, shape.member(name));
        layList(group, inside, components::component);
      } else if (group.equals(CONVERTED) && inside.isObject()) {
        layEntries(group, Form.ENTRIES, inside, value.path(name));
      } else if (!canonical.isLeftOut(shape, name)) {
        put(group, WHOLE, new Field(WHOLE, inside, value.path(name)));
      }
    }
  }

  /** Elements have no keys: their names serve, with a number from the second one on. */
  private void layList(String group, JsonNode list, UnaryOperator<JsonNode> canonicalForm) {
    Map<String, Integer> count = new HashMap<>();
    Set<String> used = new HashSet<>();
    for (JsonNode element : list) {
      String name = element.path(0).asText().toLowerCase(Locale.ROOT);
      int number = count.merge(name, 1, Integer::sum);
      String key = freeKey(number == 1 ? name : name + "-" + number, used);
      used.add(key);
      put(group, key, new Field(key, element, canonicalForm.apply(element)));
    }
  }

  @Override
  boolean isEntries(String group) {
    return EventShape.ENTRIES.contains(group) || isList(group);
  }

  @Override
  boolean isEmptyEntryKept(String group) {
    return isList(group);
  }

  /** The entries of a member, in which the value stands for whatever they refer to. */
  Map<String, Field> byValue(String group) {
    Map<String, Field> entries = new LinkedHashMap<>();
    group(group)
        .forEach(
            (key, field) -> entries.put(key, field.withPlain(byValue.entry(group, field.plain()))));
    return entries;
  }

  /** Whether the fields of a group are elements of a list. */
  static boolean isList(String group) {
    return group.equals(PROPERTIES) || group.equals(COMPONENTS);
  }

  static boolean isOverride(String group) {
    return group.startsWith(OVERRIDE);
  }

  /** How a report calls a field: of an override, by the pointer in it. */
  @Override
  String pointer(String group, String key) {
    return isOverride(group) && !key.equals(WHOLE) ? group + "/" + key : path(group, key);
  }

  /** The canonical recurrence id of an override's group. */
  static String recurrenceId(String group) {
    return group.substring(OVERRIDE.length());
  }

  static String override(String recurrenceId) {
    return OVERRIDE + recurrenceId;
  }

  /**
   * Gives the elements of a list other keys.
   *
   * @param known new key by key
   * @param taken keys that no other element gets
   */
  void rename(String group, Map<String, String> known, Set<String> taken) {
    Set<String> used = new HashSet<>(taken);
    used.addAll(known.values());
    Map<String, Field> renamed = new LinkedHashMap<>();
    group(group)
        .forEach(
            (old, field) -> {
              boolean whole = old.equals(WHOLE);
              String key = known.getOrDefault(old, whole ? old : freeKey(old, used));
              used.add(key);
              renamed.put(key, field);
            });
    if (groups.containsKey(group) && !renamed.containsKey(WHOLE)) {
      groups.put(group, renamed);
    }
  }

  /** The shape of a field. */
  Shape shape(String group, String key) {
    if (isOverride(group)) {
      return shape(Patches.steps(key));
    }
    List<String> steps = new ArrayList<>(List.of(group.split("/", -1)));
    if (!key.equals(WHOLE)) {
      steps.add(key);
    }
    // When an item happens is changed as a whole.
    return group.equals(TIME) ? new Shape(Form.ATOM) : shape(steps);
  }

  private Shape shape(List<String> steps) {
    if (steps.get(0).equals(TIME)) {
      return new Shape(Form.ATOM);
    }
    Shape shape = canonical.shape();
    for (String step : steps) {
      shape = shape.form() == Form.OBJECT ? shape.member(step) : shape.each();
    }
    return shape;
  }
}
