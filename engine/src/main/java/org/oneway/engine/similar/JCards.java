// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Properties and components that have no member of their own, in the form of jCard (RFC 7095) and
 * jCal (RFC 7265).
 */
final class JCards {
  /** Thunderbird's X-MOZ-SNOOZE-TIME-1763800000000000: one for each instance. */
  private static final Pattern NUMBERED = Pattern.compile("-[0-9]{8,}$");

  private final Canonical canonical;
  private final Shape shape;

  /**
   * @param shape of a list of properties or components
   */
  JCards(Canonical canonical, Shape shape) {
    this.canonical = canonical;
    this.shape = shape;
  }

  JsonNode properties(JsonNode node) {
    ArrayNode result = Canonical.NODES.arrayNode();
    for (JsonNode property : node) {
      JsonNode value = property(property);
      if (!value.isMissingNode()) {
        result.add(value);
      }
    }
    return result;
  }

  /** The same in an order of their own. */
  JsonNode bag(JsonNode node) {
    return sorted(properties(node));
  }

  /**
   * A property [name, parameters, type, value, …] (RFC 7095 section 3.3); a missing node where it
   * is left out.
   */
  JsonNode property(JsonNode property) {
    String name = property.path(0).asText().toLowerCase(Locale.ROOT);
    if (canonical.isLeftOut(shape, NUMBERED.matcher(name).replaceFirst(""))) {
      return MissingNode.getInstance();
    }
    JsonNode result = canonical.any(property);
    if (result instanceof ArrayNode list && list.size() > 1) {
      if (canonical.applies(Rule.PROPERTY_ORDER)) {
        list.set(0, TextNode.valueOf(name));
      }
      if (property.get(1).isObject()) {
        list.set(1, parameters(canonical, shape.each(), property.get(1)));
      }
    }
    return result;
  }

  static JsonNode parameters(Canonical canonical, Shape shape, JsonNode node) {
    ObjectNode result = Canonical.NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = member.getKey().toLowerCase(Locale.ROOT);
      JsonNode value = canonical.value(Shape.ANY, member.getValue());
      Rule rule = shape.omitted().get(name);
      boolean omitted = rule != null && canonical.applies(rule);
      if (!omitted && !value.isMissingNode()) {
        result.set(name, value);
      }
    }
    return result;
  }

  JsonNode components(JsonNode node) {
    ArrayNode result = Canonical.NODES.arrayNode();
    node.forEach(component -> result.add(component(component)));
    return sorted(result);
  }

  /** A component [name, properties, components] (RFC 7265 section 3.3). */
  JsonNode component(JsonNode component) {
    if (!component.isArray() || component.size() < 3 || !component.get(1).isArray()) {
      return canonical.any(component);
    }
    ArrayNode result = Canonical.NODES.arrayNode();
    result.add(component.get(0).asText().toLowerCase(Locale.ROOT));
    result.add(bag(component.get(1)));
    return result.add(components(component.get(2)));
  }

  private JsonNode sorted(JsonNode list) {
    return canonical.applies(Rule.PROPERTY_ORDER)
        ? Sorted.of(list, canonical.applies(Rule.REPEATED_ENTRIES))
        : list;
  }
}
