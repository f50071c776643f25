// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/** Objects written short: names without quotes, texts in single ones. */
final class Json5 {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private Json5() {}

  static ObjectNode of(String text) {
    try {
      return (ObjectNode) MAPPER.readTree("{" + text + "}");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static Item event(String text) {
    ObjectNode json = of(text).put("@type", "Event").put("uid", "e");
    return new Item(Kind.EVENT, Optional.of(new Uid("e")), json, Optional.empty(), false);
  }
}
