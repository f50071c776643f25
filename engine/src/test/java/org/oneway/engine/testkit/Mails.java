// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.FileNames;

/**
 * Small messages. What a contract calls a name is one of a message's flags, since of a message
 * nothing else changes; its bytes are made of its uid alone.
 */
public final class Mails {
  private static final String NAME = "name-";
  private static final String NUMBER = "number-";
  private static final String AT = "@kit.example";

  private Mails() {}

  /** Of a uid and a name. */
  public static Item of(String uid, String name) {
    return item(json(uid, name));
  }

  /** With more members. */
  public static Item full(String uid, String name) {
    return item(json(uid, name).put("receivedAt", "2026-01-02T03:04:05Z"));
  }

  /** What stands in for a contact: its telephone number is a flag, too. */
  public static Item recast(Item contact) {
    Card card = Card.of(contact.json());
    ObjectNode json = full(contact.uid().orElseThrow().value(), card.name()).json();
    String number = String.join("", card.json().path("phones").findValuesAsText("number"));
    json.withObjectProperty("keywords").put(NUMBER + number.replaceAll("[^0-9]", ""), true);
    return item(json);
  }

  /** The digits of that telephone number. */
  public static String digits(Item item) {
    return flag(item, NUMBER).orElse("");
  }

  /** The name, as a flag says it. */
  public static String name(Item item) {
    return flag(item, NAME)
        .map(hex -> new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8))
        .orElse("");
  }

  /** The flag that says this telephone number. */
  public static String numberFlag(String digits) {
    return NUMBER + digits;
  }

  /** The flag that says this name. */
  public static String flag(String name) {
    return NAME + HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> flag(Item item, String start) {
    return item.json().path("keywords").properties().stream()
        .map(keyword -> keyword.getKey())
        .filter(keyword -> keyword.startsWith(start))
        .map(keyword -> keyword.substring(start.length()))
        .findFirst();
  }

  /** The bytes of the message with this uid. */
  public static byte[] bytes(String uid) {
    String text =
        """
        Message-ID: <%s>
        From: Ada <ada@example.org>
        Date: Thu, 1 Jan 2026 08:00:00 +0100
        Subject: A message

        Of a test.
        """;
    return text.formatted(messageId(uid)).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** The bytes of the message that this is. */
  public static byte[] bytes(Item item) {
    return bytes(item.uid().orElseThrow().value());
  }

  /** Where a uid is not what a store knows a message by, its Message-ID tells it. */
  public static String messageId(String uid) {
    return FileNames.hash(uid.getBytes(StandardCharsets.UTF_8)) + AT;
  }

  private static ObjectNode json(String uid, String name) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("@type", "Email").put("uid", uid);
    json.putArray("messageId").add(messageId(uid));
    json.put("sentAt", "2026-01-01T08:00:00+01:00").put("subject", "A message");
    json.putArray("from").addObject().put("name", "Ada").put("email", "ada@example.org");
    json.put("size", bytes(uid).length);
    json.putObject("keywords").put(flag(name), true);
    return json;
  }

  private static Item item(ObjectNode json) {
    Optional<Instant> received =
        Optional.of(json.path("receivedAt").asText())
            .filter(text -> !text.isEmpty())
            .map(Instant::parse);
    Uid uid = new Uid(json.path("uid").asText());
    return new Item(Kind.MESSAGE, Optional.of(uid), json, received, false);
  }
}
