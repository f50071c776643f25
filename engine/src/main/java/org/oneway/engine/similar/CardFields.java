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
import org.oneway.engine.similar.Shape.Form;

/**
 * A card laid out in the fields that are compared and merged one by one: entries, members of sets,
 * vCard properties, and whatever members are left. System members are no fields.
 */
final class CardFields {
  static final String PRONOUNS = "speakToAs/pronouns";
  static final String LOCALIZATIONS = "localizations";

  /** The key of the only field of a member that is one field; no key that anybody writes. */
  static final String WHOLE = "\u0000";

  /** Fields by member and key; of several equal entries only the first. */
  final Map<String, Map<String, Field>> groups = new LinkedHashMap<>();

  /** Keys of entries that repeat another one, by member, to the key of that one. */
  final Map<String, Map<String, String>> repeats = new HashMap<>();

  private final Map<String, Map<JsonNode, String>> keyByValue = new HashMap<>();

  /** What each localization makes of the card, see {@link Keyless#effects}. */
  final Map<String, JsonNode> effects = new HashMap<>();

  /** No fields at all. */
  CardFields() {}

  static CardFields of(ObjectNode card, Canonical canonical) {
    CardFields fields = new CardFields();
    ObjectNode plain = canonical.card(card);
    Set<String> members = new LinkedHashSet<>(CardShape.CARD.members().keySet());
    card.fieldNames().forEachRemaining(members::add);
    for (String member : members) {
      if (card.has(member) && !canonical.isLeftOut(member)) {
        fields.lay(member, card.get(member), plain.path(member), canonical);
      }
    }
    fields.effects.putAll(new Keyless(canonical).effects(card));
    return fields;
  }

  private void lay(String member, JsonNode raw, JsonNode plain, Canonical canonical) {
    Form form = form(member);
    if (form == Form.PROPERTIES && raw.isArray()) {
      layProperties(member, raw, canonical);
    } else if (member.equals("speakToAs") && raw.isObject()) {
      laySpeakToAs(raw, plain);
    } else if (raw.isObject() && isMap(form)) {
      boolean meaning = form == Form.SET || form == Form.KEYED;
      for (Map.Entry<String, JsonNode> entry : raw.properties()) {
        String key = meaning ? canonical.key(entry.getKey()) : entry.getKey();
        put(member, key, new Field(entry.getKey(), entry.getValue(), plain.path(key)));
      }
    } else {
      put(member, WHOLE, new Field(WHOLE, raw, plain));
    }
  }

  private static boolean isMap(Form form) {
    return switch (form) {
      case ENTRIES, SET, KEYED, LOCALIZATIONS -> true;
      default -> false;
    };
  }

  private void laySpeakToAs(JsonNode raw, JsonNode plain) {
    for (Map.Entry<String, JsonNode> entry : raw.properties()) {
      String key = entry.getKey();
      if (key.equals("pronouns") && entry.getValue().isObject()) {
        for (Map.Entry<String, JsonNode> pronoun : entry.getValue().properties()) {
          JsonNode value = plain.path(key).path(pronoun.getKey());
          put(PRONOUNS, pronoun.getKey(), new Field(pronoun.getKey(), pronoun.getValue(), value));
        }
      } else {
        put("speakToAs", key, new Field(key, entry.getValue(), plain.path(key)));
      }
    }
  }

  /** Properties have no keys: their names serve, with a number from the second one on. */
  private void layProperties(String member, JsonNode properties, Canonical canonical) {
    Map<String, Integer> count = new HashMap<>();
    Set<String> used = new HashSet<>();
    for (JsonNode property : properties) {
      String name = property.path(0).asText().toLowerCase(Locale.ROOT);
      int number = count.merge(name, 1, Integer::sum);
      String key = freeKey(number == 1 ? name : name + "-" + number, used);
      used.add(key);
      put(member, key, new Field(key, property, canonical.property(property)));
    }
  }

  /** Adds a field, unless it is an entry that says nothing or repeats one that is there. */
  private void put(String group, String key, Field field) {
    Field added = group.equals("titles") ? withFirstOrganization(field) : field;
    Map<String, Field> fields = groups.computeIfAbsent(group, name -> new LinkedHashMap<>());
    if (added.isAbsent() && hasFreeKeys(group) && form(group) != Form.PROPERTIES) {
      return;
    }
    if (hasFreeKeys(group) && !added.isAbsent()) {
      Map<JsonNode, String> known = keyByValue.computeIfAbsent(group, name -> new HashMap<>());
      String first = known.putIfAbsent(added.plain(), key);
      if (first != null) {
        repeats.computeIfAbsent(group, name -> new LinkedHashMap<>()).put(key, first);
        return;
      }
    }
    fields.put(key, added);
  }

  private Field withFirstOrganization(Field title) {
    String key = title.plain().path(KeyTranslation.ORGANIZATION_ID).asText();
    String first = repeats.getOrDefault("organizations", Map.of()).getOrDefault(key, key);
    return first.equals(key) ? title : KeyTranslation.withOrganization(title, first);
  }

  /** The fields of a member by key, in the order of the card. */
  Map<String, Field> group(String group) {
    return groups.getOrDefault(group, Map.of());
  }

  Field field(String group, String key) {
    return group(group).getOrDefault(key, Field.ABSENT);
  }

  /** Whether the keys of a member's fields are free to be chosen. */
  static boolean hasFreeKeys(String group) {
    Form form = form(group);
    return form == Form.ENTRIES || form == Form.PROPERTIES || group.equals(PRONOUNS);
  }

  private static Form form(String group) {
    return CardShape.CARD.member(group).form();
  }

  /** The shape of a field. */
  static Shape shape(String group, String key) {
    if (group.equals(PRONOUNS)) {
      return CardShape.CARD.member("speakToAs").member("pronouns").each();
    }
    Shape member = CardShape.CARD.member(group);
    if (key.equals(WHOLE)) {
      return member;
    }
    return member.form() == Form.OBJECT ? member.member(key) : member.each();
  }

  /** How a report calls a field: a JSON pointer, with the name of a vCard property as last step. */
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

  /** All members of several cards, in the order of the first, then of the next. */
  static List<String> groups(List<CardFields> cards) {
    Set<String> groups = new LinkedHashSet<>();
    cards.forEach(card -> groups.addAll(card.groups.keySet()));
    return new ArrayList<>(groups);
  }

  /** All keys of a member in several cards, likewise. */
  static List<String> keys(List<CardFields> cards, String group) {
    Set<String> keys = new LinkedHashSet<>();
    cards.forEach(card -> keys.addAll(card.group(group).keySet()));
    return new ArrayList<>(keys);
  }
}
