// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Events from a seed, their edits, and the same events written in another way. */
final class RandomEvents {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> ENTRIES =
      List.of("participants", "locations", "virtualLocations", "links", "alerts");

  /** Keys of entries, wherever they stand; nothing else looks like them. */
  private static final Pattern KEY = Pattern.compile("k(\\d+)k");

  private final Random random;

  RandomEvents(long seed) {
    random = new Random(seed);
  }

  ObjectNode event() {
    ObjectNode event = Events.event("");
    event.put("title", word());
    setTime(event);
    if (random.nextInt(3) > 0) {
      event.putArray("recurrenceRules").add(rule());
    }
    event.putObject("keywords").put(word(), true);
    for (int i = random.nextInt(8); i > 0; i--) {
      addEntry(event, one(ENTRIES));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      override(event);
    }
    if (random.nextBoolean()) {
      event.withArray("/iCalComponent/properties").add(property());
    }
    return cleaned(event);
  }

  private void setTime(ObjectNode event) {
    event.put("start", "2026-11-" + (10 + random.nextInt(9)) + "T1" + random.nextInt(3) + ":00:00");
    event.put("timeZone", one("Europe/Berlin", "Etc/UTC", "Europe/Paris"));
    event.put("duration", one("PT1H", "PT60M", "PT2H"));
  }

  private ObjectNode rule() {
    return NODES.objectNode().put("frequency", one("daily", "weekly", "monthly"));
  }

  private void addEntry(ObjectNode event, String group) {
    ObjectNode entry = NODES.objectNode();
    switch (group) {
      case "participants" -> {
        entry.putObject("sendTo").put("imip", "mailto:" + word() + random.nextInt(3) + "@x.org");
        entry.put("participationStatus", one("accepted", "declined", "needs-action"));
        List<String> others = names(event.path(group));
        if (!others.isEmpty() && random.nextInt(3) == 0) {
          entry.putObject("delegatedTo").put(one(others), true);
        }
      }
      case "locations" -> entry.put("name", word());
      case "virtualLocations" -> entry.put("uri", "http://" + word());
      case "links" ->
          entry.put(
              "href",
              one("http://" + word(), "data:image/png;base64," + one("AAAA", "BBBB").repeat(150)));
      default ->
          entry.putObject("trigger").put("offset", "-PT" + (1 + random.nextInt(4)) * 15 + "M");
    }
    if (random.nextInt(3) == 0) {
      entry.put("x.org:note", word());
    }
    object(event, group).set("k" + random.nextInt(50) + "k", entry);
  }

  private void override(ObjectNode event) {
    String time = event.path("start").asText().substring(10);
    String id = "2026-11-" + (17 + random.nextInt(12)) + time;
    ObjectNode patch = object(object(event, "recurrenceOverrides"), id);
    List<String> people = names(event.path("participants"));
    switch (random.nextInt(6)) {
      case 0 -> object(event, "recurrenceOverrides").putObject(id).put("excluded", true);
      case 1 -> patch.put("title", word());
      case 2 -> patch.put("start", id.substring(0, 10) + "T15:00:00").put("duration", "PT3H");
      case 3 -> patch.put("color", one("red", "blue"));
      case 4 -> {
        if (!people.isEmpty()) {
          patch.put("participants/" + one(people) + "/participationStatus", "tentative");
        }
      }
      default -> {
        ObjectNode alert = NODES.objectNode();
        alert.putObject("trigger").put("offset", "-PT" + (5 + random.nextInt(3)) + "M");
        String key = "k9" + random.nextInt(9) + "k";
        if (event.path("alerts").isObject()) {
          patch.set("alerts/" + key, alert);
        } else {
          patch.set("alerts", NODES.objectNode().set(key, alert));
        }
      }
    }
  }

  private JsonNode property() {
    return NODES.arrayNode().add(one("x-a", "x-b")).add(NODES.objectNode()).add("text").add(word());
  }

  /** A copy with up to three edits. */
  ObjectNode edited(ObjectNode event) {
    ObjectNode copy = event.deepCopy();
    for (int i = random.nextInt(4); i > 0; i--) {
      edit(copy);
    }
    return cleaned(copy);
  }

  private void edit(ObjectNode event) {
    String group = one(ENTRIES);
    switch (random.nextInt(9)) {
      case 0 -> event.put("title", word());
      case 1 -> event.put("duration", one("PT1H", "PT3H"));
      case 2 -> addEntry(event, group);
      case 3 -> remove(object(event, group));
      case 4 -> override(event);
      case 5 -> remove(object(event, "recurrenceOverrides"));
      case 6 -> object(event, "keywords").put(word(), true);
      case 7 -> event.withArray("/iCalComponent/properties").add(property());
      default -> {
        List<String> keys = names(object(event, group));
        if (!keys.isEmpty()) {
          ((ObjectNode) event.get(group).get(one(keys))).put("x.org:note", word());
        }
      }
    }
  }

  /** Without empty members, and without what leads to entries that are gone. */
  private static ObjectNode cleaned(ObjectNode event) {
    for (JsonNode participant : event.path("participants")) {
      ObjectNode delegated = object((ObjectNode) participant, "delegatedTo");
      delegated.properties().removeIf(key -> !event.path("participants").has(key.getKey()));
    }
    for (JsonNode patch : event.path("recurrenceOverrides")) {
      patch
          .properties()
          .removeIf(
              change ->
                  (change.getKey().startsWith("participants/")
                          && !event.path("participants").has(change.getKey().split("/", -1)[1]))
                      || (change.getKey().startsWith("alerts/") && !event.has("alerts"))
                      || (change.getKey().equals("alerts") && event.has("alerts")));
    }
    event
        .properties()
        .removeIf(member -> member.getValue().isObject() && member.getValue().isEmpty());
    return event;
  }

  /** The same event under other keys and in another order. */
  ObjectNode disguised(ObjectNode event) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, random);
    Matcher keys = KEY.matcher(event.toString());
    String text = keys.replaceAll(key -> "k" + numbers.get(Integer.parseInt(key.group(1))) + "k");
    return (ObjectNode) shuffled(Cards.json(text));
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
