// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/** A damaged archive is noticed, whatever byte of it is wrong. */
final class SealTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final Folder BOOK = Folder.of(new FolderId("book"), "Book");

  @TempDir private Path parent;
  private Path archive;

  @BeforeEach
  void write() throws IOException {
    archive = parent.resolve("archive");
    ArchiveMetadata metadata =
        ArchiveMetadata.of(
            "id",
            "name",
            TIME,
            "test",
            ArchiveMetadata.Extent.FULL,
            List.of(),
            new Chain("chain", 1, Optional.empty()));
    try (ArchiveWriter writer = ArchiveWriter.create(archive, metadata, new DurableFiles())) {
      writer.folder(BOOK);
      for (int i = 0; i < 700; i++) {
        writer.add(BOOK.id(), card("uid-" + i));
      }
      writer.finish();
    }
  }

  private static Item card(String uid) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("@type", "Card").put("uid", uid).putObject("name").put("full", "Name of " + uid);
    return new Item(
        Kind.CONTACT, Optional.of(new Uid(uid)), json, Optional.of(Instant.EPOCH), true);
  }

  private void readAll() throws IOException {
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      for (ArchiveFolder folder : reader.folders()) {
        for (Listing.Listed item : reader.listing(folder).items()) {
          reader.read(item.path());
        }
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(archive)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void whatIsAsItWasWrittenIsRead() throws IOException {
    readAll();
    assertThat(Files.readAllLines(archive.resolve(Seal.FILE))).hasSize(700 + 5);
  }

  @Test
  void oneBitThatIsWrongIsFoundWithTheNameOfItsFile() throws IOException {
    List<Path> all = files();
    // index.json is the copy for readers of the first draft.
    for (Path file : List.of(all.get(0), all.get(20), all.get(all.size() - 1))) {
      byte[] bytes = Files.readAllBytes(file);
      for (int at : List.of(0, bytes.length / 2, bytes.length - 2)) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        Files.write(file, flipped);
        assertThatThrownBy(this::readAll)
            .as("%s at %d", file, at)
            .isInstanceOfSatisfying(
                ArchiveDamaged.class, damaged -> assertThat(damaged.isAltered()).isTrue());
      }
      Files.write(file, bytes);
    }
    readAll();
  }

  @Test
  void fileThatIsCutOffOrLostIsFound() throws IOException {
    for (String name : List.of("contacts/Book/folder.json", Seal.FILE, "archive.json")) {
      Path file = archive.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length * 2 / 3));
      assertThatThrownBy(this::readAll)
          .isInstanceOf(ArchiveDamaged.class)
          .hasMessageStartingWith(name);
      Files.write(file, bytes);
    }
    Path folder = archive.resolve("contacts/Book/folder.json");
    Files.delete(folder);
    assertThatThrownBy(this::readAll)
        .isInstanceOf(ArchiveDamaged.class)
        .hasMessage("contacts/Book/folder.json: is missing");
  }

  @Test
  void anArchiveThatIsKeptInPlaceHasNoChecksums() throws IOException {
    FolderDirectory.unseal(new DurableFiles(), archive);
    assertThat(archive.resolve(Seal.FILE)).doesNotExist();
    readAll();
  }
}
