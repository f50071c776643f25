// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Finding.Level;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/**
 * One object of an archive's file: a JSContact card (RFC 9553) with the ids of its address books
 * (RFC 9610), or an event, task or note (RFC 8984) with those of its calendars.
 *
 * @param item as it travels, without what belongs to the archive alone: its id there and those of
 *     its collections; the {@code @type} of a contact is {@code Card}
 * @param collections the uids of the address books or calendars that it says it is in
 * @param findings what was put right
 */
public record ItemFile(Item item, Set<String> collections, List<Finding> findings) {
  /** {@code updated} is not when a user changed the item, but the best that was known. */
  private static final String UPDATED_IS_GUESSED = "oneway.dev:updatedIsGuessed";

  public ItemFile {
    collections = Set.copyOf(collections);
    findings = List.copyOf(findings);
  }

  /**
   * Reads a contact of any version of the drafts.
   *
   * @param place the file, for messages
   * @throws ArchiveDamaged if it is none
   */
  public static ItemFile read(String place, byte[] text) throws ArchiveDamaged {
    ItemFile read = read(place, text, DataType.CONTACTS).get(0);
    if (read.item.kind() != Kind.CONTACT) {
      throw new ArchiveDamaged(
          place, "is no contact: its @type is \"" + read.item.json().path("@type").asText() + "\"");
    }
    return read;
  }

  /**
   * Reads what a file of any version of the drafts holds: one object, or, of a Group, its entries;
   * instances of one uid without a master are one.
   *
   * @param place the file, for messages
   * @param usual what an object without {@code @type} is
   * @return at least one
   * @throws ArchiveDamaged if anything in it is no item
   */
  public static List<ItemFile> read(String place, byte[] text, DataType usual)
      throws ArchiveDamaged {
    Json.Parsed parsed = Json.object(place, text);
    List<Finding> findings = new ArrayList<>();
    parsed.leniency().ifPresent(slip -> findings.add(repaired("", place, slip)));
    ObjectNode json = parsed.json();
    if (!json.path("@type").asText("").equals("Group") || usual == DataType.CONTACTS) {
      return List.of(object(place, json, usual, findings));
    }
    List<ItemFile> objects = new ArrayList<>();
    Set<String> ofGroup = collections(json.path("calendarIds"));
    for (JsonNode entry : json.path("entries")) {
      if (!(entry instanceof ObjectNode one)) {
        throw new ArchiveDamaged(place, "an entry of the group is no object");
      }
      ItemFile object = object(place, one, usual, findings);
      objects.add(
          object.collections.isEmpty()
              ? new ItemFile(object.item, ofGroup, object.findings)
              : object);
      findings.clear();
    }
    if (objects.isEmpty()) {
      throw new ArchiveDamaged(place, "is a group without entries");
    }
    return joined(objects);
  }

  /** Makes one of what is one: instances of one uid without a master. */
  public static List<ItemFile> joined(List<ItemFile> objects) {
    Map<Object, List<ItemFile>> byKey = new LinkedHashMap<>();
    for (ItemFile object : objects) {
      Object key =
          object.item.key().isPresent() && Instances.isOne(object.item.json())
              ? object.item.key().get()
              : new Object();
      byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(object);
    }
    List<ItemFile> joined = new ArrayList<>();
    for (List<ItemFile> same : byKey.values()) {
      List<Item> items = same.stream().map(ItemFile::item).toList();
      if (same.size() == 1 || !Instances.areOneItem(items)) {
        joined.addAll(same);
      } else {
        Set<String> collections = new TreeSet<>();
        List<Finding> findings = new ArrayList<>();
        same.forEach(one -> collections.addAll(one.collections));
        same.forEach(one -> findings.addAll(one.findings));
        joined.add(new ItemFile(Instances.join(items), collections, findings));
      }
    }
    return joined;
  }

  private static ItemFile object(
      String place, ObjectNode json, DataType usual, List<Finding> before) throws ArchiveDamaged {
    List<Finding> findings = new ArrayList<>(before);
    String type = json.path("@type").asText("");
    DataType is = type.isEmpty() ? usual : typeOf(place, type, usual);
    if (type.isEmpty()) {
      findings.add(repaired("@type", place, "is missing; taken for a " + word(is)));
    }
    json.put("@type", is == DataType.CONTACTS ? "Card" : is.itemType());
    json.remove("id");
    Set<String> collections = collections(json.remove(is.membership()));
    boolean guessed = json.remove(UPDATED_IS_GUESSED) != null;
    Optional<Uid> uid = uid(place, json);
    Optional<Instant> updated = updated(place, json, findings);
    Item item = new Item(is.kind(), uid, json, updated, updated.isPresent() && !guessed);
    return new ItemFile(item, collections, findings);
  }

  private static DataType typeOf(String place, String type, DataType usual) throws ArchiveDamaged {
    for (DataType known : DataType.values()) {
      boolean isThat =
          type.equals(known.itemType()) || (known == DataType.CONTACTS && type.equals("Card"));
      // A directory of contacts holds no events, and no other directory holds contacts.
      if (isThat && (known == DataType.CONTACTS) == (usual == DataType.CONTACTS)) {
        return known;
      }
    }
    throw new ArchiveDamaged(place, "is no " + word(usual) + ": its @type is \"" + type + "\"");
  }

  private static String word(DataType type) {
    return type.kind().name().toLowerCase(Locale.ROOT);
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
          new Finding(Level.NOTE, "updated", place, "is no time; taken for an item without one"));
    }
    return time;
  }

  /** A map of id to true; the draft's example has an array. */
  private static Set<String> collections(JsonNode member) {
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

  /** An item that was made for an archive. */
  public static final class Made {
    private final Uid uid;
    private final DataType type;
    private final List<byte[]> texts;
    private Optional<Item> held;

    private Made(Uid uid, DataType type, List<byte[]> texts, Optional<Item> held) {
      this.uid = uid;
      this.type = type;
      this.texts = List.copyOf(texts);
      this.held = held;
    }

    /** What its files are called by. */
    Uid uid() {
      return uid;
    }

    /** The bytes of its first file; whoever holds them never changes them. */
    public byte[] text() {
      return texts.get(0);
    }

    /** The bytes of its files; several only for instances without a master. */
    public List<byte[]> texts() {
      return texts;
    }

    /** How many bytes its files have together. */
    public int size() {
      return texts.stream().mapToInt(text -> text.length).sum();
    }

    /** The item as reading these bytes gives it; they are read when it is first asked for. */
    public Item held() {
      if (held.isEmpty()) {
        try {
          held = Optional.of(read(uid.value(), text(), type).get(0).item());
        } catch (ArchiveDamaged e) {
          throw new IllegalStateException("what is plain can be read again", e);
        }
      }
      return held.get();
    }

    /** What its files are called. */
    public List<String> fileNames() {
      return texts.size() == 1
          ? List.of(FileNames.ofItem(uid))
          : texts.stream().map(text -> FileNames.ofInstance(uid, text)).toList();
    }
  }

  /**
   * Makes the files of an item that has a uid. Each is read again before anybody gets it, unless it
   * is so plain that nothing else could come of that.
   *
   * @param collection the uid of the one address book or calendar it is in
   * @param otherwise what is written as {@code updated}, which the format requires, where the item
   *     has none; it is marked as a guess
   * @throws ArchiveDamaged if it is no item that could be read again
   */
  public static Made make(Item item, String collection, Instant otherwise) throws ArchiveDamaged {
    Optional<DataType> type = DataType.of(item.kind());
    String uid = item.uid().map(Uid::value).orElse("");
    String place = item.kind().name().toLowerCase(Locale.ROOT) + " " + uid;
    if (type.isEmpty() || type.get().isBytes() || uid.isEmpty()) {
      throw new ArchiveDamaged(place, "is no contact, event, task or note with a uid");
    }
    List<ObjectNode> objects =
        type.get() == DataType.CONTACTS ? List.of(item.json()) : Instances.apart(item.json());
    List<byte[]> texts = new ArrayList<>();
    List<ItemFile> read = new ArrayList<>();
    for (ObjectNode object : objects) {
      ObjectNode json = complete(object, item, type.get(), collection, otherwise);
      boolean isPlain = Json.isPlain(json);
      if (!isPlain) {
        Json.checkText(place, json);
      }
      byte[] text = text(place, json);
      texts.add(text);
      if (!isPlain || objects.size() > 1) {
        read.addAll(read(place, text, type.get()));
      }
    }
    Uid known = item.uid().orElseThrow();
    if (read.isEmpty()) {
      return new Made(known, type.get(), texts, Optional.empty());
    }
    List<ItemFile> held = joined(read);
    if (held.size() != 1) {
      throw new ArchiveDamaged(place, "two of its instances are for one time");
    }
    return new Made(known, type.get(), texts, Optional.of(held.get(0).item()));
  }

  /** The same object, not to be changed any deeper, with what the format asks for. */
  private static ObjectNode complete(
      ObjectNode object, Item item, DataType type, String collection, Instant otherwise) {
    ObjectNode json = Json.emptyObject();
    json.setAll(object);
    // The drafts ask for RFC 9610's name of a card's type, not for RFC 9553's.
    json.put("@type", type.itemType()).put("uid", item.uid().orElseThrow().value());
    if (type == DataType.CONTACTS && !json.hasNonNull("version")) {
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
    json.putObject(type.membership()).put(collection, true);
    return json;
  }

  private static byte[] text(String place, ObjectNode json) throws ArchiveDamaged {
    byte[] text = Json.text(json);
    if (text.length > Json.MAX_BYTES) {
      throw new ArchiveDamaged(place, "is larger than " + (Json.MAX_BYTES >> 20) + " MB");
    }
    return text;
  }
}
