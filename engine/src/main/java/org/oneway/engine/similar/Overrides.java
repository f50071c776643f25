// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.similar.Shape.Form;

/**
 * What the overrides of an item make of its instances, pointer by pointer, however the patches are
 * written.
 */
final class Overrides {
  static final String EXCLUDED = "excluded";

  /** The pointer under which all members stand that say when the instance happens. */
  static final String TIME = "start";

  private final Canonical canonical;
  private final ObjectNode item;
  private final EventTimes times;

  /**
   * @param item as it travels
   */
  Overrides(Canonical canonical, ObjectNode item) {
    this.canonical = canonical;
    this.item = item;
    this.times = new EventTimes(canonical, item);
  }

  /** For each recurrence id in canonical form: what is changed, by pointer. */
  Map<String, Map<String, Field>> effects() {
    Map<String, Map<String, Field>> effects = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> override : item.path(EventShape.OVERRIDES).properties()) {
      Map<String, Field> effect = effect(override.getKey(), override.getValue());
      if (!effect.isEmpty()) {
        effects.put(times.recurrenceId(override.getKey()), effect);
      }
    }
    return effects;
  }

  /** Of one override; under {@link Fields#WHOLE} where all it says is that there is an instance. */
  Map<String, Field> effect(String recurrenceId, JsonNode patch) {
    if (!(patch instanceof ObjectNode object)) {
      return Map.of(Fields.WHOLE, new Field(recurrenceId, patch, canonical.any(patch)));
    }
    if (patch.path(EXCLUDED).asBoolean()) {
      return Map.of(EXCLUDED, new Field(EXCLUDED, BooleanNode.TRUE, BooleanNode.TRUE));
    }
    Map<String, Field> effect = new LinkedHashMap<>();
    ObjectNode counting = counting(object);
    if (canonical.applies(Rule.OVERRIDE_FORM)) {
      addTime(recurrenceId, counting, effect);
      addOthers(counting, effect);
    } else {
      addWritten(counting, effect);
    }
    boolean idle =
        canonical.applies(Rule.IDLE_OVERRIDES) && Occurrences.has(series(), recurrenceId);
    if (effect.isEmpty() && !idle) {
      effect.put(
          Fields.WHOLE, new Field(recurrenceId, Canonical.NODES.objectNode(), BooleanNode.TRUE));
    }
    return effect;
  }

  /** Without the pointers that say nothing. */
  private ObjectNode counting(ObjectNode patch) {
    ObjectNode counting = Canonical.NODES.objectNode();
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String member = Patches.steps(change.getKey()).get(0);
      boolean idle = EventShape.NOT_OVERRIDDEN.contains(member) || member.equals(EXCLUDED);
      if (!idle && !canonical.isLeftOut(member)) {
        counting.set(change.getKey(), change.getValue());
      }
    }
    return counting;
  }

  private ObjectNode series() {
    return canonical.item(only(Set.of("start", "recurrenceRules", "excludedRecurrenceRules")));
  }

  private ObjectNode only(Set<String> members) {
    ObjectNode some = Canonical.NODES.objectNode();
    for (String member : members) {
      Members.set(some, member, item.path(member));
    }
    return some;
  }

  private void addWritten(ObjectNode patch, Map<String, Field> effect) {
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      JsonNode value = change.getValue();
      effect.put(change.getKey(), new Field(change.getKey(), value, canonical.any(value)));
    }
  }

  /** An instance that says nothing else starts at its recurrence id, and lasts as long as all. */
  private void addTime(String recurrenceId, ObjectNode patch, Map<String, Field> effect) {
    ObjectNode written = Canonical.NODES.objectNode();
    for (String member : EventShape.TIME) {
      Members.set(written, member, patch.path(member));
    }
    if (written.isEmpty()) {
      return;
    }
    ObjectNode before = only(Set.copyOf(EventShape.TIME));
    before.remove("due");
    if (item.has("start")) {
      before.put("start", recurrenceId);
    }
    ObjectNode after = before.deepCopy();
    written.properties().forEach(m -> set(after, m.getKey(), m.getValue()));
    JsonNode plain = time(after);
    if (!plain.equals(time(before))) {
      effect.put(TIME, new Field(TIME, written, plain));
    }
  }

  private ObjectNode time(ObjectNode members) {
    ObjectNode plain = canonical.item(members);
    times.settleInstance(plain);
    return plain;
  }

  private static void set(ObjectNode object, String member, JsonNode value) {
    if (value.isNull()) {
      object.remove(member);
    } else {
      object.set(member, value);
    }
  }

  private void addOthers(ObjectNode patch, Map<String, Field> effect) {
    ObjectNode others = patch.deepCopy();
    others.remove(EventShape.TIME);
    Set<String> touched = new LinkedHashSet<>();
    others.fieldNames().forEachRemaining(pointer -> touched.add(Patches.steps(pointer).get(0)));
    ObjectNode master = only(touched);
    Optional<ObjectNode> applied = Patches.applied(master, others);
    if (applied.isEmpty()) {
      addWritten(others, effect);
      return;
    }
    ObjectNode before = canonical.item(master);
    ObjectNode after = canonical.item(applied.get());
    for (String member : touched) {
      Field one = new Field(member, master.path(member), before.path(member));
      Field other = new Field(member, applied.get().path(member), after.path(member));
      add(List.of(member), canonical.shape().member(member), one, other, effect);
    }
  }

  private void add(
      List<String> steps, Shape shape, Field one, Field other, Map<String, Field> effect) {
    if (one.same(other)) {
      return;
    }
    boolean map =
        shape.form() == Form.ENTRIES || shape.form() == Form.KEYED || shape.form() == Form.SET;
    boolean entry = steps.size() == 2 && shape.form() == Form.OBJECT && other.raw().isObject();
    if ((map && steps.size() == 1 && hasEntries(one, other)) || (entry && one.raw().isObject())) {
      Set<String> names = new LinkedHashSet<>();
      one.raw().fieldNames().forEachRemaining(names::add);
      other.raw().fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String key = map && shape.form() != Form.ENTRIES ? canonical.key(name) : name;
        List<String> deeper = new ArrayList<>(steps);
        deeper.add(name);
        add(
            deeper,
            map ? shape.each() : shape.member(name),
            new Field(name, one.raw().path(name), one.plain().path(key)),
            new Field(name, other.raw().path(name), other.plain().path(key)),
            effect);
      }
      return;
    }
    String pointer = Patches.pointer(steps);
    JsonNode gone = Canonical.NODES.nullNode();
    effect.put(
        pointer,
        new Field(
            pointer,
            other.raw().isMissingNode() ? gone : other.raw(),
            other.isAbsent() ? gone : other.plain()));
  }

  private static boolean hasEntries(Field one, Field other) {
    return (one.raw().isObject() || one.raw().isMissingNode())
        && (other.raw().isObject() || other.raw().isMissingNode());
  }
}
