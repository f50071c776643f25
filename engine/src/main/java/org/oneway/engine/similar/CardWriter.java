// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oneway.engine.similar.Shape.Form;

/** Writes merged fields into a copy of a card; what is not written stays as it is. */
final class CardWriter {
  private static final String SPEAK_TO_AS = "speakToAs";

  private final ObjectNode card;
  private final ObjectNode original;
  private final CardFields fields;
  private final Map<String, Map<String, JsonNode>> properties = new LinkedHashMap<>();
  private final Set<String> rewritten = new HashSet<>();
  private final Map<String, JsonNode> sourcePatches = new HashMap<>();

  /**
   * @param original the card that is changed, laid out in {@code fields}
   */
  CardWriter(ObjectNode original, CardFields fields) {
    this.original = original;
    this.card = original.deepCopy();
    this.fields = fields;
  }

  /**
   * Gives a field its value.
   *
   * @param value a missing node to take it away
   */
  void write(String group, String key, JsonNode value, Sides sides) {
    Field there = sides.there();
    if (group.equals(CardFields.LOCALIZATIONS)) {
      sourcePatches.put(there.isAbsent() ? sides.now().name() : there.name(), sides.now().raw());
    }
    if (CardShape.CARD.member(group).form() == Form.PROPERTIES && !key.equals(Fields.WHOLE)) {
      properties.computeIfAbsent(group, name -> new LinkedHashMap<>()).put(key, value);
    }
    if (value.equals(there.raw())) {
      return;
    }
    if (key.equals(Fields.WHOLE)) {
      Members.set(card, group, value);
    } else if (properties.containsKey(group)) {
      rewritten.add(group);
    } else if (CardFields.hasFreeKeys(group)) {
      removeRepeats(group, key);
      Members.set(map(group), key, value);
    } else {
      Members.set(map(group), there.isAbsent() ? sides.now().name() : there.name(), value);
    }
  }

  /** The card with all that was written. */
  ObjectNode card(Canonical canonical) {
    properties.forEach(
        (group, values) -> {
          if (rewritten.contains(group)) {
            values.values().removeIf(JsonNode::isMissingNode);
            card.putArray(group).addAll(values.values());
          }
        });
    removeNewRepeats(CardFields.of(card, canonical));
    removeEmptied();
    removeDanglingPatches();
    return card;
  }

  private ObjectNode map(String group) {
    if (group.equals(CardFields.PRONOUNS)) {
      return Members.object(Members.object(card, SPEAK_TO_AS), "pronouns");
    }
    return Members.object(card, group);
  }

  /** Whatever becomes of an entry becomes of those that only repeat it. */
  private void removeRepeats(String group, String key) {
    fields
        .repeats
        .getOrDefault(group, Map.of())
        .forEach(
            (repeat, first) -> {
              if (first.equals(key)) {
                map(group).remove(repeat);
              }
            });
  }

  /** An entry that has become equal to one that the target has on its own is one too many. */
  private void removeNewRepeats(CardFields result) {
    result.repeats.forEach(
        (group, repeats) -> {
          boolean referredTo = group.equals("organizations") || properties.containsKey(group);
          for (String key : repeats.keySet()) {
            if (!referredTo && !fields.repeats.getOrDefault(group, Map.of()).containsKey(key)) {
              map(group).remove(key);
            }
          }
        });
  }

  private void removeEmptied() {
    for (String member : List.copyOf(fields.groups.keySet())) {
      JsonNode value = card.path(member);
      if (value.isContainerNode() && value.isEmpty() && !original.path(member).isEmpty()) {
        card.remove(member);
      }
    }
  }

  /** A patch into an entry that is gone would make readers ignore its whole localization. */
  private void removeDanglingPatches() {
    for (Map.Entry<String, JsonNode> language : card.path(CardFields.LOCALIZATIONS).properties()) {
      JsonNode sourcePatch =
          sourcePatches.getOrDefault(language.getKey(), MissingNode.getInstance());
      for (String pointer : names(language.getValue())) {
        boolean dangling = Patches.reaches(original, pointer) && !Patches.reaches(card, pointer);
        if (dangling && !sourcePatch.has(pointer)) {
          ((ObjectNode) language.getValue()).remove(pointer);
        }
      }
    }
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
