// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Cards by chance, the same for the same seed, small enough that two often have values in common.
 */
final class RandomCards {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> SETS = List.of("keywords", "members");
  private static final List<String> ENTRIES =
      List.of(
          "organizations",
          "titles",
          "nicknames",
          "emails",
          "phones",
          "onlineServices",
          "addresses",
          "links",
          "media",
          "anniversaries",
          "notes",
          "personalInfo");

  private final Random random;

  RandomCards(long seed) {
    this.random = new Random(seed);
  }

  ObjectNode card() {
    ObjectNode card = NODES.objectNode();
    card.put("@type", "Card").put("version", "1.0").put("uid", "urn:uuid:" + random.nextInt(9));
    for (int i = random.nextInt(12); i >= 0; i--) {
      edit(card);
    }
    return card;
  }

  /** A copy with some edits. */
  ObjectNode edited(ObjectNode card) {
    ObjectNode copy = card.deepCopy();
    copy.put("updated", "20" + (10 + random.nextInt(80)) + "-01-01T00:00:00Z");
    for (int i = random.nextInt(4); i > 0; i--) {
      edit(copy);
    }
    return copy;
  }

  private void edit(ObjectNode card) {
    switch (random.nextInt(9)) {
      case 0 -> card.put("kind", one("individual", "org", "group"));
      case 1 -> card.set("name", name());
      case 2 -> object(card, one(SETS)).put(word(), true);
      case 3 -> remove(object(card, one(SETS)));
      case 4 -> remove(object(card, one(ENTRIES)));
      case 5 -> card.withArray("/vCardProps").add(property());
      case 6 -> localize(card);
      default -> editEntry(card, one(ENTRIES));
    }
    card.properties()
        .removeIf(member -> member.getValue().isObject() && member.getValue().isEmpty());
  }

  private void editEntry(ObjectNode card, String member) {
    ObjectNode entries = object(card, member);
    List<String> keys = names(entries);
    if (!keys.isEmpty() && random.nextBoolean()) {
      ObjectNode entry = (ObjectNode) entries.get(one(keys));
      ObjectNode other = entry(card, member);
      String changed = one(names(other));
      entry.set(changed, other.get(changed));
    } else {
      entries.set("k" + random.nextInt(20), entry(card, member));
    }
  }

  private ObjectNode entry(ObjectNode card, String member) {
    ObjectNode entry = NODES.objectNode();
    switch (member) {
      case "organizations" -> entry.put("name", word());
      case "titles" -> {
        entry.put("name", word());
        List<String> organizations = names(object(card, "organizations"));
        if (!organizations.isEmpty() && random.nextBoolean()) {
          entry.put("organizationId", one(organizations));
        }
      }
      case "nicknames" -> entry.put("name", word());
      case "emails" -> entry.put("address", word() + "@" + word());
      case "phones" -> entry.put("number", "+49 " + random.nextInt(99)).set("features", set());
      case "onlineServices" -> entry.put("service", word()).put("user", word());
      case "addresses" -> entry.setAll(address());
      case "links" -> entry.put("uri", "http://" + word());
      case "media" ->
          entry
              .put("kind", one("photo", "logo"))
              .put("uri", "data:image/png;base64," + one("AAAA", "BBBB").repeat(150));
      case "anniversaries" ->
          entry
              .put("kind", one("birth", "wedding"))
              .set("date", NODES.objectNode().put("year", 1980 + random.nextInt(3)));
      case "notes" -> entry.put("note", word() + "\n" + word());
      default -> entry.put("kind", one("hobby", "interest")).put("value", word());
    }
    if (random.nextInt(3) == 0) {
      entry.put("label", word());
    }
    if (random.nextInt(3) == 0) {
      entry.set("contexts", set());
    }
    return entry;
  }

  private ObjectNode name() {
    String given = word();
    String surname = word();
    ObjectNode name = NODES.objectNode();
    if (random.nextInt(4) > 0) {
      name.putArray("components").add(component("given", given)).add(component("surname", surname));
    }
    if (random.nextInt(3) > 0) {
      name.put("full", one(given + " " + surname, surname + ", " + given, word()));
    }
    if (name.isEmpty() || random.nextInt(5) == 0) {
      name.putObject("sortAs").put("surname", word());
    }
    return name;
  }

  private ObjectNode address() {
    String locality = word();
    ObjectNode address = NODES.objectNode();
    address.putArray("components").add(component("locality", locality));
    if (random.nextBoolean()) {
      address.put("full", one(locality, word()));
    }
    return address;
  }

  private static ObjectNode component(String kind, String value) {
    return NODES.objectNode().put("kind", kind).put("value", value);
  }

  private ArrayNode property() {
    ArrayNode property = NODES.arrayNode().add(one("x-a", "x-b", "version"));
    property.add(NODES.objectNode());
    return property.add("text").add(word());
  }

  private void localize(ObjectNode card) {
    ObjectNode patch = object(object(card, "localizations"), one("de", "fr"));
    List<String> titles = names(object(card, "titles"));
    if (titles.isEmpty()) {
      patch.set("name", NODES.objectNode().put("full", word()));
    } else {
      patch.put("titles/" + one(titles) + "/name", word());
    }
  }

  private ObjectNode set() {
    return NODES.objectNode().put(one("a", "b"), true).put(one("b", "c"), true);
  }

  /** A copy in which something else stands where a reader expects an object, a list or a text. */
  ObjectNode spoiled(ObjectNode card) {
    ObjectNode copy = card.deepCopy();
    for (int i = random.nextInt(3); i >= 0; i--) {
      spoil(copy);
    }
    return copy;
  }

  private void spoil(ObjectNode object) {
    List<String> names = names(object);
    String name = names.isEmpty() ? word() : one(names);
    if (object.get(name) instanceof ObjectNode inner && random.nextInt(4) > 0) {
      spoil(inner);
    } else {
      object.set(name, junk());
    }
  }

  private JsonNode junk() {
    return switch (random.nextInt(7)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.numberNode(1.5);
      case 2 -> NODES.arrayNode().add(1).add(NODES.nullNode()).add(NODES.objectNode());
      case 3 -> NODES.objectNode().set("x/y~", NODES.arrayNode());
      case 4 -> NODES.booleanNode(random.nextBoolean());
      case 5 -> NODES.objectNode().set("k", NODES.textNode("data:,"));
      default -> NODES.textNode(one("", "data:;base64,%%%", "x-oneway-media:sha256=;size=x", "/"));
    };
  }

  /** The same card under other keys and in another order. */
  ObjectNode disguised(ObjectNode card) {
    Map<String, String> keys = new HashMap<>();
    for (String member : ENTRIES) {
      for (String key : names(card.path(member))) {
        keys.put(member + "/" + key, "n" + keys.size() + "-" + random.nextInt(99));
      }
    }
    ObjectNode renamed = NODES.objectNode();
    card.properties().forEach(member -> renamed.set(member.getKey(), renamed(member, keys)));
    return (ObjectNode) shuffled(renamed);
  }

  private static JsonNode renamed(Map.Entry<String, JsonNode> member, Map<String, String> keys) {
    ObjectNode renamed = NODES.objectNode();
    if (ENTRIES.contains(member.getKey())) {
      for (Map.Entry<String, JsonNode> entry : member.getValue().properties()) {
        JsonNode value = entry.getValue().deepCopy();
        String organization = "organizations/" + value.path("organizationId").asText();
        if (keys.containsKey(organization)) {
          ((ObjectNode) value).put("organizationId", keys.get(organization));
        }
        renamed.set(keys.get(member.getKey() + "/" + entry.getKey()), value);
      }
      return renamed;
    }
    if (!member.getKey().equals("localizations")) {
      return member.getValue();
    }
    for (Map.Entry<String, JsonNode> language : member.getValue().properties()) {
      ObjectNode patch = renamed.putObject(language.getKey());
      for (Map.Entry<String, JsonNode> change : language.getValue().properties()) {
        String[] steps = change.getKey().split("/", -1);
        if (steps.length == 3) {
          steps[1] = keys.getOrDefault(steps[0] + "/" + steps[1], steps[1]);
        }
        patch.set(String.join("/", steps), change.getValue());
      }
    }
    return renamed;
  }

  private JsonNode shuffled(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
    Collections.shuffle(members, random);
    ObjectNode result = NODES.objectNode();
    members.forEach(member -> result.set(member.getKey(), shuffled(member.getValue())));
    return result;
  }

  private void remove(ObjectNode object) {
    if (!object.isEmpty()) {
      object.remove(one(names(object)));
    }
  }

  private static ObjectNode object(ObjectNode parent, String member) {
    return parent.get(member) instanceof ObjectNode object ? object : parent.putObject(member);
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private String word() {
    return one("ada", "bob", "cyd", "dan", "eve", "Zoë");
  }

  private String one(String... values) {
    return one(List.of(values));
  }

  private String one(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
