// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Small JSON read and written without a mapper, whose making takes longer than most runs have to
 * spend. Numbers are whole.
 */
public final class JsonTree {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  /** The one object that this text is, with the last of members that have the same name. */
  public static ObjectNode read(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no object");
      }
      ObjectNode object = object(parser);
      if (parser.nextToken() != null) {
        throw new IOException("something follows the object");
      }
      return object;
    }
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = NODES.objectNode();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      object.set(name, value(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private static JsonNode value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> number(parser);
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new IOException("what stands there is not expected");
    };
  }

  private static ValueNode number(JsonParser parser) throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.INT
        ? NODES.numberNode(parser.getIntValue())
        : NODES.numberNode(parser.getLongValue());
  }

  /** A tree on one line, as its {@code toString} has it. */
  public static String line(JsonNode json) {
    StringWriter line = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(line)) {
      write(json, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree is always JSON", e);
    }
    return line.toString();
  }

  private static void write(JsonNode json, JsonGenerator out) throws IOException {
    switch (json.getNodeType()) {
      case OBJECT -> {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
          out.writeFieldName(member.getKey());
          write(member.getValue(), out);
        }
        out.writeEndObject();
      }
      case ARRAY -> {
        out.writeStartArray();
        for (JsonNode element : json) {
          write(element, out);
        }
        out.writeEndArray();
      }
      case STRING -> out.writeString(json.textValue());
      case NUMBER -> out.writeNumber(json.asText());
      case BOOLEAN -> out.writeBoolean(json.booleanValue());
      case NULL -> out.writeNull();
      default -> throw new IllegalArgumentException("this is no JSON: " + json.getNodeType());
    }
  }
}
