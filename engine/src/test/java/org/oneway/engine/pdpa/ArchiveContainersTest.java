// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.container.Container;

final class ArchiveContainersTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Folder FRIENDS = Folder.of(new FolderId("f"), "Friends");
  private static final Folder OFFICE = Folder.of(new FolderId("o"), "Büro/aux");

  @TempDir private Path parent;

  private static ArchiveMetadata metadata() {
    return ArchiveMetadata.of(
        "id-1",
        "Ada's export",
        TIME,
        "Oneway test",
        ArchiveMetadata.Extent.FULL,
        List.of(),
        new Chain("chain", 7, Optional.of("id-0")));
  }

  private static Item card(String uid, String note) {
    ObjectNode json = JSON.createObjectNode();
    json.put("@type", "Card").put("version", "1.0").put("uid", uid);
    json.put("updated", "2025-01-01T00:00:00Z").putObject("name").put("full", note);
    return new Item(
        Kind.CONTACT,
        Optional.of(new Uid(uid)),
        json,
        Optional.of(Instant.parse("2025-01-01T00:00:00Z")),
        true);
  }

  private static void fill(ArchiveWriter writer) throws IOException {
    writer.folder(FRIENDS);
    writer.folder(OFFICE);
    for (int i = 0; i < 20; i++) {
      writer.add(FRIENDS.id(), card("uid-" + i, "Friend " + i));
    }
    writer.add(FRIENDS.id(), card("uid-1", "Another of this uid"));
    writer.add(OFFICE.id(), card("UID-1", "Twin by case"));
    writer.finish();
  }

  private static void write(Path archive, DurableFiles files) throws IOException {
    try (ArchiveWriter writer = ArchiveWriter.create(archive, metadata(), files)) {
      fill(writer);
    }
  }

  /** What each listed item holds, by folder and file. */
  private static Map<String, String> read(ArchiveReader reader) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (ArchiveFolder folder : reader.folders()) {
      for (Listing.Listed item : reader.listing(folder).items()) {
        texts.put(item.path(), new String(reader.read(item.path()), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  private static Map<String, String> read(Path archive) throws IOException {
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      return read(reader);
    }
  }

  private Map<String, String> expected() throws IOException {
    Path directory = parent.resolve("expected");
    if (!Files.exists(directory)) {
      write(directory, new DurableFiles());
    }
    return read(directory);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.pdpa", "a.ZIP", "a.tar.gz", "a.tgz"})
  void containerHoldsTheSameAsDirectory(String name) throws IOException {
    Path archive = parent.resolve(name);
    write(archive, new DurableFiles());
    assertThat(names()).containsExactly(name);
    assertThat(archive).isRegularFile();
    assertThat(ArchiveReader.isArchive(archive)).isTrue();
    assertThat(read(archive)).hasSize(22).isEqualTo(expected());
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      assertThat(reader.metadata().completeTypes()).containsExactly(DataType.CONTACTS);
      assertThat(reader.file("archive.json").orElseThrow().time()).isEqualTo(TIME);
    }
    assertThatThrownBy(() -> write(archive, new DurableFiles()))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  @DisplayName("S07 names in a container are such as every system can unpack")
  void namesOfEntries() throws IOException {
    Path archive = parent.resolve("a.zip");
    write(archive, new DurableFiles());
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      TreeSet<String> folders = new TreeSet<>();
      for (ZipEntry entry : zip.stream().toList()) {
        folders.add(entry.getName().replaceFirst("/?[^/]*$", ""));
        assertThat(zip.getInputStream(entry).readAllBytes()).hasSize((int) entry.getSize());
      }
      assertThat(folders)
          .hasSize(4)
          .contains("", "contacts/Friends", "contacts/Büro")
          .noneMatch(folder -> folder.endsWith("/aux"));
    }
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      assertThat(reader.folders().stream().map(folder -> folder.folder().name()))
          .containsExactlyInAnyOrder("Friends", "Büro", "Büro/aux");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Container.class,
      names = {"ZIP", "TAR_GZ"})
  void streamIsWrittenAndRead(Container container) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArchiveWriter writer = ArchiveWriter.to(out, container, metadata(), parent)) {
      fill(writer);
    }
    assertThat(names()).isEmpty();
    try (ArchiveReader reader =
        ArchiveReader.open(new ByteArrayInputStream(out.toByteArray()), parent)) {
      assertThat(read(reader)).isEqualTo(expected());
    }
    assertThat(names()).containsExactly("expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tgz", "a"})
  void volumesAreArchivesOfTheirOwn(String name) throws IOException {
    Path archive = parent.resolve(name);
    long size = name.equals("a.tgz") ? 68_000 : 9_000;
    try (ArchiveWriter writer =
        ArchiveWriter.inVolumes(archive, size, metadata(), new DurableFiles())) {
      fill(writer);
    }
    List<String> volumes = names();
    assertThat(volumes).hasSizeGreaterThan(1);
    assertThat(volumes.get(0)).isEqualTo(name.replaceFirst("a", "a-001"));
    Map<String, String> all = new TreeMap<>();
    TreeSet<String> ids = new TreeSet<>();
    for (String volume : volumes) {
      Path file = parent.resolve(volume);
      assertThat(Files.isDirectory(file) ? 0 : Files.size(file)).isLessThanOrEqualTo(size);
      try (ArchiveReader reader = ArchiveReader.open(file)) {
        assertThat(reader.metadata().extent()).isEqualTo(ArchiveMetadata.Extent.PARTIAL);
        ids.add(reader.metadata().id());
        read(reader).forEach((path, text) -> all.merge(path, text, (one, other) -> one + other));
      }
    }
    assertThat(ids).hasSize(volumes.size()).contains("id-1");
    assertThat(String.join("", all.values())).hasSameSizeAs(String.join("", expected().values()));
  }

  @Test
  void rootMayLieInSingleOuterDirectory() throws IOException {
    Path inner = parent.resolve("outer/Takeout");
    Files.createDirectories(inner.resolveSibling("__MACOSX"));
    write(inner, new DurableFiles());
    assertThat(read(parent.resolve("outer"))).isEqualTo(expected());
    assertThat(ArchiveReader.isArchive(parent.resolve("outer"))).isFalse();
    assertThat(ArchiveReader.holdsArchive(parent.resolve("outer"))).isTrue();

    Path zip = parent.resolve("outer.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Path file : files(inner)) {
        out.putNextEntry(new ZipEntry("Takeout/" + inner.relativize(file)));
        out.write(Files.readAllBytes(file));
      }
      out.putNextEntry(new ZipEntry("__MACOSX/._Takeout"));
    }
    assertThat(read(zip)).isEqualTo(expected());
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  @DisplayName("S01 S09 a listing leads nowhere, and JSON too deep is refused, in containers too")
  void hostileListing() throws IOException {
    Path zip = parent.resolve("a.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      put(out, "archive.json", "{}");
      put(
          out,
          "contacts/A/folder.json",
          "{\"name\":\"A\",\"items\":[{\"uid\":\"u\",\"filename\":\"../../../etc/passwd\"},"
              + "{\"uid\":\"d\",\"filename\":\"deep.json\"}]}");
      put(out, "contacts/A/deep.json", "[".repeat(100_000));
    }
    try (ArchiveReader reader = ArchiveReader.open(zip)) {
      List<Listing.Listed> items = reader.listing(reader.folders().get(0)).items();
      assertThatThrownBy(() -> reader.read(items.get(0).path()))
          .isInstanceOf(ArchiveDamaged.class)
          .hasMessageContaining("is not the name of a file inside the archive");
      byte[] deep = reader.read(items.get(1).path());
      assertThatThrownBy(() -> ItemFile.read("deep.json", deep)).isInstanceOf(ArchiveDamaged.class);
    }
  }

  private static void put(ZipOutputStream out, String name, String text) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("S13 NUL bytes, invalid UTF-8, marks and mixed line ends are kept byte for byte")
  void bytesAreKept() throws IOException {
    byte[] bytes = new byte[3 << 20];
    new Random(5).nextBytes(bytes);
    byte[] odd = "\ufeffa\r\nb\nc\r\0".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(odd, 0, bytes, 0, odd.length);
    for (String name : List.of("a.zip", "a.tar.gz")) {
      Path archive = parent.resolve(name);
      try (ArchiveOutput output =
          new ContainerOutput(archive, Container.byName(archive), new DurableFiles())) {
        output.create(
            "archive.json", TIME, out -> out.write("{}".getBytes(StandardCharsets.UTF_8)));
        output.create("mail/x.eml", TIME, out -> out.write(bytes));
        output.create("mail/empty.eml", TIME, out -> {});
        output.complete();
        output.name();
      }
      try (ArchiveReader reader = ArchiveReader.open(archive);
          InputStream in = reader.stream("mail/x.eml")) {
        assertThat(in.readAllBytes()).isEqualTo(bytes);
        assertThat(reader.read("mail/empty.eml")).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @DisplayName(
      "R03 cut off before any step, nothing has the final name, and the next run cleans up")
  @ValueSource(strings = {"a.zip", "a.tar.gz"})
  void cutOffAtEachStep(String name) throws IOException {
    Path archive = parent.resolve(name);
    int[] count = {0};
    write(archive, new DurableFiles((step, file) -> count[0]++));
    Map<String, String> whole = read(archive);
    assertThat(count[0]).isGreaterThan(7);
    for (int at = 1; at <= count[0]; at++) {
      Files.deleteIfExists(archive);
      int[] left = {at};
      DurableFiles cut =
          new DurableFiles(
              (step, file) -> {
                if (--left[0] <= 0) {
                  throw new IOException("the plug was pulled before " + step);
                }
              });
      assertThatThrownBy(() -> write(archive, cut)).hasMessageContaining("the plug was pulled");
      if (Files.exists(archive)) {
        assertThat(read(archive)).as("step %d", at).isEqualTo(whole);
        Files.delete(archive);
      }
      write(archive, new DurableFiles());
      assertThat(read(archive)).isEqualTo(whole);
      assertThat(names()).containsExactly(name);
    }
  }

  @ParameterizedTest
  @DisplayName("R11 a full disk leaves no archive under its name, and nothing unfinished")
  @ValueSource(strings = {"a.zip", "a.tar.gz", "a"})
  void fullDisk(String name) throws IOException {
    Path archive = parent.resolve(name);
    DurableFiles full =
        new DurableFiles(
            (step, file) -> {
              if (step.equals("sync")) {
                throw new IOException("No space left on device");
              }
            });
    assertThatThrownBy(() -> write(archive, full)).hasMessage("No space left on device");
    assertThat(names()).isEmpty();
  }
}
