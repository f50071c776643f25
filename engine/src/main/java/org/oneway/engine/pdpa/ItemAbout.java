// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.oneway.engine.item.Item;

/**
 * What {@code folder.json} says of an item whose file is its bytes: whatever the bytes do not say
 * themselves. Kept as compact text, since a folder may have very many.
 */
public final class ItemAbout {
  private static final ObjectMapper COMPACT = new ObjectMapper();
  private static final String KEYWORDS = "keywords";
  private static final String FLAGS = "flags";
  private static final String REST = "oneway.dev:item";

  /** Members that the bytes, the uid or the directory say. */
  private static final Set<String> SAID_ELSEWHERE =
      Set.of("@type", "uid", "size", "digest:sha-256", "messageId", "sentAt", "from", "subject");

  private ItemAbout() {}

  /**
   * What is to be said of an item; empty where there is nothing.
   *
   * @throws ArchiveDamaged if it is not text that every program can read
   */
  public static String of(Item item) throws ArchiveDamaged {
    ObjectNode json = item.json().deepCopy();
    json.remove(SAID_ELSEWHERE);
    if (json.path(KEYWORDS).isEmpty()) {
      json.remove(KEYWORDS);
    }
    Json.checkText("item " + item.uid().map(uid -> uid.value()).orElse(""), json);
    return text(json);
  }

  /** These members; none where nothing is said. The caller's own. */
  public static ObjectNode json(String about) {
    if (about.isEmpty()) {
      return Json.emptyObject();
    }
    try {
      return COMPACT.readTree(about) instanceof ObjectNode json ? json : Json.emptyObject();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("was not made here", e);
    }
  }

  private static String text(ObjectNode json) {
    return json.isEmpty() ? "" : Json.sorted(json).toString();
  }

  /** What an entry of a listing says of its item. */
  static String ofEntry(JsonNode entry) {
    ObjectNode json =
        entry.path(REST) instanceof ObjectNode rest ? rest.deepCopy() : Json.emptyObject();
    json.remove(SAID_ELSEWHERE);
    json.remove(KEYWORDS);
    putFlags(json, entry.path(FLAGS));
    return text(json);
  }

  /** The same with these flags, unless it has some. */
  static String withFlags(String about, JsonNode flags) {
    ObjectNode json = json(about);
    if (json.has(KEYWORDS)) {
      return about;
    }
    putFlags(json, flags);
    return text(json);
  }

  /** As JMAP names them; some programs write them as IMAP does. */
  private static void putFlags(ObjectNode json, JsonNode flags) {
    Set<String> words = new TreeSet<>();
    for (JsonNode flag : flags) {
      String word = flag.asText("").toLowerCase(Locale.ROOT).replaceFirst("^\\\\", "\\$");
      if (!word.isEmpty() && !word.equals("$recent") && Json.isText(word)) {
        words.add(word);
      }
    }
    if (!words.isEmpty()) {
      ObjectNode keywords = json.putObject(KEYWORDS);
      words.forEach(word -> keywords.put(word, true));
    }
  }

  /** Adds to an entry of a listing what it says of its item. */
  static void addTo(ObjectNode entry, String about) {
    ObjectNode json = json(about);
    JsonNode keywords = json.remove(KEYWORDS);
    if (keywords != null) {
      Set<String> words = new TreeSet<>();
      for (Map.Entry<String, JsonNode> keyword : keywords.properties()) {
        if (keyword.getValue().asBoolean()) {
          words.add(keyword.getKey());
        }
      }
      words.forEach(entry.withArrayProperty(FLAGS)::add);
    }
    if (!json.isEmpty()) {
      entry.set(REST, json);
    }
  }
}
