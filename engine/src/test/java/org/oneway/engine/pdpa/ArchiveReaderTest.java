// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveReaderTest {
  @TempDir private Path parent;
  private Path archive;

  @BeforeEach
  void makeArchive() throws IOException {
    archive = Files.createDirectory(parent.resolve("archive"));
    put("index.json", "{}");
  }

  private void put(String path, String text) throws IOException {
    Path file = archive.resolve(path);
    Path directory = file.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.writeString(file, text);
  }

  private static String listing(String fileName) throws IOException {
    return new ObjectMapper()
        .writeValueAsString(
            Map.of("name", "P", "items", List.of(Map.of("uid", "u", "filename", fileName))));
  }

  @Test
  @DisplayName("S01 file names that leave the archive are refused and not followed")
  void namesThatLeaveTheArchive() throws IOException {
    Path secret = Files.writeString(parent.resolve("secret.json"), "{}");
    for (String name :
        List.of(
            "../../../secret.json",
            secret.toString(),
            "..\\..\\..\\secret.json",
            "C:\\secret.json",
            "sub/../../../../secret.json",
            "./x.json",
            "a//b.json",
            "",
            "nul\u0000.json")) {
      put("contacts/P/folder.json", listing(name));
      ArchiveReader reader = ArchiveReader.open(archive);
      Listing.Listed item = reader.listing(reader.folders().get(0)).items().get(0);
      assertThatThrownBy(() -> reader.read(item.path())).isInstanceOf(ArchiveDamaged.class);
    }
  }

  @Test
  @DisplayName("S03 links to files and folders are refused and not followed")
  void links() throws IOException {
    Path secret = Files.writeString(parent.resolve("secret.json"), "{\"@type\":\"Card\"}");
    put("contacts/P/folder.json", listing("link.json"));
    Files.createSymbolicLink(archive.resolve("contacts/P/link.json"), secret);
    ArchiveReader reader = ArchiveReader.open(archive);
    assertThatThrownBy(() -> reader.read("contacts/P/link.json"))
        .isInstanceOf(ArchiveDamaged.class)
        .hasMessageContaining("link");

    Files.createSymbolicLink(archive.resolve("contacts/Q"), parent);
    assertThatThrownBy(() -> ArchiveReader.open(archive))
        .isInstanceOf(ArchiveDamaged.class)
        .hasMessageContaining("contacts/Q");
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    Files.delete(archive.resolve("index.json"));
    assertThatThrownBy(() -> ArchiveReader.open(archive)).isInstanceOf(ArchiveDamaged.class);
    assertThatThrownBy(() -> ArchiveReader.open(parent.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    put("archive.json", "{\"archive\":");
    assertThatThrownBy(() -> ArchiveReader.open(archive))
        .isInstanceOf(ArchiveDamaged.class)
        .hasMessageContaining("archive.json line 1");
  }

  @Test
  void directoryWithEitherFileIsAnArchive() throws IOException {
    assertThat(ArchiveReader.isArchive(archive)).isTrue();
    assertThat(ArchiveReader.isArchive(parent)).isFalse();
    Files.move(archive.resolve("index.json"), archive.resolve("archive.json"));
    assertThat(ArchiveReader.isArchive(archive)).isTrue();
  }

  @Test
  void emptyFirstDraftArchiveHasNoFoldersAndHoldsAPart() throws IOException {
    ArchiveReader reader = ArchiveReader.open(archive);
    assertThat(reader.folders()).isEmpty();
    assertThat(reader.metadata().extent()).isEqualTo(ArchiveMetadata.Extent.PARTIAL);
  }

  @Test
  void membershipWinsOverTheDirectoryAnItemLiesIn() throws IOException {
    put("contacts/A/folder.json", "{\"name\":\"A\",\"uid\":\"a\",\"uids\":{1:\"x.json\"}}");
    put("contacts/A/x.json", "{\"@type\":\"Card\",\"uid\":\"x\",\"addressBookIds\":[\"a\",\"b\"]}");
    put("contacts/B/folder.json", "{\"name\":\"B\",\"uid\":\"b\",\"items\":[]}");
    ArchiveReader reader = ArchiveReader.open(archive);
    for (ArchiveFolder folder : reader.folders()) {
      assertThat(reader.listing(folder).items())
          .extracting(Listing.Listed::path)
          .containsExactly("contacts/A/x.json");
      assertThat(reader.listing(folder).items().get(0).uid()).isEmpty();
    }
  }

  @Test
  void brokenCardStaysInItsDirectory() throws IOException {
    put(
        "contacts/A/folder.json",
        "{\"name\":\"A\",\"items\":[{\"uid\":\"x\",\"filename\":\"x.json\"}]}");
    put("contacts/A/x.json", "{");
    ArchiveReader reader = ArchiveReader.open(archive);
    assertThat(reader.listing(reader.folders().get(0)).items()).hasSize(1);
  }

  @Test
  @DisplayName("S09 a folder.json that is nested too deeply or names a member twice is refused")
  void hostileListing() throws IOException {
    for (String text :
        List.of(
            "{\"items\":" + "[".repeat(100_000) + "}",
            "{\"name\":\"a\",\"name\":\"b\",\"items\":[]}",
            "{\"uids\":{\"a\":\"1\",\"a\":\"2\"}}",
            "[]",
            "{} {}")) {
      put("contacts/A/folder.json", text);
      assertThatThrownBy(() -> ArchiveReader.open(archive))
          .isInstanceOf(ArchiveDamaged.class)
          .hasMessageContaining("contacts/A/folder.json");
    }
  }

  @Test
  void foldersNestedWithoutEndAreRefused() throws IOException {
    Path deep = archive.resolve("contacts");
    for (int i = 0; i < 100; i++) {
      deep = deep.resolve("d");
    }
    Files.createDirectories(deep);
    assertThatThrownBy(() -> ArchiveReader.open(archive)).isInstanceOf(ArchiveDamaged.class);
  }
}
