// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a data: URI (RFC 2397) holds: told by hash and size, never by how it is written. The same
 * can be written down in place of the URI where the bytes are not needed.
 *
 * @param hash SHA-256 of the decoded bytes, lower-case hexadecimal
 * @param size of the decoded bytes
 * @param type the media type that the URI says; empty where it says none
 */
record Media(String hash, long size, String type) {
  private static final String DATA = "data:";
  private static final String MARK = "x-oneway-media:sha256=";
  private static final String SIZE = ";size=";
  private static final String TYPE = ";type=";
  private static final String BASE64 = ";base64";

  /** Shorter data: URIs are kept as they are. */
  private static final int LONGEST_KEPT = 512;

  /** What a data: URI, or a mark in its place, says; empty for any other text. */
  static Optional<Media> of(String uri) {
    if (uri.startsWith(MARK)) {
      return ofMark(uri);
    }
    return isData(uri) ? ofData(uri) : Optional.empty();
  }

  /** What stands in the canonical form. */
  String canonical() {
    return MARK + hash + SIZE + size;
  }

  /** What is kept in place of the URI. */
  String mark() {
    return canonical() + (type.isEmpty() ? "" : TYPE + type);
  }

  /** Whether a text is worth replacing by a mark. */
  static boolean isLong(String text) {
    return text.length() > LONGEST_KEPT && isData(text);
  }

  /** A copy of {@code item} in which every long data: URI is replaced by its mark. */
  static ObjectNode kept(ObjectNode item) {
    ObjectNode copy = item.deepCopy();
    replaceIn(copy);
    return copy;
  }

  private static void replaceIn(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        member.setValue(replaced(member.getValue()));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, replaced(array.get(i)));
      }
    }
  }

  private static JsonNode replaced(JsonNode node) {
    if (node.isTextual() && isLong(node.textValue())) {
      return of(node.textValue())
          .<JsonNode>map(media -> TextNode.valueOf(media.mark()))
          .orElse(node);
    }
    replaceIn(node);
    return node;
  }

  private static boolean isData(String text) {
    return text.regionMatches(true, 0, DATA, 0, DATA.length());
  }

  private static Optional<Media> ofMark(String mark) {
    int size = mark.indexOf(SIZE);
    if (size < 0) {
      return Optional.empty();
    }
    int type = mark.indexOf(TYPE, size);
    int end = type < 0 ? mark.length() : type;
    try {
      return Optional.of(
          new Media(
              mark.substring(MARK.length(), size),
              Long.parseLong(mark.substring(size + SIZE.length(), end)),
              type < 0 ? "" : mark.substring(type + TYPE.length())));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Media> ofData(String uri) {
    int comma = uri.indexOf(',');
    if (comma < 0) {
      return Optional.empty();
    }
    String head = uri.substring(DATA.length(), comma).toLowerCase(Locale.ROOT);
    int semicolon = head.indexOf(';');
    byte[] bytes = bytes(uri.substring(comma + 1), head.endsWith(BASE64));
    return Optional.of(
        new Media(
            HexFormat.of().formatHex(Hashes.sha256(bytes)),
            bytes.length,
            (semicolon < 0 ? head : head.substring(0, semicolon)).strip()));
  }

  private static byte[] bytes(String body, boolean base64) {
    if (!base64) {
      return Uris.decodedBytes(body);
    }
    byte[] encoded = body.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException strict) {
      return leniently(body);
    }
  }

  /** Line breaks, percent-encoding; what is no base64 at all counts as it is written. */
  private static byte[] leniently(String body) {
    try {
      return Base64.getMimeDecoder().decode(Uris.decodedBytes(body));
    } catch (IllegalArgumentException broken) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
  }
}
