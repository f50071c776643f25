// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.oneway.engine.similar.Shape.Form;

/**
 * Brings every value of an item into its canonical form, place by place. Entries stay under their
 * keys; {@link Keyless} takes the keys away.
 */
final class Canonical {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonNode ABSENT = MissingNode.getInstance();

  private final Shape root;
  private final Set<Rule> rules;
  private final Set<String> ignored;

  /**
   * @param root the shape of a whole item
   * @param rules those that apply
   * @param ignored members and vCard properties that are a store's own
   */
  Canonical(Shape root, Set<Rule> rules, Set<String> ignored) {
    this.root = root;
    this.rules = rules;
    this.ignored = ignored;
  }

  boolean applies(Rule rule) {
    return rules.contains(rule);
  }

  /** The shape of a whole item. */
  Shape shape() {
    return root;
  }

  /** An item with canonical values under the keys it has. */
  ObjectNode item(ObjectNode item) {
    return value(root, item) instanceof ObjectNode object ? object : NODES.objectNode();
  }

  /** Whether a member of the item is left out wherever items are compared. */
  boolean isLeftOut(String member) {
    return isLeftOut(root, member);
  }

  /** Whether what has that name at such a place makes no difference. */
  boolean isLeftOut(Shape shape, String name) {
    Rule rule = shape.omitted().get(name);
    return (rule != null && applies(rule)) || ignored.contains(name);
  }

  /** The canonical form of what stands at such a place; a missing node where it says nothing. */
  JsonNode value(Shape shape, JsonNode node) {
    if (node.isMissingNode()) {
      return node;
    }
    JsonNode result =
        switch (shape.form()) {
          case LIST -> node.isArray() ? list(shape, node) : any(node);
          case PROPERTIES -> node.isArray() ? new JCards(this, shape).properties(node) : any(node);
          case PROPERTY_BAG -> node.isArray() ? new JCards(this, shape).bag(node) : any(node);
          case COMPONENTS -> node.isArray() ? new JCards(this, shape).components(node) : any(node);
          case OBJECT -> node instanceof ObjectNode object ? object(shape, object) : any(node);
          case KEYED -> node.isObject() ? keyed(shape, node) : any(node);
          case ENTRIES -> node.isObject() ? entries(shape, node) : any(node);
          case SET -> node.isObject() ? set(node) : any(node);
          case LOCALIZATIONS -> node.isObject() ? patches(node) : any(node);
          case PARAMETERS -> node.isObject() ? JCards.parameters(this, shape, node) : any(node);
          case BAG -> node.isContainerNode() ? bag(shape, node) : any(node);
          case ATOM -> node.isObject() ? date(node) : any(node);
          case ANY, PHONE, EMAIL, URI, LAYOUT, COUNTRY, MEDIA_TYPE, DURATION ->
              node.isTextual() ? text(shape.form(), node) : any(node);
        };
    return isEmpty(result) ? ABSENT : result;
  }

  private JsonNode text(Form form, JsonNode node) {
    return TextForms.canonical(form, node, rules);
  }

  /** Where nothing is known of the shape; lists keep what is empty, for its place counts. */
  JsonNode any(JsonNode node) {
    if (node.isTextual()) {
      return text(Form.ANY, node);
    }
    if (node.isNumber()) {
      return applies(Rule.NUMBER_NOTATION) ? Numbers.canonical(node) : node;
    }
    if (node.isArray()) {
      ArrayNode list = NODES.arrayNode(node.size());
      node.forEach(element -> list.add(any(element)));
      return list;
    }
    return node instanceof ObjectNode object ? object(Shape.ANY, object) : node;
  }

  private JsonNode object(Shape shape, ObjectNode node) {
    ObjectNode result = NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = member.getKey();
      if (!isLeftOut(shape, name) && !isImplied(shape, name, member.getValue())) {
        JsonNode value = value(shape.member(name), member.getValue());
        if (!value.isMissingNode() && !isDefault(shape, name, value)) {
          result.set(name, value);
        }
      }
    }
    if (shape.form() == Form.OBJECT) {
      Wholes.settle(this, shape, node, result);
    }
    return result;
  }

  private boolean isImplied(Shape shape, String name, JsonNode value) {
    return name.equals("@type")
        && applies(Rule.IMPLIED_TYPES)
        && !shape.type().isEmpty()
        && shape.type().equals(value.asText());
  }

  private boolean isDefault(Shape shape, String name, JsonNode value) {
    return applies(Rule.DEFAULT_VALUES)
        && shape.defaults().containsKey(name)
        && value.asText().equals(shape.defaults().get(name));
  }

  private JsonNode list(Shape shape, JsonNode node) {
    ArrayNode list = NODES.arrayNode(node.size());
    for (JsonNode element : node) {
      JsonNode value = value(shape.each(), element);
      if (!value.isMissingNode()) {
        list.add(value);
      }
    }
    return list;
  }

  private JsonNode bag(Shape shape, JsonNode node) {
    JsonNode elements = node.isArray() ? list(shape, node) : entries(shape, node);
    Rule rule = node.isArray() ? Rule.LIST_ORDER : Rule.ENTRY_KEYS;
    return applies(rule) ? Sorted.of(elements, applies(Rule.REPEATED_ENTRIES)) : elements;
  }

  private JsonNode entries(Shape shape, JsonNode node) {
    ObjectNode result = NODES.objectNode();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode value = value(shape.each(), entry.getValue());
      if (!value.isMissingNode()) {
        result.set(entry.getKey(), value);
      }
    }
    return result;
  }

  /** That a key is there says something already: a relation of no type is a relation. */
  private JsonNode keyed(Shape shape, JsonNode node) {
    ObjectNode result = NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!member.getValue().isNull()) {
        JsonNode value = value(shape.each(), member.getValue());
        result.set(key(member.getKey()), value.isMissingNode() ? NODES.objectNode() : value);
      }
    }
    return result;
  }

  private JsonNode set(JsonNode node) {
    ObjectNode result = NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (member.getValue().asBoolean()) {
        result.set(key(member.getKey()), BooleanNode.TRUE);
      }
    }
    return result;
  }

  /** The canonical form of a key that has a meaning. */
  String key(String key) {
    String text = Texts.canonical(key, rules);
    return applies(Rule.URI_CASE) ? Uris.key(text) : text;
  }

  /** In a patch, null and empty values say something. */
  private JsonNode patches(JsonNode node) {
    ObjectNode result = NODES.objectNode();
    for (Map.Entry<String, JsonNode> language : node.properties()) {
      ObjectNode patch = NODES.objectNode();
      for (Map.Entry<String, JsonNode> change : language.getValue().properties()) {
        patch.set(change.getKey(), any(change.getValue()));
      }
      if (!patch.isEmpty()) {
        result.set(language.getKey(), patch);
      }
    }
    return result;
  }

  /**
   * A PartialDate has parts, a Timestamp a moment; each shows its type (RFC 9553 section 2.8.1).
   */
  private JsonNode date(JsonNode node) {
    ObjectNode result = NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      boolean type = member.getKey().equals("@type") && applies(Rule.IMPLIED_TYPES);
      JsonNode value = value(Shape.ANY, member.getValue());
      if (!type && !value.isMissingNode()) {
        result.set(member.getKey(), value);
      }
    }
    return result;
  }

  private boolean isEmpty(JsonNode node) {
    return applies(Rule.EMPTY_MEMBERS)
        && (node.isNull()
            || (node.isTextual() && node.textValue().isEmpty())
            || (node.isContainerNode() && node.isEmpty()));
  }
}
