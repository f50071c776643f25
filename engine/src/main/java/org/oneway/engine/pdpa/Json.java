// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads JSON that nobody vouches for, within bounds, and writes strict I-JSON (RFC 7493): UTF-8,
 * members sorted, two blanks of indentation, LF.
 */
final class Json {
  /** No single object of an archive is larger, in bytes; nor is any string in it. */
  static final int MAX_BYTES = 32 << 20;

  private static final int MAX_DEPTH = 200;

  /** Well below what is read at most, where nobody needs to count exactly. */
  private static final int PLAIN_DEPTH = 50;

  private static final int PLAIN_NAME = 1_000;

  private static final ObjectMapper STRICT = whole(mapper(factory().build()));
  private static final ObjectMapper LENIENT = whole(mapper(lenientFactory().build()));
  private static final DefaultPrettyPrinter INDENTED = indenting();

  private Json() {}

  /**
   * An object as read.
   *
   * @param leniency what is wrong with the text where it is not strict JSON
   */
  record Parsed(ObjectNode json, Optional<String> leniency) {}

  /** Accepts what the drafts' own examples need: trailing commas, member names without quotes. */
  static JsonFactoryBuilder lenientFactory() {
    return factory()
        .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
        .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES);
  }

  private static JsonFactoryBuilder factory() {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_BYTES)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        // Names come from strangers; they must not stay in memory for ever.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
  }

  static ObjectMapper mapper(JsonFactory factory) {
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }

  private static ObjectMapper whole(ObjectMapper mapper) {
    return mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * The object that {@code text} is.
   *
   * @throws ArchiveDamaged if it is none, names a member twice, is nested too deeply or cannot be
   *     written as I-JSON
   */
  static Parsed object(String place, byte[] text) throws ArchiveDamaged {
    JsonNode tree;
    Optional<String> leniency = Optional.empty();
    try {
      tree = tree(STRICT, text);
    } catch (IOException strict) {
      tree = leniently(place, text, strict);
      leniency = Optional.of(reason(strict));
    }
    if (!(tree instanceof ObjectNode object)) {
      throw new ArchiveDamaged(place, "is not a JSON object");
    }
    checkText(place, object);
    return new Parsed(object, leniency);
  }

  private static JsonNode tree(ObjectMapper mapper, byte[] text) throws IOException {
    try {
      return mapper.readTree(text);
    } catch (NumberFormatException e) {
      throw new IOException("a number is out of all bounds", e);
    }
  }

  private static JsonNode leniently(String place, byte[] text, IOException strict)
      throws ArchiveDamaged {
    if (strict instanceof StreamConstraintsException) {
      throw damaged(place, strict);
    }
    try {
      return tree(LENIENT, text);
    } catch (IOException lenient) {
      byte[] repaired = JsonRepair.repaired(text);
      if (Arrays.equals(text, repaired)) {
        throw damaged(place, lenient);
      }
      try {
        return tree(LENIENT, repaired);
      } catch (IOException e) {
        throw damaged(place, e);
      }
    }
  }

  /** Says where {@code failure} was met, and what it is about. */
  static ArchiveDamaged damaged(String place, IOException failure) {
    if (failure instanceof ArchiveDamaged known) {
      return new ArchiveDamaged(place, known.reason());
    }
    JsonLocation location =
        failure instanceof JsonProcessingException json ? json.getLocation() : null;
    String where =
        location == null || location.getLineNr() < 1
            ? place
            : place + " line " + location.getLineNr() + " column " + location.getColumnNr();
    return new ArchiveDamaged(where, reason(failure));
  }

  /** What the reader says, on one line and without the names of its settings. */
  static String reason(IOException failure) {
    String message =
        failure instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : failure.getMessage();
    String line = String.valueOf(message).lines().findFirst().orElse("");
    String plain = line.replaceAll(" \\((?:through reference chain|for Object starting).*", "");
    if (plain.startsWith("Duplicate field")) {
      return plain.replace("Duplicate field", "names a member twice:");
    }
    return plain.isEmpty() ? "cannot be read as JSON" : "is not JSON: " + plain;
  }

  /** I-JSON has no half characters (RFC 7493 section 2.1); no file can hold them as UTF-8. */
  static void checkText(String place, JsonNode node) throws ArchiveDamaged {
    if (node.isTextual()) {
      checkText(place, node.textValue());
    } else if (node.isArray()) {
      for (JsonNode element : node) {
        checkText(place, element);
      }
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        checkText(place, member.getKey());
        checkText(place, member.getValue());
      }
    }
  }

  private static void checkText(String place, String text) throws ArchiveDamaged {
    if (!isText(text)) {
      throw new ArchiveDamaged(place, "holds half a character (a lone surrogate)");
    }
  }

  /** Whether every character is whole. */
  static boolean isText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char half = text.charAt(i);
      if (Character.isSurrogate(half)) {
        i++;
        if (i == text.length() || !Character.isSurrogatePair(half, text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  static ObjectNode emptyObject() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The text of a file that holds {@code object}. */
  static byte[] text(ObjectNode object) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(1_024);
    try (JsonGenerator out = STRICT.createGenerator(text)) {
      out.setPrettyPrinter(indented());
      write(object, out);
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + reason(e), e);
    }
    return text.toByteArray();
  }

  /** Writes members in the order of their names, at every depth. */
  private static void write(JsonNode node, JsonGenerator out) throws IOException {
    if (node.isObject()) {
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
      members.sort(Map.Entry.comparingByKey());
      out.writeStartObject();
      for (Map.Entry<String, JsonNode> member : members) {
        out.writeFieldName(member.getKey());
        write(member.getValue(), out);
      }
      out.writeEndObject();
    } else if (node.isArray()) {
      out.writeStartArray();
      for (JsonNode element : node) {
        write(element, out);
      }
      out.writeEndArray();
    } else if (node.isTextual()) {
      out.writeString(node.textValue());
    } else {
      out.writeTree(node);
    }
  }

  /**
   * Whether nothing in it is such that reading its {@link #text} could fail or give anything else:
   * its text is whole, its names are short, it is not deep, and its numbers are small and whole.
   * Then {@code object(text(node))} is {@code node}, as long as the text is not too long. What is
   * not plain need not be wrong.
   */
  static boolean isPlain(JsonNode node) {
    return isPlain(node, PLAIN_DEPTH);
  }

  private static boolean isPlain(JsonNode node, int depth) {
    if (node.isTextual()) {
      return isText(node.textValue());
    }
    if (node.isObject() && depth > 0) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        String name = member.getKey();
        if (name.length() > PLAIN_NAME || !isText(name) || !isPlain(member.getValue(), depth - 1)) {
          return false;
        }
      }
      return true;
    }
    if (node.isArray() && depth > 0) {
      for (JsonNode element : node) {
        if (!isPlain(element, depth - 1)) {
          return false;
        }
      }
      return true;
    }
    return node.isBoolean() || node.isNull() || node.isInt();
  }

  static DefaultPrettyPrinter indented() {
    return INDENTED.createInstance();
  }

  private static DefaultPrettyPrinter indenting() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    return printer;
  }

  /** A copy whose members are in the order of their names, at every depth. */
  static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
      ObjectNode copy = emptyObject();
      copy.setAll(members);
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> copy.add(sorted(element)));
      return copy;
    }
    return node;
  }
}
