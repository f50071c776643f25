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

/**
 * Puts the entries of one card under the keys that another card has for the same entries, and
 * everything that refers to an entry by its key with them.
 */
final class KeyTranslation {
  static final String ORGANIZATION_ID = "organizationId";

  private final CardFields from;
  private final CardFields to;
  private final List<CardFields> taken;
  private final Map<String, Map<String, String>> newKeys = new HashMap<>();
  private final CardFields result = new CardFields();

  private KeyTranslation(CardFields from, CardFields to, List<CardFields> taken) {
    this.from = from;
    this.to = to;
    this.taken = taken;
  }

  /**
   * {@code from} in the keys of {@code to}.
   *
   * @param taken cards whose keys an entry that {@code to} does not have must not get
   */
  static CardFields translated(
      CardFields from, CardFields to, Likeness likeness, List<CardFields> taken) {
    return new KeyTranslation(from, to, taken).translate(likeness);
  }

  private CardFields translate(Likeness likeness) {
    for (Map.Entry<String, Map<String, Field>> group : from.groups.entrySet()) {
      String name = group.getKey();
      if (CardFields.hasFreeKeys(name)) {
        Map<String, Field> fields =
            name.equals("titles") ? withOrganizations(group.getValue()) : group.getValue();
        translate(name, fields, likeness);
      } else if (name.equals(CardFields.LOCALIZATIONS)) {
        result.groups.put(name, localizations(group.getValue()));
      } else {
        result.groups.put(name, group.getValue());
      }
    }
    result.effects.putAll(from.effects);
    return result;
  }

  private void translate(String group, Map<String, Field> fields, Likeness likeness) {
    Map<String, String> known = Alignment.of(to.group(group), fields, likeness);
    Set<String> used = new HashSet<>(to.group(group).keySet());
    used.addAll(to.repeats.getOrDefault(group, Map.of()).keySet());
    taken.forEach(card -> used.addAll(card.group(group).keySet()));
    Map<String, Field> translated = new LinkedHashMap<>();
    Map<String, String> keys = new HashMap<>();
    for (Map.Entry<String, Field> field : fields.entrySet()) {
      String key = known.getOrDefault(field.getKey(), "");
      if (key.isEmpty()) {
        key = CardFields.freeKey(field.getKey(), used);
        used.add(key);
      }
      keys.put(field.getKey(), key);
      translated.put(key, field.getValue());
    }
    from.repeats
        .getOrDefault(group, Map.of())
        .forEach((repeat, first) -> keys.put(repeat, keys.getOrDefault(first, first)));
    newKeys.put(group, keys);
    result.groups.put(group, translated);
  }

  private Map<String, Field> withOrganizations(Map<String, Field> titles) {
    Map<String, Field> result = new LinkedHashMap<>();
    titles.forEach(
        (key, title) -> {
          String organization = title.plain().path(ORGANIZATION_ID).asText();
          String translated = newKey("organizations", organization);
          result.put(
              key, translated.equals(organization) ? title : withOrganization(title, translated));
        });
    return result;
  }

  /** A title that refers to another organisation. */
  static Field withOrganization(Field title, String key) {
    return new Field(title.name(), withMember(title.raw(), key), withMember(title.plain(), key));
  }

  private static JsonNode withMember(JsonNode title, String key) {
    return title instanceof ObjectNode object ? object.deepCopy().put(ORGANIZATION_ID, key) : title;
  }

  /** Where a localization says the same in another way, the other card's way is taken. */
  private Map<String, Field> localizations(Map<String, Field> languages) {
    Map<String, Field> translated = new LinkedHashMap<>();
    languages.forEach(
        (language, field) -> {
          JsonNode effect = from.effects.get(language);
          boolean same = effect != null && effect.equals(to.effects.get(language));
          translated.put(
              language,
              same
                  ? to.field(CardFields.LOCALIZATIONS, language)
                  : new Field(field.name(), patch(field.raw()), patch(field.plain())));
        });
    return translated;
  }

  private JsonNode patch(JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode translated = Canonical.NODES.objectNode();
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      List<String> steps = new ArrayList<>(Patches.steps(change.getKey()));
      int keyStep = steps.size() > 1 && steps.get(1).equals("pronouns") ? 2 : 1;
      String group = String.join("/", steps.subList(0, keyStep));
      if (steps.size() > keyStep) {
        steps.set(keyStep, newKey(group, steps.get(keyStep)));
        translated.set(Patches.pointer(steps), change.getValue());
      } else {
        translated.set(change.getKey(), wholeMember(group, change.getValue()));
      }
    }
    return translated;
  }

  /** A patch that replaces all entries of a member at once. */
  private JsonNode wholeMember(String group, JsonNode value) {
    if (!newKeys.containsKey(group) || !value.isObject()) {
      return value;
    }
    ObjectNode translated = Canonical.NODES.objectNode();
    value
        .properties()
        .forEach(entry -> translated.set(newKey(group, entry.getKey()), entry.getValue()));
    return translated;
  }

  private String newKey(String group, String key) {
    return newKeys.getOrDefault(group, Map.of()).getOrDefault(key, key);
  }
}
