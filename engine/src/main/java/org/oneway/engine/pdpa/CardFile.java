// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Finding.Level;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/**
 * The file of one contact: a JSContact card (RFC 9553) with the ids of its address books (RFC
 * 9610).
 *
 * @param item the card as it travels: {@code @type} is {@code Card}; without what belongs to the
 *     archive alone, its ids there and those of its address books
 * @param addressBooks the uids of the address books that it says it is in
 * @param findings what was put right
 */
public record CardFile(Item item, Set<String> addressBooks, List<Finding> findings) {
  private static final String BOOKS = "addressBookIds";

  /** {@code updated} is not when a user changed the card, but the best that was known. */
  private static final String UPDATED_IS_GUESSED = "oneway.dev:updatedIsGuessed";

  public CardFile {
    addressBooks = Set.copyOf(addressBooks);
    findings = List.copyOf(findings);
  }

  /**
   * Reads a card of any version of the drafts.
   *
   * @param place the file, for messages
   * @throws ArchiveDamaged if it is no card
   */
  public static CardFile read(String place, byte[] text) throws ArchiveDamaged {
    Json.Parsed parsed = Json.object(place, text);
    List<Finding> findings = new ArrayList<>();
    parsed.leniency().ifPresent(slip -> findings.add(repaired("", place, slip)));

    ObjectNode json = parsed.json();
    String type = json.path("@type").asText("");
    if (!type.isEmpty() && !type.equals("Card") && !type.equals("ContactCard")) {
      throw new ArchiveDamaged(place, "is no contact: its @type is \"" + type + "\"");
    }
    if (type.isEmpty()) {
      findings.add(repaired("@type", place, "is missing; taken for a contact"));
    }
    json.put("@type", "Card");
    json.remove("id");
    Set<String> books = addressBooks(json.remove(BOOKS));
    boolean guessed = json.remove(UPDATED_IS_GUESSED) != null;
    Optional<Uid> uid = uid(place, json);
    Optional<Instant> updated = updated(place, json, findings);
    Item item = new Item(Kind.CONTACT, uid, json, updated, updated.isPresent() && !guessed);
    return new CardFile(item, books, findings);
  }

  private static Optional<Uid> uid(String place, ObjectNode json) throws ArchiveDamaged {
    JsonNode uid = json.path("uid");
    if (uid.isMissingNode() || uid.isNull() || uid.equals(TextNode.valueOf(""))) {
      json.remove("uid");
      return Optional.empty();
    }
    if (!uid.isTextual() && !uid.isIntegralNumber()) {
      throw new ArchiveDamaged(place, "its uid is neither text nor a number");
    }
    json.put("uid", uid.asText());
    return Optional.of(new Uid(uid.asText()));
  }

  private static Optional<Instant> updated(String place, ObjectNode json, List<Finding> findings) {
    JsonNode member = json.path("updated");
    Optional<Instant> time = ArchiveMetadata.instant(member);
    if (time.isEmpty() && !member.isMissingNode() && !member.isNull()) {
      findings.add(
          new Finding(Level.NOTE, "updated", place, "is no time; taken for a card without one"));
    }
    return time;
  }

  /** RFC 9610 has a map of id to true; the draft's example an array. */
  private static Set<String> addressBooks(JsonNode member) {
    Set<String> ids = new TreeSet<>();
    if (member != null && member.isArray()) {
      member.forEach(id -> ids.add(id.asText("")));
    } else if (member != null) {
      member.properties().stream()
          .filter(book -> !book.getValue().isBoolean() || book.getValue().booleanValue())
          .forEach(book -> ids.add(book.getKey()));
    }
    ids.remove("");
    return ids;
  }

  private static Finding repaired(String property, String place, String reason) {
    return new Finding(Level.REPAIRED, property, place, reason);
  }

  /** A card that was made for an archive. */
  public static final class Made {
    private final byte[] text;
    private final Item held;

    private Made(byte[] text, Item held) {
      this.text = text;
      this.held = held;
    }

    /** The bytes of its file; whoever holds them never changes them. */
    public byte[] text() {
      return text;
    }

    /** The card as reading these bytes gives it. */
    public Item held() {
      return held;
    }
  }

  /**
   * Makes the file of a card that has a uid.
   *
   * @param addressBook the uid of the one address book it is in
   * @param otherwise what is written as {@code updated}, which the format requires, where the card
   *     has none; it is marked as a guess
   * @throws ArchiveDamaged if it is no card that could be read again
   */
  public static Made make(Item item, String addressBook, Instant otherwise) throws ArchiveDamaged {
    String uid = item.uid().map(Uid::value).orElse("");
    String place = "contact " + uid;
    if (item.kind() != Kind.CONTACT || uid.isEmpty()) {
      throw new ArchiveDamaged(place, "is no contact with a uid");
    }
    ObjectNode json = item.json().deepCopy();
    // The drafts ask for RFC 9610's name of the type, not for RFC 9553's.
    json.put("@type", "ContactCard").put("uid", uid);
    if (!json.hasNonNull("version")) {
      json.put("version", "1.0");
    }
    Optional<Instant> updated = item.updated();
    if (ArchiveMetadata.instant(json.path("updated")).isEmpty()) {
      json.put("updated", ArchiveMetadata.text(updated.orElse(otherwise)));
    }
    json.remove(UPDATED_IS_GUESSED);
    if (updated.isEmpty() || !item.updatedTrusted()) {
      json.put(UPDATED_IS_GUESSED, true);
    }
    json.putObject(BOOKS).put(addressBook, true);
    Json.checkText(place, json);
    byte[] text = Json.text(json);
    if (text.length > Json.MAX_BYTES) {
      throw new ArchiveDamaged(place, "is larger than " + (Json.MAX_BYTES >> 20) + " MB");
    }
    return new Made(text, read(place, text).item());
  }
}
