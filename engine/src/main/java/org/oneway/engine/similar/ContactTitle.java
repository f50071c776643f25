// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a user would call a contact. */
final class ContactTitle {
  private static final String NOTHING = "(no name)";

  /** The order of a name's parts where the card says none. */
  private static final List<String> KINDS =
      List.of("title", "given", "given2", "surname", "surname2", "generation", "credential");

  private ContactTitle() {}

  static String of(ObjectNode card) {
    return Stream.of(
            card.path("name").path("full").asText(),
            components(card.path("name")),
            first(card.path("organizations"), "name"),
            first(card.path("nicknames"), "name"),
            first(card.path("emails"), "address"),
            first(card.path("phones"), "number"),
            card.path("uid").asText(),
            NOTHING)
        .map(String::strip)
        .filter(title -> !title.isEmpty())
        .findFirst()
        .orElse(NOTHING);
  }

  /** The components of a name as one text; separators stand where an ordered name has them. */
  private static String components(JsonNode name) {
    boolean ordered = name.path("isOrdered").asBoolean();
    String between = ordered ? name.path("defaultSeparator").asText(" ") : " ";
    List<JsonNode> components = new ArrayList<>();
    name.path("components").forEach(components::add);
    if (!ordered) {
      components.removeIf(component -> kind(component).equals("separator"));
      components.sort((one, other) -> Integer.compare(rank(one), rank(other)));
    }
    components.removeIf(component -> value(component).isEmpty());
    StringBuilder text = new StringBuilder();
    boolean separated = true;
    for (JsonNode component : components) {
      boolean separator = kind(component).equals("separator");
      text.append(separator || separated ? "" : between).append(value(component));
      separated = separator;
    }
    return text.toString();
  }

  private static String value(JsonNode component) {
    return component.path("value").asText();
  }

  private static int rank(JsonNode component) {
    int rank = KINDS.indexOf(kind(component));
    return rank < 0 ? KINDS.size() : rank;
  }

  private static String kind(JsonNode component) {
    return component.path("kind").asText();
  }

  private static String first(JsonNode entries, String member) {
    for (JsonNode entry : entries) {
      String value = entry.path(member).asText();
      if (!value.isBlank()) {
        return value;
      }
    }
    return "";
  }
}
