// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.oneway.engine.similar.Shape.Form;

/**
 * A card laid out in the fields that are compared and merged one by one: entries, members of sets,
 * vCard properties, and whatever members are left. System members are no fields.
 */
final class CardFields extends Fields {
  static final String PRONOUNS = "speakToAs/pronouns";
  static final String LOCALIZATIONS = "localizations";

  /** What each localization makes of the card, see {@link Keyless#effects}. */
  final Map<String, JsonNode> effects = new HashMap<>();

  /** No fields at all. */
  CardFields() {}

  static CardFields of(ObjectNode card, Canonical canonical) {
    CardFields fields = new CardFields();
    ObjectNode plain = canonical.item(card);
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
  private void layProperties(String member, JsonNode list, Canonical canonical) {
    JCards properties = new JCards(canonical, CardShape.CARD.member(member));
    Map<String, Integer> count = new HashMap<>();
    Set<String> used = new HashSet<>();
    for (JsonNode property : list) {
      String name = property.path(0).asText().toLowerCase(Locale.ROOT);
      int number = count.merge(name, 1, Integer::sum);
      String key = freeKey(number == 1 ? name : name + "-" + number, used);
      used.add(key);
      put(member, key, new Field(key, property, properties.property(property)));
    }
  }

  @Override
  void put(String group, String key, Field field) {
    super.put(group, key, group.equals("titles") ? withFirstOrganization(field) : field);
  }

  @Override
  boolean isEntries(String group) {
    return hasFreeKeys(group);
  }

  @Override
  boolean isEmptyEntryKept(String group) {
    return form(group) == Form.PROPERTIES;
  }

  private Field withFirstOrganization(Field title) {
    String key = title.plain().path(KeyTranslation.ORGANIZATION_ID).asText();
    String first = repeats.getOrDefault("organizations", Map.of()).getOrDefault(key, key);
    return first.equals(key) ? title : KeyTranslation.withOrganization(title, first);
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
}
