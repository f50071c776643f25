// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.oneway.connectors.shared.vobject.Text;

/** How names and addresses are spoken, as lines. */
final class PhoneticWriter {
  private PhoneticWriter() {}

  /** Whether {@code object} says how it is spoken. */
  static boolean isSpoken(JsonNode object) {
    return object.has("phoneticSystem") || object.has("phoneticScript");
  }

  /**
   * Writes how {@code object} is spoken, if it says so.
   *
   * @param name N or ADR
   * @param kinds of the parts of its value
   */
  static void write(Output out, String name, JsonNode object, List<String> kinds) {
    if (!isSpoken(object)) {
      return;
    }
    Map<Integer, String> sounds = new HashMap<>();
    JsonNode components = object.path("components");
    for (int k = 0; k < components.size(); k++) {
      sounds.put(k, components.get(k).path("phonetic").asText());
    }
    write(
        out,
        name,
        components,
        kinds,
        object.path("phoneticSystem"),
        object.path("phoneticScript"),
        sounds);
  }

  /** Writes how {@code object} is spoken in another language. */
  static void patch(
      Output out, String name, JsonNode object, List<String> kinds, JsonNode patches, String path) {
    Map<Integer, String> sounds = new HashMap<>();
    JsonNode components = object.path("components");
    for (int k = 0; k < components.size(); k++) {
      sounds.put(k, patches.path(path + "/components/" + k + "/phonetic").asText());
    }
    write(
        out,
        name,
        components,
        kinds,
        patches.path(path + "/phoneticSystem"),
        patches.path(path + "/phoneticScript"),
        sounds);
  }

  private static void write(
      Output out,
      String name,
      JsonNode components,
      List<String> kinds,
      JsonNode system,
      JsonNode script,
      Map<Integer, String> sounds) {
    if (String.join("", sounds.values()).isEmpty()) {
      return;
    }
    List<List<String>> parts = new ArrayList<>();
    kinds.forEach(kind -> parts.add(new ArrayList<>()));
    for (int k = 0; k < components.size(); k++) {
      int i = kinds.indexOf(components.get(k).path("kind").asText());
      if (i >= 0) {
        parts.get(i).add(sounds.getOrDefault(k, ""));
      }
    }
    out.line(name)
        .parameter(
            "PHONETIC", system.asText("script").isEmpty() ? "script" : system.asText("script"))
        .parameterIf("SCRIPT", script)
        .value(parts.stream().map(p -> Text.join(p, ',')).collect(Collectors.joining(";")));
  }

  /** As Apple's and Android's programs write it, where they can. */
  static void writeOld(Output out, JsonNode name) {
    if (!isSpoken(name)) {
      return;
    }
    Map<String, String> lines = new HashMap<>();
    StringBuilder all = new StringBuilder();
    for (JsonNode component : name.path("components")) {
      String sound = component.path("phonetic").asText();
      if (sound.isEmpty()) {
        continue;
      }
      all.append(sound);
      String kind = component.path("kind").asText();
      for (Map.Entry<String, Integer> part : Phonetics.PARTS.entrySet()) {
        if (NameRules.KINDS.get(part.getValue()).equals(kind)) {
          lines.put(part.getKey(), sound);
        }
      }
    }
    boolean isPlain =
        !name.has("phoneticSystem")
            && name.path("phoneticScript").asText().equals(Phonetics.script(all.toString()));
    if (isPlain) {
      lines.keySet().stream()
          .sorted()
          .forEach(property -> out.line(property).text(lines.getOrDefault(property, "")));
    }
  }
}
