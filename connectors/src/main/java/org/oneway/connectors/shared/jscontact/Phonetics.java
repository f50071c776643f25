// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Text;

/**
 * How names and addresses are spoken: PHONETIC and SCRIPT of N and ADR (RFC 9555 section 2.3.12),
 * Apple's and Android's X-PHONETIC-FIRST-NAME and its like, and SOUND;X-IRMC-N of Japanese phones.
 */
final class Phonetics {
  /** The properties of old versions, and which part of N each speaks. */
  static final Map<String, Integer> PARTS =
      Map.of("X-PHONETIC-LAST-NAME", 0, "X-PHONETIC-FIRST-NAME", 1, "X-PHONETIC-MIDDLE-NAME", 2);

  private static final Set<String> SYSTEMS = Set.of("ipa", "jyut", "piny");
  private static final String JAPANESE_PHONES = "x-irmc-n";

  private Phonetics() {}

  /** Whether {@code line} says how another is spoken. */
  static boolean isSpoken(ContentLine line) {
    boolean isStructured = line.name().equals("N") || line.name().equals("ADR");
    return isStructured
        && line.parameter("PHONETIC").isPresent()
        && line.parameter("ALTID").isPresent();
  }

  /** Whether {@code line} says so in the words of old phones. */
  static boolean isOld(ContentLine line) {
    return PARTS.containsKey(line.name())
        || (line.name().equals("SOUND") && new Params(line).takeType(JAPANESE_PHONES));
  }

  /** Says in the card how {@code base} is spoken; whether that was possible. */
  static boolean read(Draft draft, ContentLine line, ContentLine base) {
    Params params = new Params(line);
    Optional<String> system =
        params
            .take("PHONETIC")
            .map(s -> s.toLowerCase(Locale.ROOT))
            .filter(s -> !s.equals("script"));
    Optional<String> script = params.take("SCRIPT");
    String language = params.take("LANGUAGE").orElse("");
    List.of("ALTID", "PROP-ID", "VALUE").forEach(params::take);
    boolean isKnown = system.map(SYSTEMS::contains).orElse(script.isPresent());
    String path = line.name().equals("N") ? "name" : "addresses/" + draft.keyOf(base).orElse("");
    JsonNode object = draft.card.at("/" + path);
    List<List<String>> values = values(draft, base.value());
    List<String> kinds =
        line.name().equals("N") ? NameRules.KINDS : AddressRules.kinds(values.size(), base.value());
    Optional<Map<Integer, String>> sounds =
        align(object, values, kinds, values(draft, line.value()));
    if (!isKnown || params.hasRest() || sounds.isEmpty()) {
      return false;
    }
    boolean isOfCard =
        language.isEmpty() || language.equalsIgnoreCase(draft.card.path("language").asText());
    if (!isOfCard) {
      ObjectNode patches = Draft.child(Draft.child(draft.card, "localizations"), language);
      system.ifPresent(s -> patches.put(path + "/phoneticSystem", s));
      script.ifPresent(s -> patches.put(path + "/phoneticScript", s));
      sounds
          .get()
          .forEach((k, sound) -> patches.put(path + "/components/" + k + "/phonetic", sound));
      return true;
    }
    return !isSpoken(object) && speak((ObjectNode) object, system, script, sounds.get());
  }

  private static boolean speak(
      ObjectNode object,
      Optional<String> system,
      Optional<String> script,
      Map<Integer, String> sounds) {
    system.ifPresent(s -> object.put("phoneticSystem", s));
    script.ifPresent(s -> object.put("phoneticScript", s));
    sounds.forEach(
        (k, sound) -> ((ObjectNode) object.path("components").get(k)).put("phonetic", sound));
    return true;
  }

  private static boolean isSpoken(JsonNode object) {
    return object.has("phoneticSystem") || object.has("phoneticScript");
  }

  private static List<List<String>> values(Draft draft, String value) {
    return Text.split(value, ';').stream().map(draft::list).toList();
  }

  /** The component that each sound belongs to; empty where one has none. */
  private static Optional<Map<Integer, String>> align(
      JsonNode object, List<List<String>> values, List<String> kinds, List<List<String>> sounds) {
    Map<Integer, String> found = new TreeMap<>();
    for (int i = 0; i < sounds.size(); i++) {
      for (int j = 0; j < sounds.get(i).size(); j++) {
        String sound = sounds.get(i).get(j);
        if (sound.isBlank()) {
          continue;
        }
        boolean isThere = i < kinds.size() && i < values.size() && j < values.get(i).size();
        int k = isThere ? component(object, kinds.get(i), values.get(i).get(j), found) : -1;
        if (k < 0) {
          return Optional.empty();
        }
        found.put(k, sound);
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private static int component(
      JsonNode object, String kind, String value, Map<Integer, String> taken) {
    JsonNode components = object.path("components");
    for (int k = 0; k < components.size(); k++) {
      JsonNode component = components.get(k);
      if (component.path("kind").asText().equals(kind)
          && component.path("value").asText().equals(value)
          && !taken.containsKey(k)) {
        return k;
      }
    }
    return -1;
  }

  /** What old phones say of the name; what cannot be said of it travels as it is. */
  static void joinOld(Draft draft) {
    JsonNode name = draft.card.path("name");
    Map<Integer, String> sounds = new TreeMap<>();
    List<ContentLine> left = new ArrayList<>();
    for (ContentLine line : draft.waiting) {
      if (isOld(line) && !readOld(draft, line, name, sounds)) {
        left.add(line);
      }
    }
    left.forEach(draft::raw);
    if (name instanceof ObjectNode object && !sounds.isEmpty()) {
      speak(
          object, Optional.empty(), Optional.of(script(String.join("", sounds.values()))), sounds);
    }
  }

  private static boolean readOld(
      Draft draft, ContentLine line, JsonNode name, Map<Integer, String> sounds) {
    Params params = new Params(line);
    params.takeType(JAPANESE_PHONES);
    Integer part = PARTS.get(line.name());
    List<String> parts = part == null ? Text.split(line.value(), ';') : List.of(line.value());
    if (params.hasRest() || isSpoken(name)) {
      return String.join("", parts).isBlank();
    }
    Map<Integer, String> own = new TreeMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String sound = draft.text(parts.get(i)).trim();
      int of = part == null ? i : part;
      int k =
          sound.isEmpty()
              ? -1
              : only(name, of < NameRules.KINDS.size() ? NameRules.KINDS.get(of) : "");
      if (!sound.isEmpty() && (k < 0 || sounds.containsKey(k))) {
        return false;
      }
      if (!sound.isEmpty()) {
        own.put(k, sound);
      }
    }
    sounds.putAll(own);
    return true;
  }

  /** The only component of a kind. */
  private static int only(JsonNode name, String kind) {
    int found = -1;
    for (int k = 0; k < name.path("components").size(); k++) {
      if (name.path("components").get(k).path("kind").asText().equals(kind)) {
        if (found >= 0) {
          return -1;
        }
        found = k;
      }
    }
    return found;
  }

  /** What {@code text} is written in (ISO 15924): the script of its letters. */
  static String script(String text) {
    String found = "";
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int letter = text.codePointAt(at);
      String script = code(Character.UnicodeScript.of(letter));
      if (script.isEmpty() || script.equals(found)) {
        continue;
      }
      boolean isKana =
          Set.of("Hira", "Kana", "Hrkt")
              .containsAll(List.of(script, found.isEmpty() ? script : found));
      found = found.isEmpty() ? script : isKana ? "Hrkt" : "Zyyy";
    }
    return found.isEmpty() ? "Zyyy" : found;
  }

  private static String code(Character.UnicodeScript script) {
    return switch (script) {
      case COMMON, INHERITED -> "";
      case LATIN -> "Latn";
      case KATAKANA -> "Kana";
      case HIRAGANA -> "Hira";
      case HAN -> "Hani";
      case HANGUL -> "Hang";
      case CYRILLIC -> "Cyrl";
      case GREEK -> "Grek";
      case HEBREW -> "Hebr";
      case ARABIC -> "Arab";
      case BOPOMOFO -> "Bopo";
      default -> "Zyyy";
    };
  }
}
