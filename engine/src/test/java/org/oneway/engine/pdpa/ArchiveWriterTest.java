// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

final class ArchiveWriterTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Folder PERSONAL =
      new Folder(
          new FolderId("https://dav.example/p/"),
          "Personal",
          Optional.of("inbox"),
          Optional.of("#123456"),
          OptionalLong.of(0),
          Optional.of("Mine"));

  private static final Folder FAMILY = Folder.of(new FolderId("f"), "Work/a:b/Family");

  @TempDir private Path parent;
  private Path archive;

  @BeforeEach
  void name() {
    archive = parent.resolve("export");
  }

  private static ArchiveMetadata metadata(ArchiveMetadata.Extent extent) {
    return ArchiveMetadata.of(
            "id-1",
            "Ada's export",
            TIME,
            "Oneway test",
            extent,
            List.of(DataType.CONTACTS),
            new Chain("chain", 7, Optional.of("id-0")))
        .withSource("https://dav.example/", "ada");
  }

  private static Item card(String uid, String name) {
    ObjectNode json = JSON.createObjectNode();
    json.put("@type", "Card").put("version", "1.0").put("uid", uid);
    json.put("updated", "2025-01-01T00:00:00Z").putObject("name").put("full", name);
    return new Item(
        Kind.CONTACT,
        Optional.of(new Uid(uid)),
        json,
        Optional.of(Instant.parse("2025-01-01T00:00:00Z")),
        true);
  }

  private void write(DurableFiles files) throws IOException {
    try (ArchiveWriter writer =
        ArchiveWriter.create(archive, metadata(ArchiveMetadata.Extent.FULL), files)) {
      writer.folder(PERSONAL);
      writer.add(PERSONAL.id(), card("b", "Grace"));
      writer.folder(FAMILY);
      writer.add(FAMILY.id(), card("b", "Other Grace"));
      writer.add(PERSONAL.id(), card("a", "Ada"));
      writer.add(PERSONAL.id(), card("a", "Second Ada"));
      writer.finish();
    }
  }

  private Map<String, List<Item>> read() throws IOException {
    ArchiveReader reader = ArchiveReader.open(archive);
    Map<String, List<Item>> items = new TreeMap<>();
    for (ArchiveFolder folder : reader.folders()) {
      List<Item> read = new ArrayList<>();
      for (Listing.Listed item : reader.listing(folder).items()) {
        read.add(ItemFile.read(item.path(), reader.read(item.path())).item());
      }
      items.put(folder.folder().name(), read);
    }
    return items;
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    write(new DurableFiles());
    assertThat(read())
        .isEqualTo(
            Map.of(
                "Personal",
                List.of(card("a", "Ada"), card("a", "Second Ada"), card("b", "Grace")),
                "Work",
                List.of(),
                "Work/a:b",
                List.of(),
                "Work/a:b/Family",
                List.of(card("b", "Other Grace"))));
  }

  @Test
  void folderKeepsWhatIsKnownOfIt() throws IOException {
    write(new DurableFiles());
    Folder read = ArchiveReader.open(archive).folders().get(0).folder();
    assertThat(read)
        .isEqualTo(
            new Folder(
                new FolderId("contacts/Personal"),
                "Personal",
                PERSONAL.role(),
                PERSONAL.color(),
                PERSONAL.order(),
                PERSONAL.description()));
  }

  @Test
  void metadataIsRead() throws IOException {
    write(new DurableFiles());
    ArchiveMetadata read = ArchiveReader.open(archive).metadata();
    assertThat(read.chain()).contains(new Chain("chain", 7, Optional.of("id-0")));
    assertThat(read.timestamp()).contains(TIME);
    assertThat(read.completeTypes()).containsExactly(DataType.CONTACTS);
    Files.delete(archive.resolve("archive.json"));
    assertThatThrownBy(() -> ArchiveReader.open(archive))
        .isInstanceOf(ArchiveDamaged.class)
        .hasMessage("archive.json: is missing");
    Files.delete(archive.resolve(Seal.FILE));
    assertThat(ArchiveReader.open(archive).metadata().id()).isEqualTo("id-1");
  }

  @Test
  void equalContentGivesEqualBytes() throws IOException {
    write(new DurableFiles());
    Map<String, String> first = texts();
    new DurableFiles().deleteTree(archive);
    write(new DurableFiles());
    assertThat(texts()).isEqualTo(first);
  }

  private Map<String, String> texts() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(archive)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(archive.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }

  @Test
  void schemasOfTheDraftsHold() throws IOException {
    write(new DurableFiles());
    for (String name : List.of("archive.json", "index.json")) {
      JsonNode json = JSON.readTree(archive.resolve(name).toFile());
      for (String member : List.of("id", "name", "timestamp", "version", "generator")) {
        assertThat(json.path("archive").path(member).isTextual()).as(member).isTrue();
      }
      for (String member : List.of("extent", "languagetag", "timezone")) {
        assertThat(json.path("dataset").path(member).isTextual()).as(member).isTrue();
      }
      assertThat(json.path("dataset").path("datatypes").path(0).asText()).isEqualTo("CONTACTS");
      assertThat(json.path("datasource").isObject()).isTrue();
    }
    JsonNode folder = JSON.readTree(archive.resolve("contacts/Personal/folder.json").toFile());
    assertThat(folder.path("name").isTextual()).isTrue();
    assertThat(folder.path("uid").isTextual()).isTrue();
    assertThat(folder.path("sort_order").asInt()).isGreaterThanOrEqualTo(1);
    assertThat(folder.path("items")).hasSize(3);
    for (JsonNode item : folder.path("items")) {
      assertThat(item.path("uid").isTextual()).isTrue();
      assertThat(item.path("filename").isTextual()).isTrue();
      assertThat(archive.resolve("contacts/Personal/" + item.path("filename").asText())).exists();
    }
    // The first draft's readers know the map only.
    assertThat(folder.path("uids").path("b"))
        .isEqualTo(folder.path("items").path(2).path("filename"));
    assertThat(folder.path("flags").isObject()).isTrue();
  }

  @Test
  void cardsNameTheAddressBookBesideThem() throws IOException {
    write(new DurableFiles());
    JsonNode book = JSON.readTree(archive.resolve("contacts/Personal/address-book.json").toFile());
    assertThat(book.path("@type").asText()).isEqualTo("AddressBook");
    assertThat(book.path("name").asText()).isEqualTo("Personal");
    assertThat(book.path("updated").asText()).isEqualTo("2026-01-02T03:04:05Z");
    Path card = archive.resolve("contacts/Personal").resolve(FileNames.ofItem(new Uid("b")));
    assertThat(ItemFile.read("", Files.readAllBytes(card)).collections())
        .containsExactly(book.path("uid").asText());
  }

  @Test
  void partialArchiveNamesWhatIsRemoved() throws IOException {
    try (ArchiveWriter writer =
        ArchiveWriter.create(
            archive, metadata(ArchiveMetadata.Extent.PARTIAL), new DurableFiles())) {
      writer.folder(PERSONAL);
      writer.removed(PERSONAL.id(), new Uid("gone"));
      writer.finish();
    }
    ArchiveReader reader = ArchiveReader.open(archive);
    assertThat(reader.metadata().completeTypes()).isEmpty();
    assertThat(reader.listing(reader.folders().get(0)).removed())
        .containsExactly(new Key(Kind.CONTACT, new Uid("gone")));
  }

  @Test
  void whatIsInTheWayStays() throws IOException {
    Files.createDirectory(archive);
    Files.writeString(archive.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> write(new DurableFiles()))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(archive.resolve("mine.txt")).hasContent("mine");
    assertThat(parent).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
  }

  @Test
  void emptyDirectoryIsFilled() throws IOException {
    Files.createDirectory(archive);
    write(new DurableFiles());
    assertThat(read()).hasSize(4);
  }

  @Test
  @DisplayName(
      "R03 cut off before any step, nothing has the final name, and the next run cleans up")
  void cutOffAtEachStep() throws IOException {
    int[] count = {0};
    writeSmall(new DurableFiles((step, file) -> count[0]++));
    Map<String, String> whole = texts();
    int steps = count[0];
    assertThat(steps).isGreaterThan(15);
    for (int at = 1; at <= steps; at++) {
      new DurableFiles().deleteTree(archive);
      PulledPlug plug = new PulledPlug(at);
      assertThatThrownBy(() -> writeSmall(new DurableFiles(plug))).isInstanceOf(IOException.class);
      if (Files.exists(archive)) {
        // The last step only makes the new name last.
        assertThat(at).isEqualTo(steps);
        assertThat(texts()).isEqualTo(whole);
        continue;
      }
      assertThat(leftOvers()).as("step %d", at).hasSizeLessThanOrEqualTo(1);
      writeSmall(new DurableFiles());
      assertThat(texts()).isEqualTo(whole);
      assertThat(leftOvers()).isEmpty();
    }
  }

  private void writeSmall(DurableFiles files) throws IOException {
    try (ArchiveWriter writer =
        ArchiveWriter.create(archive, metadata(ArchiveMetadata.Extent.FULL), files)) {
      writer.folder(PERSONAL);
      writer.add(PERSONAL.id(), card("a", "Ada"));
      writer.finish();
    }
  }

  private List<Path> leftOvers() throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.filter(file -> !file.equals(archive)).toList();
    }
  }

  /** From some step on nothing can be done any more, as after a kill. */
  private static final class PulledPlug implements DurableFiles.Steps {
    private int left;

    PulledPlug(int at) {
      left = at;
    }

    @Override
    public void before(String step, Path file) throws IOException {
      if (--left <= 0) {
        throw new IOException("the plug was pulled before " + step);
      }
    }
  }
}
