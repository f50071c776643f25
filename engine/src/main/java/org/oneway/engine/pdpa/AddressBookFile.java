// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;

/**
 * The file of an address book: RFC 9610's AddressBook with {@code uid} in place of {@code id}, and
 * {@code updated}.
 */
record AddressBookFile(ObjectNode json) {
  /** Its name in our archives; others choose any. */
  static final String NAME = "address-book.json";

  private static final String TYPE = "AddressBook";
  private static final String COLOR = "oneway.dev:color";

  static boolean isOne(ObjectNode json) {
    return json.path("@type").asText("").equals(TYPE);
  }

  /** The file of our own archive's folder; without members where it is missing or unreadable. */
  static AddressBookFile beside(ArchiveTree tree, String directory) throws IOException {
    String path = directory + "/" + NAME;
    try {
      return new AddressBookFile(Json.object(path, tree.read(path, Json.MAX_BYTES)).json());
    } catch (NoSuchFileException | ArchiveDamaged e) {
      // It only describes: the folder and its items are all in folder.json.
      return new AddressBookFile(Json.emptyObject());
    }
  }

  /** The same with what is known of {@code folder}; what is not known stays. */
  AddressBookFile with(Folder folder, Instant updated) {
    ObjectNode copy = json.deepCopy();
    copy.put("@type", TYPE)
        .put("uid", FolderFile.uidOf(folder.name()))
        .put("name", folder.name())
        .put("updated", ArchiveMetadata.text(updated));
    folder.description().ifPresent(description -> copy.put("description", description));
    folder.order().ifPresent(order -> copy.put("sortOrder", order));
    folder.color().ifPresent(color -> copy.put(COLOR, color));
    return new AddressBookFile(copy);
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
  ArchiveFolder describe(String name, String path, FolderFile file) {
    JsonNode order = json.path("sortOrder");
    Folder folder =
        new Folder(
            new FolderId(OwnFolders.TOP + "/" + name),
            name,
            file.role(),
            text(COLOR),
            order.isIntegralNumber() ? OptionalLong.of(order.asLong()) : file.order(),
            text("description"));
    return new ArchiveFolder(folder, path, file.uid().or(this::uid));
  }

  private Optional<String> text(String member) {
    JsonNode value = json.path(member);
    return value.isTextual() && Json.isText(value.textValue())
        ? Optional.of(value.textValue()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }
}
