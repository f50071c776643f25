// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;
import java.util.TreeMap;

/** Elements of a list, or values of an object, in an order of their own. */
final class Sorted {
  private Sorted() {}

  /**
   * A list of them.
   *
   * @param once whether equal elements count as one
   */
  static ArrayNode of(JsonNode elements, boolean once) {
    Map<String, ArrayNode> byText = new TreeMap<>();
    for (JsonNode element : elements) {
      ArrayNode equal =
          byText.computeIfAbsent(CanonicalText.of(element), t -> Canonical.NODES.arrayNode());
      if (!once || equal.isEmpty()) {
        equal.add(element);
      }
    }
    ArrayNode all = Canonical.NODES.arrayNode();
    byText.values().forEach(all::addAll);
    return all;
  }
}
