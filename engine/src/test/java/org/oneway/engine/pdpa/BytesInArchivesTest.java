// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Mailbox;
import org.oneway.engine.item.Uid;

/** Items whose file is their bytes: messages, files and scripts. */
final class BytesInArchivesTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Folder SENT =
      new Folder(
          new FolderId("s"),
          "Sent Mail",
          Optional.of("sent"),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.of("All I sent"));
  private static final Folder TREE = Folder.of(new FolderId("t"), "projects");

  @TempDir private Path parent;
  private Path archive;

  @BeforeEach
  void name() {
    archive = parent.resolve("export");
  }

  private static Content of(byte[] bytes) {
    return () -> new ByteArrayInputStream(bytes);
  }

  private static Item message(String uid, String... keywords) {
    ObjectNode json = JSON.createObjectNode().put("@type", "Email").put("uid", uid);
    json.put("receivedAt", "2025-05-06T07:08:09Z").put("size", 12).put("subject", "Hello");
    ObjectNode set = json.putObject("keywords");
    for (String keyword : keywords) {
      set.put(keyword, true);
    }
    return item(Kind.MESSAGE, json);
  }

  private static Item file(String path) {
    ObjectNode json = JSON.createObjectNode().put("@type", "File").put("uid", path);
    return item(Kind.FILE, json.put("path", path).put("type", "text/plain").put("size", 1));
  }

  private static Item item(Kind kind, ObjectNode json) {
    Uid uid = new Uid(json.path("uid").asText());
    return new Item(kind, Optional.of(uid), json, Optional.of(TIME), false);
  }

  /** What is written to an archive in a test. */
  private interface Body {
    void writeTo(ArchiveWriter writer) throws IOException;
  }

  private void write(Body body) throws IOException {
    ArchiveMetadata metadata =
        ArchiveMetadata.of(
            "id-1",
            "Mail",
            TIME,
            "Oneway test",
            ArchiveMetadata.Extent.FULL,
            List.of(),
            new Chain("chain", 1, Optional.empty()));
    try (ArchiveWriter writer = ArchiveWriter.create(archive, metadata, new DurableFiles())) {
      writer.folder(SENT, java.util.Set.of(Kind.MESSAGE));
      writer.folder(TREE, java.util.Set.of(Kind.FILE));
      body.writeTo(writer);
      writer.finish();
    }
  }

  private static List<Listing.Listed> listed(ArchiveReader reader, String folder)
      throws IOException {
    for (ArchiveFolder there : reader.folders()) {
      if (there.folder().name().equals(folder)) {
        return reader.listing(there).items();
      }
    }
    throw new AssertionError("there is no folder " + folder);
  }

  private static byte[] bytes(ArchiveReader reader, Listing.Listed item) throws IOException {
    try (InputStream in = reader.stream(item.path())) {
      return in.readAllBytes();
    }
  }

  @Test
  void messagesAreTheirBytesWhateverTheseAre() throws IOException {
    byte[] all = new byte[70_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i * 31);
    }
    List<byte[]> bodies =
        List.of(
            "a\nb\r\nc\rd".getBytes(StandardCharsets.UTF_8), new byte[0], new byte[] {0, -1}, all);
    write(
        writer -> {
          for (int i = 0; i < bodies.size(); i++) {
            writer.add(SENT.id(), message("m" + i), Optional.of(of(bodies.get(i))));
          }
        });
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      List<Listing.Listed> items = listed(reader, "Sent Mail");
      assertThat(items).hasSize(4).allMatch(item -> item.path().endsWith(".eml"));
      for (int i = 0; i < bodies.size(); i++) {
        assertThat(bytes(reader, items.get(i))).isEqualTo(bodies.get(i));
      }
      assertThat(reader.metadata().completeTypes()).contains(DataType.MAIL, DataType.FILES);
    }
  }

  @Test
  void aLargeMessageIsNotHeldInMemory() throws IOException {
    long size = 40L << 20;
    write(writer -> writer.add(SENT.id(), message("large"), Optional.of(() -> letters(size))));
    try (ArchiveReader reader = ArchiveReader.open(archive);
        InputStream in = reader.stream(listed(reader, "Sent Mail").get(0).path())) {
      long count = 0;
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        count += n;
      }
      assertThat(count).isEqualTo(size);
    }
  }

  private static InputStream letters(long size) {
    return new InputStream() {
      private long left = size;

      @Override
      public int read() {
        return left-- > 0 ? 'a' : -1;
      }

      @Override
      public int read(byte[] buffer, int from, int length) {
        int count = (int) Math.min(left, length);
        java.util.Arrays.fill(buffer, from, from + count, (byte) 'a');
        left -= count;
        return count == 0 && length > 0 ? -1 : count;
      }
    };
  }

  @Test
  void flagsStandWhereBothDraftsLookForThem() throws IOException {
    write(
        writer -> {
          writer.add(SENT.id(), message("a", "$seen", "family"), Optional.of(of(new byte[1])));
          writer.add(SENT.id(), message("b"), Optional.of(of(new byte[1])));
        });
    JsonNode json = JSON.readTree(archive.resolve("mail/Sent Mail/folder.json").toFile());
    assertThat(json.path("flags").toString()).isEqualTo("{\"a\":[\"$seen\",\"family\"]}");
    assertThat(json.at("/items/0/flags").toString()).isEqualTo("[\"$seen\",\"family\"]");
    assertThat(json.at("/items/1").has("flags")).isFalse();
    assertThat(json.path("special_use").asText()).isEqualTo("\\Sent");
    assertThat(json.path("role").asText()).isEqualTo("sent");
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      ObjectNode about = ItemAbout.json(listed(reader, "Sent Mail").get(0).about());
      assertThat(about.path("keywords").toString()).isEqualTo("{\"$seen\":true,\"family\":true}");
      assertThat(about.path("receivedAt").asText()).isEqualTo("2025-05-06T07:08:09Z");
      assertThat(about.has("subject")).isFalse();
      assertThat(reader.folders().get(0).folder().description()).contains("All I sent");
    }
  }

  @Test
  void everyMemberOfAMailboxComesBack() throws IOException {
    Mailbox mailbox =
        new Mailbox(
            OptionalLong.of(4_294_967_295L),
            OptionalLong.of(17),
            OptionalLong.of(16),
            Optional.of(new BigInteger("18446744073709551615")),
            Optional.of(true),
            Optional.of("lrswipkxtea"),
            List.of("$seen", "family"),
            Map.of("a", BigInteger.TEN));
    write(writer -> writer.mailbox(SENT.id(), mailbox));
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      assertThat(reader.mailbox(reader.folders().get(0))).isEqualTo(mailbox);
    }
  }

  @DisplayName("S01 no path of a file leads out of the archive, and no two are one file")
  @Test
  void pathsOfFilesAreNeverNamesInTheArchive() throws IOException {
    List<String> paths =
        List.of(
            "../../evil.txt",
            "/etc/passwd",
            "C:\\x.exe",
            "folder.json",
            "a/folder.json",
            "README.md",
            "readme.md",
            "caf\u00e9",
            "cafe\u0301",
            "CON",
            "x".repeat(5_000) + ".txt",
            "a/.hidden",
            "line\nbreak");
    write(
        writer -> {
          for (String path : paths) {
            writer.add(
                TREE.id(), file(path), Optional.of(of(path.getBytes(StandardCharsets.UTF_8))));
          }
        });
    List<String> found = new ArrayList<>();
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      for (Listing.Listed item : listed(reader, "projects")) {
        String path = ItemAbout.json(item.about()).path("path").asText();
        assertThat(item.path()).matches("files/projects/[a-z0-9.-]{1,110}");
        assertThat(new String(bytes(reader, item), StandardCharsets.UTF_8)).isEqualTo(path);
        found.add(path);
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(paths);
  }

  @Test
  void bytesThatBreakOffCostTheirItemAlone() throws IOException {
    Content broken =
        () ->
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the disk went away");
              }

              @Override
              public int read(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("the disk went away");
              }
            };
    write(
        writer -> {
          assertThatThrownBy(() -> writer.add(SENT.id(), message("broken"), Optional.of(broken)))
              .isInstanceOf(ArchiveDamaged.class)
              .hasMessageContaining("the disk went away");
          assertThatThrownBy(() -> writer.add(SENT.id(), message("none"), Optional.empty()))
              .isInstanceOf(ArchiveDamaged.class);
          writer.add(SENT.id(), message("whole"), Optional.of(of(new byte[3])));
        });
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      assertThat(listed(reader, "Sent Mail"))
          .extracting(i -> i.uid().orElseThrow().value())
          .containsExactly("whole");
    }
  }

  @Test
  void equalMessagesStayAsManyAsTheyAre() throws IOException {
    write(
        writer -> {
          writer.add(SENT.id(), message("same"), Optional.of(of(new byte[3])));
          writer.add(SENT.id(), message("same"), Optional.of(of(new byte[3])));
        });
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      assertThat(listed(reader, "Sent Mail")).hasSize(2);
    }
  }

  @Test
  void mailOfOtherProgramsIsFoundWithTheirFlags() throws IOException {
    put("archive.json", "{\"archive\":{\"id\":\"x\"},\"dataset\":{\"extent\":\"FULL\"}}");
    put("mail/INBOX/1.eml", "Subject: One\n\nHello");
    put("mail/INBOX/two.eml", "Subject: Two\n\nHello");
    put(
        "mail/INBOX/folder.json",
        "{\"name\":\"INBOX\",\"uidvalidity\":5,\"uids\":{\"1\":\"1.eml\",\"ab\":\"two.eml\"},"
            + "\"flags\":{\"1\":[\"\\\\Seen\",\"\\\\Recent\"],\"ab\":[\"$answered\"]}}");
    put("mail/Loose/three.eml", "Subject: Three\n\nHello");
    put("files/a/b.txt", "b");
    put("files/c.txt", "c");
    put("sieve/main.sieve", "keep;");
    put("blob/photo.jpg", "jpeg");
    try (ArchiveReader reader = ArchiveReader.open(archive)) {
      assertThat(reader.folders())
          .extracting(folder -> folder.folder().name())
          .containsExactlyInAnyOrder("INBOX", "Loose", "Files", "Sieve", "blob");
      List<Listing.Listed> inbox = listed(reader, "INBOX");
      assertThat(inbox)
          .extracting(Listing.Listed::about)
          .containsExactly(
              "{\"keywords\":{\"$seen\":true}}", "{\"keywords\":{\"$answered\":true}}");
      assertThat(listed(reader, "Files"))
          .extracting(i -> i.uid().orElseThrow().value())
          .containsExactly("c.txt", "a/b.txt");
      assertThat(listed(reader, "Sieve")).hasSize(1);
      assertThat(listed(reader, "Loose")).hasSize(1);
    }
  }

  private void put(String path, String text) throws IOException {
    Path file = archive.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
