// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.connector;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;

/**
 * One line of the file.
 *
 * @param bytes without the line break, a character for each byte, so that what we do not understand
 *     is kept as it is
 * @param card what it says; empty where it is no card
 */
record Line(String bytes, Optional<ObjectNode> card) {
  /** Strict: two members of one name, or anything behind the card, is an error. */
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static Line read(String bytes) {
    try {
      JsonNode json = JSON.readTree(bytes.getBytes(StandardCharsets.ISO_8859_1));
      boolean isCard = json instanceof ObjectNode && !json.path("uid").asText("").isEmpty();
      return new Line(bytes, isCard ? Optional.of((ObjectNode) json) : Optional.empty());
    } catch (IOException e) {
      return new Line(bytes, Optional.empty());
    }
  }

  static Line of(ObjectNode card) {
    try {
      byte[] utf8 = JSON.writeValueAsBytes(card);
      return new Line(new String(utf8, StandardCharsets.ISO_8859_1), Optional.of(card));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  boolean isEmpty() {
    return bytes.isBlank();
  }

  Optional<String> uid() {
    return card.map(json -> json.path("uid").asText());
  }

  /** A version belongs to the bytes that were read. */
  Version version() {
    return new Version(hash(bytes));
  }

  static String hash(String bytes) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The card as it travels. */
  Item item() {
    ObjectNode json = card.orElseThrow();
    Optional<Instant> updated = updated(json);
    return new Item(Kind.CONTACT, uid().map(Uid::new), json, updated, updated.isPresent());
  }

  private static Optional<Instant> updated(ObjectNode json) {
    try {
      return Optional.of(json.path("updated").asText(""))
          .filter(text -> !text.isEmpty())
          .map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
