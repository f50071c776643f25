// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.oneway.engine.item.Kind;

/** Cards for tests, written with single quotes. */
final class Cards {
  private static final ObjectMapper MAPPER = new JsonMapper();

  static final Similarity RULES = Similarity.of(Kind.CONTACT);

  private Cards() {}

  /** A card with these members and those that every card has. */
  static ObjectNode card(String members) {
    String system = "'@type': 'Card', 'version': '1.0', 'uid': 'urn:uuid:1'";
    return json("{" + system + (members.isEmpty() ? "" : ", ") + members + "}");
  }

  /** Cards of others, see SOURCES.md beside them. */
  static List<ObjectNode> samples() {
    return Stream.of(10, 15, 20, 25, 30, 35, 40)
        .map(
            figure ->
                "jscontact/Its-Just-Nans__jscontact__tests_rfc9553_figure_" + figure + ".json")
        .map(Cards::sample)
        .toList();
  }

  private static ObjectNode sample(String name) {
    try (InputStream file = Objects.requireNonNull(Cards.class.getResourceAsStream(name))) {
      return (ObjectNode) MAPPER.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
