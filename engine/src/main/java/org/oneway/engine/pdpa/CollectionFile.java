// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.oneway.engine.item.Folder;

/**
 * The file that describes a folder: RFC 9610's AddressBook, or JMAP's Calendar, with {@code uid} in
 * place of {@code id}, and {@code updated}.
 */
record CollectionFile(ObjectNode json) {
  private static final Set<String> TYPES = Set.of("AddressBook", "Calendar", "TaskList");
  private static final String OUR_COLOR = "oneway.dev:color";
  private static final String COLOR = "color";

  static boolean isOne(ObjectNode json) {
    return TYPES.contains(json.path("@type").asText(""));
  }

  /** The file of our own archive's folder; without members where it is missing or unreadable. */
  static CollectionFile beside(ArchiveTree tree, DataType type, String directory)
      throws IOException {
    if (type.isBytes()) {
      return new CollectionFile(Json.emptyObject());
    }
    String path = directory + "/" + type.collectionFile();
    try {
      return new CollectionFile(Json.object(path, tree.read(path, Json.MAX_BYTES)).json());
    } catch (NoSuchFileException e) {
      return new CollectionFile(Json.emptyObject());
    } catch (ArchiveDamaged e) {
      if (e.isAltered()) {
        throw e;
      }
      // It only describes: the folder and its items are all in folder.json.
      return new CollectionFile(Json.emptyObject());
    }
  }

  /** The same with what is known of {@code folder}; what is not known stays. */
  CollectionFile with(DataType type, Folder folder, Instant updated) {
    ObjectNode copy = json.deepCopy();
    copy.put("@type", type.collectionType())
        .put("uid", FolderFile.uidOf(type, folder.name()))
        .put("name", folder.name())
        .put("updated", ArchiveMetadata.text(updated));
    folder.description().ifPresent(description -> copy.put("description", description));
    folder.order().ifPresent(order -> copy.put("sortOrder", order));
    // An address book has no colour in RFC 9610, a calendar has.
    String member = type == DataType.CONTACTS ? OUR_COLOR : COLOR;
    folder.color().ifPresent(color -> copy.put(member, color));
    return new CollectionFile(copy);
  }

  byte[] text() {
    return Json.text(json);
  }

  Optional<String> uid() {
    return text("uid").or(() -> text("id"));
  }

  Optional<String> name() {
    return text("name");
  }

  /** The folder that this and its {@code folder.json} speak of. */
  Folder describe(String name, FolderFile file) {
    JsonNode order = json.path("sortOrder");
    return new Folder(
        ArchiveFolder.idOf(name),
        name,
        file.role(),
        text(OUR_COLOR).or(() -> text(COLOR)).or(file::color),
        order.isIntegralNumber() ? OptionalLong.of(order.asLong()) : file.order(),
        text("description").or(file::description));
  }

  private Optional<String> text(String member) {
    JsonNode value = json.path(member);
    return value.isTextual() && Json.isText(value.textValue())
        ? Optional.of(value.textValue()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }
}
