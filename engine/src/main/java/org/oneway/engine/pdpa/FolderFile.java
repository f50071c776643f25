// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.oneway.engine.item.Folder;

/**
 * What a {@code folder.json} says.
 *
 * @param header all members except those that list items; members that we do not know are kept
 * @param entries the items that the folder lists, in the file's order
 * @param removed the uids that were removed since the archive before
 */
record FolderFile(ObjectNode header, List<Entry> entries, List<String> removed) {
  static final String NAME = "folder.json";
  private static final String SPECIAL_USE = "special_use";
  private static final String COLOR = "oneway.dev:color";
  private static final String DESCRIPTION = "oneway.dev:description";
  private static final List<String> SPECIAL_USES =
      List.of(
          "\\All",
          "\\Archive",
          "\\Drafts",
          "\\Flagged",
          "\\Important",
          "\\Junk",
          "\\Sent",
          "\\Trash");

  FolderFile {
    entries = List.copyOf(entries);
    removed = List.copyOf(removed);
  }

  /**
   * One listed item.
   *
   * @param uid as the listing has it, where it has one
   * @param fileName relative to the folder; empty where the listing names none
   * @param about what it says of an item whose file is its bytes, as {@link ItemAbout} has it
   */
  record Entry(Optional<String> uid, String fileName, String about) {
    Entry(Optional<String> uid, String fileName) {
      this(uid, fileName, "");
    }
  }

  /** What a new folder's file says before it lists anything. */
  static FolderFile describing(DataType type, Folder folder, String directoryName) {
    return new FolderFile(Json.emptyObject(), List.of(), List.of())
        .with(type, folder, directoryName);
  }

  /** The same with what is known of {@code folder}; what is not known stays. */
  FolderFile with(DataType type, Folder folder, String directoryName) {
    ObjectNode copy = header.deepCopy();
    int slash = folder.name().lastIndexOf('/');
    String name = slash <= 0 ? folder.name() : folder.name().substring(slash + 1);
    copy.put("name", name).put("uid", uidOf(type, folder.name()));
    if (type == DataType.MAIL) {
      folder.role().flatMap(FolderFile::specialUse).ifPresent(use -> copy.put(SPECIAL_USE, use));
    }
    if (type.isBytes()) {
      // There is no other file that could say so.
      folder.description().ifPresent(text -> copy.put(DESCRIPTION, text));
      folder.color().ifPresent(color -> copy.put(COLOR, color));
    }
    if (!name.equals(directoryName)) {
      copy.put("original_name", name);
    }
    folder.role().ifPresent(role -> copy.put("role", role));
    // The schema counts from 1, a folder from 0.
    folder.order().ifPresent(order -> copy.put("sort_order", order + 1));
    return new FolderFile(copy, entries, removed);
  }

  /**
   * The uid of the folder and address book, or calendar, of this name: the same in every archive of
   * ours. Events, tasks and notes of one name are in one calendar.
   */
  static String uidOf(DataType type, String folderName) {
    if (type == DataType.MAIL) {
      // What the draft asks for where a mailbox has no id of its own.
      return folderName;
    }
    boolean isAlone = type == DataType.CONTACTS || type.isBytes();
    String top = isAlone ? type.top() : DataType.CALENDARS.top();
    return UUID.nameUUIDFromBytes((top + "/" + folderName).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /** The same with other items. */
  FolderFile listing(List<Entry> otherEntries, List<String> otherRemoved) {
    return new FolderFile(header, otherEntries, otherRemoved);
  }

  /** What a user calls the folder, without its parents where the archive is ours. */
  String name(String directoryName) {
    return text("original_name").or(() -> text("name")).orElse(directoryName);
  }

  /** The uid that cards and other files know the folder by. */
  Optional<String> uid() {
    return text("uid");
  }

  /** {@code role} of the first draft, {@code special_use} of the second. */
  Optional<String> role() {
    return text("role")
        .or(() -> text(SPECIAL_USE))
        .map(role -> role.replaceFirst("^\\\\", "").toLowerCase(Locale.ROOT));
  }

  /** A role as RFC 6154 writes it; not all have such a name. */
  private static Optional<String> specialUse(String role) {
    return SPECIAL_USES.stream().filter(use -> use.substring(1).equalsIgnoreCase(role)).findFirst();
  }

  Optional<String> color() {
    return text(COLOR);
  }

  Optional<String> description() {
    return text(DESCRIPTION);
  }

  OptionalLong order() {
    JsonNode order = header.path("sort_order");
    return order.isIntegralNumber() && order.asLong() >= 1
        ? OptionalLong.of(order.asLong() - 1)
        : OptionalLong.empty();
  }

  private Optional<String> text(String member) {
    JsonNode node = header.path(member);
    return Optional.of(node.isValueNode() && !node.isNull() ? node.asText() : "")
        .filter(value -> !value.isEmpty());
  }
}
