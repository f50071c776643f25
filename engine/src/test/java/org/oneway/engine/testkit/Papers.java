// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/** Small files, whose path is the name; remembers which bytes it gave out. */
public final class Papers {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private final Map<String, String> textByDigest = new HashMap<>();

  /** With this uid, under this path. */
  public Item of(String uid, String path) {
    return item(uid, path, "the file " + uid);
  }

  private Item item(String uid, String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String digest = digest(bytes);
    textByDigest.put(digest, text);
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("@type", "File").put("uid", uid);
    json.put("path", path).put("size", bytes.length).put("digest:sha-256", digest);
    return new Item(Kind.FILE, Optional.of(new Uid(uid)), json, Optional.empty(), false);
  }

  /** With more members. */
  public Item full(String uid, String path) {
    return full(of(uid, path));
  }

  private static Item full(Item item) {
    ObjectNode json = item.json().put("type", "text/plain").put("modified", TIME.toString());
    return new Item(item.kind(), item.uid(), json, Optional.of(TIME), false);
  }

  /** What stands in for a contact: its telephone number is what is in the file. */
  public Item recast(Item contact) {
    Card card = Card.of(contact.json());
    String number = String.join("", card.json().path("phones").findValuesAsText("number"));
    return full(item(contact.uid().orElseThrow().value(), card.name(), number));
  }

  /** The digits of that telephone number. */
  public String digits(Item item) {
    return text(item).replaceAll("[^0-9]", "");
  }

  /** The bytes of a file that was given out here. */
  public byte[] bytes(Item item) {
    return text(item).getBytes(StandardCharsets.UTF_8);
  }

  private String text(Item item) {
    return textByDigest.getOrDefault(item.json().path("digest:sha-256").asText(), "");
  }

  private static String digest(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
