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

  /** For each key of such fields that has one, the new key. */
  @FunctionalInterface
  private interface KnownKeys {
    Map<String, String> of(String group, Map<String, Field> fields);
  }

  private final CardFields from;
  private final List<CardFields> taken;
  private final Map<String, Map<String, String>> newKeys = new HashMap<>();
  private final CardFields result = new CardFields();

  private KeyTranslation(CardFields from, List<CardFields> taken) {
    this.from = from;
    this.taken = taken;
  }

  /**
   * {@code from} in the keys of {@code to}.
   *
   * @param taken more cards whose keys an entry that {@code to} does not have must not get
   */
  static CardFields translated(CardFields from, CardFields to, List<CardFields> taken) {
    List<CardFields> all = new ArrayList<>(taken);
    all.add(to);
    KeyTranslation translation = new KeyTranslation(from, all);
    translation.translate(
        (group, fields) -> Alignment.of(to.group(group), fields, Likeness.EDITED));
    translation.takeEqualLocalizations(to);
    return translation.result;
  }

  /**
   * {@code from} with other keys for some entries.
   *
   * @param keys new key by member and key
   */
  static CardFields renamed(CardFields from, Map<String, Map<String, String>> keys) {
    KeyTranslation translation = new KeyTranslation(from, List.of());
    translation.translate((group, fields) -> keys.getOrDefault(group, Map.of()));
    return translation.result;
  }

  private void translate(KnownKeys known) {
    for (Map.Entry<String, Map<String, Field>> group : from.groups.entrySet()) {
      String name = group.getKey();
      Map<String, Field> fields = group.getValue();
      if (name.equals(CardFields.LOCALIZATIONS)) {
        result.groups.put(name, localizations(fields));
      } else if (CardFields.hasFreeKeys(name) && !fields.containsKey(Fields.WHOLE)) {
        Map<String, Field> titles = name.equals("titles") ? withOrganizations(fields) : fields;
        translate(name, titles, known.of(name, titles));
      } else {
        result.groups.put(name, fields);
      }
    }
    result.effects.putAll(from.effects);
  }

  private void translate(String group, Map<String, Field> fields, Map<String, String> known) {
    Set<String> used = new HashSet<>(known.values());
    for (CardFields card : taken) {
      used.addAll(card.group(group).keySet());
      used.addAll(card.repeats.getOrDefault(group, Map.of()).keySet());
    }
    Map<String, Field> translated = new LinkedHashMap<>();
    Map<String, String> keys = new HashMap<>();
    fields.forEach(
        (old, field) -> {
          String key = known.containsKey(old) ? known.get(old) : Fields.freeKey(old, used);
          used.add(key);
          keys.put(old, key);
          translated.put(key, field);
        });
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

  private Map<String, Field> localizations(Map<String, Field> languages) {
    Map<String, Field> translated = new LinkedHashMap<>();
    languages.forEach(
        (language, field) ->
            translated.put(
                language, new Field(field.name(), patch(field.raw()), patch(field.plain()))));
    return translated;
  }

  /** Where a localization says the same in another way, the other card's way is taken. */
  private void takeEqualLocalizations(CardFields to) {
    for (Map.Entry<String, Field> language : result.group(CardFields.LOCALIZATIONS).entrySet()) {
      JsonNode effect = from.effects.get(language.getKey());
      if (effect != null && effect.equals(to.effects.get(language.getKey()))) {
        language.setValue(to.field(CardFields.LOCALIZATIONS, language.getKey()));
      }
    }
  }

  private JsonNode patch(JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode translated = Canonical.NODES.objectNode();
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      List<String> steps = Patches.steps(change.getKey());
      int keyStep = steps.size() > 1 && steps.get(1).equals("pronouns") ? 2 : 1;
      String group = String.join("/", steps.subList(0, keyStep));
      if (steps.size() > keyStep) {
        translated.set(pointer(change.getKey(), group, keyStep), change.getValue());
      } else {
        translated.set(change.getKey(), wholeMember(group, change.getValue()));
      }
    }
    return translated;
  }

  /** A pointer to an entry or into it, as it was written if the entry keeps its key. */
  private String pointer(String pointer, String group, int keyStep) {
    List<String> steps = new ArrayList<>(Patches.steps(pointer));
    String key = newKey(group, steps.get(keyStep));
    return key.equals(steps.set(keyStep, key)) ? pointer : Patches.pointer(steps);
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
