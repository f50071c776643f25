// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Cards for tests, written with single quotes. */
final class Cards {
  private static final ObjectMapper MAPPER = new JsonMapper();

  static final ContactSimilarity RULES = new ContactSimilarity(Set.of());

  private Cards() {}

  /** A card with these members and those that every card has. */
  static ObjectNode card(String members) {
    String system = "'@type': 'Card', 'version': '1.0', 'uid': 'urn:uuid:1'";
    return json("{" + system + (members.isEmpty() ? "" : ", ") + members + "}");
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
