// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive that was damaged on its way is imported as far as that is safe, and told. */
final class DamagedImportTest {
  private static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.book]
      type = "vcard"
      path = "book.vcf"
      [store.copy]
      type = "vcard"
      path = "copy"
      """;

  @TempDir Path directory;
  private Desk desk;
  private Map<String, String> before = Map.of();

  /** The copy holds 20 people; in what comes next one is edited, two are gone and four new. */
  @BeforeEach
  void importOnce() {
    desk = new Desk(directory).with(Remembered.parts());
    desk.write("oneway.toml", CONFIG);
    desk.write("book.vcf", Cards.people(0, 20));
    directory.resolve("copy").toFile().mkdirs();
    works("export", "book", "first.zip");
    works("import", "first.zip", "copy");
    before = desk.files("copy");
    assertThat(before).hasSize(20);
    desk.write("book.vcf", Cards.people(2, 24).replace("7946 0005", "7946 9999"));
  }

  private Desk.Answer oneway(String command, String... more) {
    desk.clock.pass(Duration.ofHours(1));
    return desk.oneway(command, more);
  }

  private Desk.Answer works(String command, String... more) {
    Desk.Answer answer = oneway(command, more);
    assertThat(answer.exit()).as(answer.all()).isZero();
    return answer;
  }

  private byte[] bytes(String name) {
    try {
      return Files.readAllBytes(directory.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Nothing is deleted, added or moved, and what is wrong where is told. */
  private Desk.Answer refused(String what, String archive, String... words) {
    Desk.Answer answer = oneway("import", archive, "copy", "--mirror");
    assertThat(answer.exit()).as(what + "\n" + answer.all()).isEqualTo(10);
    assertThat(answer.err()).as(what).contains(words);
    assertThat(answer.err()).as(what).doesNotContain("Exception", "oneway plan");
    Map<String, String> now = desk.files("copy");
    assertThat(now).as(what).isEqualTo(before);
    return answer;
  }

  private Path file(String archive, String part) {
    try (Stream<Path> files = Files.walk(directory.resolve(archive))) {
      return files
          .filter(path -> String.valueOf(path.getFileName()).contains(part))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--partial"})
  void aDirectoryWithOneDamagedFile(String partial) throws IOException {
    works("export", "book", "next", partial.isEmpty() ? "-v" : partial);
    Map<String, String> names = new TreeMap<>();
    names.put("uid-5", "contacts/");
    names.put("folder.json", "folder.json");
    names.put("archive.json", "archive.json");
    for (String name : names.keySet()) {
      Path file = file("next", name);
      byte[] whole = Files.readAllBytes(file);
      byte[] flipped = whole.clone();
      flipped[whole.length / 2] ^= 1;
      Files.write(file, flipped);
      refused("flipped " + name, "next", name, "");
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      refused("cut " + name, "next", name, "");
      Files.delete(file);
      refused("lost " + name, "next", name, "");
      Files.write(file, whole);
    }
    Desk.Answer whole = works("import", "next", "copy", "--mirror");
    assertThat(whole.out()).contains("2 deleted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--partial"})
  void aZipFileWithOneDamagedEntry(String partial) throws IOException {
    works("export", "book", "next.zip", partial.isEmpty() ? "-v" : partial);
    byte[] whole = bytes("next.zip");
    for (Map.Entry<String, Integer> entry : contents(whole).entrySet()) {
      byte[] flipped = whole.clone();
      flipped[entry.getValue()] ^= 4;
      Files.write(directory.resolve("next.zip"), flipped);
      refused("flipped " + entry.getKey(), "next.zip", entry.getKey());
    }
    for (int part = 1; part < 8; part++) {
      Files.write(directory.resolve("next.zip"), Arrays.copyOf(whole, whole.length * part / 8));
      refused("cut at " + part, "next.zip", "");
    }
    Files.write(directory.resolve("next.zip"), whole);
    Desk.Answer imported = works("import", "next.zip", "copy", "--mirror");
    assertThat(imported.out()).contains("2 deleted");
  }

  /** Where the packed bytes of each entry of a zip file are. */
  private static Map<String, Integer> contents(byte[] zip) {
    Map<String, Integer> all = new TreeMap<>();
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < zip.length - 30; at++) {
      if (bytes.getInt(at) == 0x04034b50) {
        int length = bytes.getShort(at + 26);
        String name = new String(zip, at + 30, length, StandardCharsets.UTF_8);
        all.put(name, at + 30 + length + bytes.getShort(at + 28) + 5);
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--partial"})
  void aCompressedTarFileThatIsDamaged(String partial) throws IOException {
    works("export", "book", "next.tgz", partial.isEmpty() ? "-v" : partial);
    byte[] whole = bytes("next.tgz");
    for (int part = 1; part < 8; part++) {
      byte[] flipped = whole.clone();
      flipped[whole.length * part / 8] ^= 16;
      Files.write(directory.resolve("next.tgz"), flipped);
      refused("flipped at " + part, "next.tgz", "");
      Files.write(directory.resolve("next.tgz"), Arrays.copyOf(whole, whole.length * part / 8));
      refused("cut at " + part, "next.tgz", "");
    }
    // Packed again by a machine whose memory is broken: the container does not notice.
    byte[] tar;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(whole))) {
      tar = in.readAllBytes();
    }
    int at = new String(tar, StandardCharsets.ISO_8859_1).indexOf("7946 9999");
    tar[at] ^= 1;
    Files.write(directory.resolve("next.tgz"), compressed(tar));
    refused("packed again", "next.tgz", "uid-5", "SHA-256");
    Files.write(directory.resolve("next.tgz"), whole);
    Desk.Answer imported = works("import", "next.tgz", "copy", "--mirror");
    assertThat(imported.out()).contains("2 deleted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"next", "next.zip", "next.tgz"})
  void nothingIsChangedInWhatWasReadBeforeNorInOtherFolders(String name) throws IOException {
    // More than are read at once, in a folder; and another folder.
    desk.write("oneway.toml", CONFIG.replace("book.vcf", "books").replace("copy\"", "copies\""));
    directory.resolve("copies").toFile().mkdirs();
    for (int i = 0; i < 600; i++) {
      desk.write("books/Friends/%d.vcf".formatted(i), Cards.people(i, i + 1));
    }
    desk.write("books/Office/1.vcf", Cards.people(1_000, 1_001));
    works("export", "book", "begin", "--as", "books");
    works("import", "begin", "copy", "--as", "books");
    Map<String, String> imported = desk.files("copies");
    desk.write("books/Friends/0.vcf", Cards.people(0, 1).replace("7946 0000", "7946 9999"));
    Files.delete(directory.resolve("books/Friends/1.vcf"));
    desk.write("books/Office/2.vcf", Cards.people(1_001, 1_002));
    works("export", "book", name, "--as", "books");
    // uid-99 is the last in the order of the folder.
    damage(name, "uid-99-");

    Desk.Answer answer = oneway("import", name, "copy", "--mirror", "--as", "books");

    assertThat(answer.exit()).as(answer.all()).isEqualTo(10);
    assertThat(answer.err()).contains("contacts/Friends/uid-99-");
    assertThat(desk.files("copies")).hasSize(601).isEqualTo(imported);
  }

  /** Changes a character of a file, in whatever it lies. */
  private void damage(String archive, String file) throws IOException {
    Path path = directory.resolve(archive);
    if (Files.isDirectory(path)) {
      Path item = file(archive, file);
      Files.writeString(item, Files.readString(item).replace("Given", "Gjven"));
    } else if (archive.endsWith(".zip")) {
      byte[] zip = Files.readAllBytes(path);
      contents(zip).forEach((name, at) -> zip[at] ^= (byte) (name.contains(file) ? 4 : 0));
      Files.write(path, zip);
    } else {
      byte[] tar;
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes(archive)))) {
        tar = in.readAllBytes();
      }
      String text = new String(tar, StandardCharsets.ISO_8859_1);
      tar[text.indexOf("Given", text.indexOf("/" + file))] ^= 1;
      Files.write(path, compressed(tar));
    }
  }

  private static byte[] compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".zip"})
  void aDamagedMessageIsNamed(String ending) throws IOException {
    desk.with(Remembered.parts());
    Files.delete(directory.resolve("first.zip"));
    desk.write(
        "oneway.toml",
        CONFIG.replace("vcard", "maildir").replace("book.vcf", "post").replace("copy\"", "box\""));
    for (String folder : List.of("post", "box")) {
      for (String part : List.of("cur", "new", "tmp")) {
        Files.createDirectories(directory.resolve(folder).resolve(part));
      }
    }
    desk.write("post/cur/1.a:2,S", "Message-ID: <a@b>\r\nFrom: a@b\r\n\r\nGiven\r\n");
    desk.write("post/cur/2.b:2,S", "Message-ID: <c@b>\r\nFrom: a@b\r\n\r\nGiven\r\n");
    works("export", "book", "mail" + ending);
    damage("mail" + ending, "eml");
    Desk.Answer answer = oneway("import", "mail" + ending, "copy");
    assertThat(answer.exit()).as(answer.all()).isEqualTo(10);
    assertThat(answer.err()).contains("mail/INBOX/").contains(".eml: is ").contains("damaged");
    assertThat(desk.files("box")).isEmpty();
  }

  @Test
  void withoutChecksumsADamagedItemIsPutAsideAndTheOthersAreImported() throws IOException {
    works("export", "book", "next");
    Files.delete(directory.resolve("next/oneway.dev.sha256"));
    Path damaged = file("next", "uid-7-");
    Files.writeString(damaged, Files.readString(damaged).substring(9));
    Path lost = file("next", "uid-8-");
    Files.delete(lost);

    Desk.Answer answer = oneway("import", "next", "copy", "--mirror");

    assertThat(answer.exit()).as(answer.all()).isEqualTo(2);
    assertThat(answer.out()).contains("4 added   1 changed   2 deleted   2 skipped");
    assertThat(desk.aMinuteLater("quarantine", "list").out())
        .contains(String.valueOf(damaged.getFileName()))
        .contains(String.valueOf(lost.getFileName()));
    assertThat(desk.files("copy").values())
        .filteredOn(card -> card.contains("Given7") || card.contains("Given8"))
        .hasSize(2);
  }
}
