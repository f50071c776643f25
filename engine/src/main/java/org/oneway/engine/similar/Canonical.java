// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.oneway.engine.similar.Shape.Form;

/**
 * Brings every value of a card into its canonical form, place by place. Entries stay under their
 * keys; {@link Keyless} takes the keys away.
 */
final class Canonical {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonNode ABSENT = MissingNode.getInstance();

  private final Set<Rule> rules;
  private final Set<String> ignored;

  /**
   * @param rules those that apply
   * @param ignored members and vCard properties that are a store's own
   */
  Canonical(Set<Rule> rules, Set<String> ignored) {
    this.rules = rules;
    this.ignored = ignored;
  }

  boolean applies(Rule rule) {
    return rules.contains(rule);
  }

  /** A card with canonical values under the keys it has. */
  ObjectNode card(ObjectNode card) {
    ObjectNode user = NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : card.properties()) {
      if (!isSystem(member.getKey())) {
        user.set(member.getKey(), member.getValue());
      }
    }
    return value(CardShape.CARD, user) instanceof ObjectNode object ? object : NODES.objectNode();
  }

  /** Whether a member of the card is left out wherever cards are compared. */
  boolean isLeftOut(String member) {
    return isSystem(member) || ignored.contains(member);
  }

  private boolean isSystem(String member) {
    return (applies(Rule.SYSTEM_MEMBERS) && CardShape.SYSTEM_MEMBERS.contains(member))
        || (applies(Rule.INFERRED_LANGUAGE) && member.equals("language"));
  }

  /** The canonical form of what stands at such a place; a missing node where it says nothing. */
  JsonNode value(Shape shape, JsonNode node) {
    if (node.isMissingNode()) {
      return node;
    }
    JsonNode result =
        switch (shape.form()) {
          case LIST -> node.isArray() ? list(shape, node) : any(node);
          case PROPERTIES -> node.isArray() ? properties(node) : any(node);
          case OBJECT -> node instanceof ObjectNode object ? object(shape, object) : any(node);
          case KEYED -> node.isObject() ? keyed(shape, node) : any(node);
          case ENTRIES -> node.isObject() ? entries(shape, node) : any(node);
          case SET -> node.isObject() ? set(node) : any(node);
          case LOCALIZATIONS -> node.isObject() ? patches(node) : any(node);
          case PARAMETERS -> node.isObject() ? parameters(node) : any(node);
          case ATOM -> node.isObject() ? date(node) : any(node);
          case ANY, PHONE, EMAIL, URI, LAYOUT, COUNTRY, MEDIA_TYPE ->
              node.isTextual() ? text(shape.form(), node) : any(node);
        };
    return isEmpty(result) ? ABSENT : result;
  }

  private JsonNode text(Form form, JsonNode node) {
    String original = node.textValue();
    if (applies(Rule.MEDIA_BYTES) && form != Form.URI && Media.isLong(original)) {
      return Media.of(original).<JsonNode>map(m -> TextNode.valueOf(m.mark())).orElse(node);
    }
    String text = Texts.canonical(original, rules);
    String result =
        switch (form) {
          case PHONE -> applies(Rule.PHONE_FORMAT) ? PhoneNumbers.canonical(text) : text;
          case EMAIL -> applies(Rule.EMAIL_FORMAT) ? Uris.emailAddress(text) : text;
          case URI -> applies(Rule.URI_CASE) ? Uris.canonical(text) : text;
          case LAYOUT -> applies(Rule.ADDRESS_LAYOUT) ? withoutLayout(text) : text;
          case COUNTRY -> applies(Rule.COUNTRY_CODE_CASE) ? text.toUpperCase(Locale.ROOT) : text;
          case MEDIA_TYPE -> applies(Rule.MEDIA_TYPE) ? text.toLowerCase(Locale.ROOT) : text;
          default -> text;
        };
    return result.equals(original) ? node : TextNode.valueOf(result);
  }

  /** Words with single spaces between them: no line breaks, no commas. */
  private static String withoutLayout(String address) {
    StringBuilder words = new StringBuilder(address.length());
    boolean gap = false;
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == ',' || c == ';' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = true;
      } else {
        if (gap && !words.isEmpty()) {
          words.append(' ');
        }
        gap = false;
        words.append(c);
      }
    }
    return words.toString();
  }

  /** Where nothing is known of the shape; lists keep what is empty, for its place counts. */
  private JsonNode any(JsonNode node) {
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
      if (!ignored.contains(name) && !isImplied(shape, name, member.getValue())) {
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

  private JsonNode properties(JsonNode node) {
    ArrayNode result = NODES.arrayNode();
    for (JsonNode property : node) {
      JsonNode value = property(property);
      if (!value.isMissingNode()) {
        result.add(value);
      }
    }
    return result;
  }

  /**
   * A property [name, parameters, type, value, …] in jCard form (RFC 7095 section 3.3); a missing
   * node where it is left out.
   */
  JsonNode property(JsonNode property) {
    String name = property.path(0).asText().toLowerCase(Locale.ROOT);
    boolean system = applies(Rule.SYSTEM_MEMBERS) && CardShape.SYSTEM_PROPERTIES.contains(name);
    if (system || ignored.contains(name)) {
      return ABSENT;
    }
    JsonNode result = any(property);
    if (result instanceof ArrayNode list && list.size() > 1) {
      if (applies(Rule.PROPERTY_ORDER)) {
        list.set(0, TextNode.valueOf(name));
      }
      if (property.get(1).isObject()) {
        list.set(1, parameters(property.get(1)));
      }
    }
    return result;
  }

  private JsonNode parameters(JsonNode node) {
    ObjectNode result = NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = member.getKey().toLowerCase(Locale.ROOT);
      boolean key = name.equals("prop-id") && applies(Rule.ENTRY_KEYS);
      boolean group = name.equals("group") && applies(Rule.GROUP_NAMES);
      JsonNode value = value(Shape.ANY, member.getValue());
      if (!key && !group && !value.isMissingNode()) {
        result.set(name, value);
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
