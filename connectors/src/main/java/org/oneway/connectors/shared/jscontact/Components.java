// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.Text;

/**
 * Components of names and addresses between a structured value and JSContact, with their order and
 * separators where JSCOMPS tells them (RFC 9555 section 3.3.1).
 */
final class Components {
  private static final String SEPARATOR = "separator";

  private Components() {}

  /**
   * Writes {@code components}, and their order where {@code order} is a valid JSCOMPS, into {@code
   * into}.
   *
   * @param values of each component of the structured value
   * @param kinds the kind of each; empty where it is to be left out
   */
  static void read(
      ObjectNode into, List<List<String>> values, List<String> kinds, Optional<String> order) {
    if (order.isPresent() && readOrdered(into, values, kinds, order.get())) {
      return;
    }
    ArrayNode components = Draft.JSON.arrayNode();
    for (int i = 0; i < Math.min(values.size(), kinds.size()); i++) {
      for (String value : values.get(i)) {
        if (!kinds.get(i).isEmpty() && !value.isEmpty()) {
          components.add(component(kinds.get(i), value));
        }
      }
    }
    if (!components.isEmpty()) {
      into.set("components", components);
    }
  }

  private static boolean readOrdered(
      ObjectNode into, List<List<String>> values, List<String> kinds, String order) {
    List<String> entries = Text.split(order, ';');
    ArrayNode components = Draft.JSON.arrayNode();
    int positions = 0;
    for (String entry : entries.subList(1, entries.size())) {
      Optional<String> separator = separator(entry);
      if (separator.isPresent()) {
        components.add(component(SEPARATOR, separator.get()));
        continue;
      }
      List<String> place = Text.split(entry, ',');
      int i = index(place.get(0), kinds.size());
      int j = place.size() > 1 ? index(place.get(1), Integer.MAX_VALUE) : 0;
      if (i < 0 || j < 0 || i >= values.size() || j >= values.get(i).size()) {
        return false;
      }
      if (kinds.get(i).isEmpty()) {
        return false;
      }
      components.add(component(kinds.get(i), values.get(i).get(j)));
      positions++;
    }
    if (positions != count(values, kinds)) {
      return false;
    }
    into.set("components", components);
    into.put("isOrdered", true);
    separator(entries.get(0)).ifPresent(s -> into.put("defaultSeparator", s));
    return true;
  }

  private static int count(List<List<String>> values, List<String> kinds) {
    int count = 0;
    for (int i = 0; i < Math.min(values.size(), kinds.size()); i++) {
      for (String value : values.get(i)) {
        count += kinds.get(i).isEmpty() || value.isEmpty() ? 0 : 1;
      }
    }
    return count;
  }

  private static Optional<String> separator(String entry) {
    return entry.startsWith("s,")
        ? Optional.of(Text.unescape(entry.substring(2), CardVersion.V4_0))
        : Optional.empty();
  }

  private static int index(String text, int limit) {
    try {
      int index = Integer.parseInt(text);
      return index < limit ? index : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static ObjectNode component(String kind, String value) {
    return Draft.JSON.objectNode().put("kind", kind).put("value", value);
  }

  /**
   * The values of each kind, in the order of {@code kinds}, and JSCOMPS where the components are
   * ordered and all of them have a place.
   */
  static Written write(JsonNode object, List<String> kinds) {
    List<List<String>> values = new ArrayList<>();
    kinds.forEach(kind -> values.add(new ArrayList<>()));
    boolean complete = object.path("isOrdered").asBoolean();
    StringBuilder order = new StringBuilder();
    JsonNode separator = object.path("defaultSeparator");
    if (separator.isTextual()) {
      order.append("s,").append(Text.escape(separator.asText()));
    }
    for (JsonNode component : object.path("components")) {
      String kind = component.path("kind").asText();
      String value = component.path("value").asText();
      int i = kind.isEmpty() ? -1 : kinds.indexOf(kind);
      if (kind.equals(SEPARATOR)) {
        order.append(";s,").append(Text.escape(value));
      } else if (i < 0 || value.isEmpty()) {
        complete = false;
      } else {
        if (complete) {
          order.append(';').append(i);
          order.append(values.get(i).isEmpty() ? "" : "," + values.get(i).size());
        }
        values.get(i).add(value);
      }
    }
    return new Written(values, complete ? Optional.of(order.toString()) : Optional.empty());
  }

  /**
   * @param values of each kind
   * @param order JSCOMPS
   */
  record Written(List<List<String>> values, Optional<String> order) {}
}
