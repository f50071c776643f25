// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.oneway.engine.similar.Shape.Form;

/** The canonical form of a whole card, in which no key of an entry is left. */
final class Keyless {
  private static final String LOCALIZATIONS = CardFields.LOCALIZATIONS;
  private static final String ORGANIZATION_ID = KeyTranslation.ORGANIZATION_ID;

  /** Beyond, looking at the card in each language takes too long, and patches count as written. */
  private static final int MOST_LANGUAGES = 100;

  private final Canonical canonical;

  Keyless(Canonical canonical) {
    this.canonical = canonical;
  }

  /** The canonical form of a card as it travels or is kept. */
  ObjectNode card(ObjectNode card) {
    ObjectNode result = canonical.item(card);
    if (canonical.applies(Rule.LOCALIZATION_FORM)
        && result.get(LOCALIZATIONS) instanceof ObjectNode languages) {
      languages.setAll(effects(card));
    }
    withoutKeys(result);
    return result;
  }

  /**
   * What each localization makes of a card: of each member that it changes, the entries or the
   * whole before and after. A patch that cannot be applied is not among them.
   */
  Map<String, JsonNode> effects(ObjectNode card) {
    JsonNode languages = card.path(LOCALIZATIONS);
    if (languages.isEmpty() || languages.size() > MOST_LANGUAGES) {
      return Map.of();
    }
    Map<String, JsonNode> effects = new HashMap<>();
    ObjectNode before = resolved(card);
    for (Map.Entry<String, JsonNode> language : languages.properties()) {
      Optional.of(language.getValue())
          .filter(patch -> patch.isObject() && !patch.isEmpty())
          .flatMap(patch -> Patches.applied(card, patch))
          .map(after -> difference(before, resolved(after)))
          .ifPresent(effect -> effects.put(language.getKey(), effect));
    }
    return effects;
  }

  private ObjectNode resolved(ObjectNode card) {
    ObjectNode result = canonical.item(card);
    result.remove(LOCALIZATIONS);
    resolveOrganizations(result);
    listPronouns(result);
    return result;
  }

  private JsonNode difference(ObjectNode before, ObjectNode after) {
    ObjectNode difference = Canonical.NODES.objectNode();
    ObjectNode names = before.deepCopy();
    names.setAll(after);
    for (Map.Entry<String, JsonNode> member : names.properties()) {
      String name = member.getKey();
      JsonNode one = before.path(name);
      JsonNode other = after.path(name);
      if (!one.equals(other)) {
        boolean entries = CardShape.CARD.member(name).form() == Form.ENTRIES;
        difference.set(name, entries ? entryPairs(one, other) : pair(one, other));
      }
    }
    return difference;
  }

  private JsonNode entryPairs(JsonNode before, JsonNode after) {
    ObjectNode keys = Canonical.NODES.objectNode();
    before.properties().forEach(entry -> keys.set(entry.getKey(), entry.getValue()));
    after.properties().forEach(entry -> keys.set(entry.getKey(), entry.getValue()));
    Map<String, JsonNode> pairs = new TreeMap<>();
    for (Map.Entry<String, JsonNode> key : keys.properties()) {
      JsonNode one = before.path(key.getKey());
      JsonNode other = after.path(key.getKey());
      if (!one.equals(other)) {
        JsonNode pair = pair(one, other);
        pairs.put(CanonicalText.of(pair), pair);
      }
    }
    return Canonical.NODES.arrayNode().addAll(pairs.values());
  }

  private static JsonNode pair(JsonNode before, JsonNode after) {
    ArrayNode pair = Canonical.NODES.arrayNode();
    pair.add(before.isMissingNode() ? Canonical.NODES.nullNode() : before);
    return pair.add(after.isMissingNode() ? Canonical.NODES.nullNode() : after);
  }

  private void withoutKeys(ObjectNode card) {
    if (canonical.applies(Rule.ENTRY_KEYS)) {
      resolveOrganizations(card);
      for (Map.Entry<String, Shape> member : CardShape.CARD.members().entrySet()) {
        if (member.getValue().form() == Form.ENTRIES && card.path(member.getKey()).isObject()) {
          card.set(member.getKey(), list(card.get(member.getKey())));
        }
      }
      listPronouns(card);
    }
    if (canonical.applies(Rule.PROPERTY_ORDER) && card.path("vCardProps").isArray()) {
      card.set("vCardProps", list(card.get("vCardProps")));
    }
  }

  private void listPronouns(ObjectNode card) {
    if (card.get("speakToAs") instanceof ObjectNode speakToAs
        && speakToAs.path("pronouns").isObject()) {
      speakToAs.set("pronouns", list(speakToAs.get("pronouns")));
    }
  }

  /** A title refers to an organisation by its key: here, by what the organisation is. */
  private static void resolveOrganizations(ObjectNode card) {
    for (JsonNode title : card.path("titles")) {
      JsonNode organization = card.path("organizations").path(title.path(ORGANIZATION_ID).asText());
      if (title instanceof ObjectNode object && !organization.isMissingNode()) {
        object.set(ORGANIZATION_ID, organization);
      }
    }
  }

  /** The elements in an order of their own; equal ones once. */
  private JsonNode list(JsonNode entries) {
    return Sorted.of(entries, canonical.applies(Rule.REPEATED_ENTRIES));
  }
}
