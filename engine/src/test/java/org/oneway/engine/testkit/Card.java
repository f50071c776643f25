// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/** A small contact (JSContact, RFC 9553) for tests; unchangeable. */
public final class Card {
  private final ObjectNode json;

  private Card(ObjectNode json) {
    this.json = json;
  }

  /** A contact with a uid and a full name. */
  public static Card of(String uid, String name) {
    return nameless(JsonNodeFactory.instance.objectNode().put("uid", uid)).name(name);
  }

  /** A contact from a store whose format has no uid. */
  public static Card withoutUid(String name) {
    return nameless(JsonNodeFactory.instance.objectNode()).name(name);
  }

  private static Card nameless(ObjectNode json) {
    return new Card(json.put("@type", "Card").put("version", "1.0"));
  }

  /** The contact that travels as {@code json}. */
  public static Card of(ObjectNode json) {
    return new Card(json.deepCopy());
  }

  /** This contact as it travels; a copy. */
  public ObjectNode json() {
    return json.deepCopy();
  }

  /** This contact as an item with no time of change but its own. */
  public Item item() {
    return new Item(Kind.CONTACT, uid().map(Uid::new), json(), updated(), updated().isPresent());
  }

  /** Its uid, if it has one. */
  public Optional<String> uid() {
    return text("/uid");
  }

  /** Its full name. */
  public String name() {
    return text("/name/full").orElse("");
  }

  /** When its user last changed it, if it says so. */
  public Optional<Instant> updated() {
    return text("/updated").map(Instant::parse);
  }

  /** The text at this JSON pointer, if there is one. */
  public Optional<String> text(String pointer) {
    return Optional.of(json.at(pointer)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  public Card uid(String uid) {
    return with("uid", JsonNodeFactory.instance.textNode(uid));
  }

  public Card name(String full) {
    return with("name", JsonNodeFactory.instance.objectNode().put("full", full));
  }

  /** With these e-mail addresses and no others; with none of them, without. */
  public Card emails(String... addresses) {
    return entries("emails", "address", addresses);
  }

  /** With these telephone numbers and no others; with none of them, without. */
  public Card phones(String... numbers) {
    return entries("phones", "number", numbers);
  }

  /** With these notes and no others; with none of them, without. */
  public Card notes(String... notes) {
    return entries("notes", "note", notes);
  }

  public Card organizations(String... names) {
    return entries("organizations", "name", names);
  }

  public Card nicknames(String... names) {
    return entries("nicknames", "name", names);
  }

  /** With these uids as its members, as a group. */
  public Card members(String... uids) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    for (String uid : uids) {
      members.put(uid, true);
    }
    return with("members", members).with("kind", JsonNodeFactory.instance.textNode("group"));
  }

  /** With these keywords and no others. */
  public Card keywords(String... words) {
    ObjectNode keywords = JsonNodeFactory.instance.objectNode();
    for (String word : words) {
      keywords.put(word, true);
    }
    return words.length == 0 ? without("keywords") : with("keywords", keywords);
  }

  public Card updated(Instant time) {
    String text = time.truncatedTo(ChronoUnit.SECONDS).toString();
    return with("updated", JsonNodeFactory.instance.textNode(text));
  }

  /** With another value of this member. */
  public Card with(String member, JsonNode value) {
    ObjectNode copy = json.deepCopy();
    copy.set(member, value);
    return new Card(copy);
  }

  /** Without this member. */
  public Card without(String member) {
    ObjectNode copy = json.deepCopy();
    copy.remove(member);
    return new Card(copy);
  }

  private Card entries(String member, String field, String... values) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < values.length; i++) {
      map.putObject(member.substring(0, 1).toLowerCase(Locale.ROOT) + (i + 1))
          .put(field, values[i]);
    }
    return values.length == 0 ? without(member) : with(member, map);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Card card && card.json.equals(json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
