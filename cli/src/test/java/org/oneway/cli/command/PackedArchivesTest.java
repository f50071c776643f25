// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PackedArchivesTest {
  private static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.book]
      type = "vcard"
      path = "book"
      [store.many]
      type = "vcard"
      path = "many"
      [store.packed]
      type = "pdpa"
      path = "archive.zip"
      [sync.unpack]
      from = "packed"
      to = "many"
      """;

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory).with(Remembered.parts());
    desk.write("oneway.toml", CONFIG);
    desk.write("people.vcf", Cards.people(0, 20));
    assertThat(oneway("import", "people.vcf", "book").exit()).isZero();
  }

  private Desk.Answer oneway(String command, String... more) {
    desk.clock.pass(Duration.ofHours(1));
    return desk.oneway(command, more);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }

  private long count() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("many"))) {
      return files.filter(file -> file.toString().endsWith(".vcf")).count();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive.pdpa", "archive.zip", "archive.tar.gz", "archive.tgz"})
  void aPackedArchiveIsExportedReplacedAndImported(String name) throws IOException {
    Desk.Answer export = oneway("export", "book", name);
    assertThat(export.exit()).isZero();
    assertThat(export.out()).contains("20 contacts in 1 folder -> ").contains(name);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
        .isEqualTo("rw-------");
    assertThat(oneway("import", name, "many").out()).contains("export of book   20 added");
    assertThat(oneway("import", name, "many").out()).contains("nothing to do");

    desk.write("more.vcf", Cards.people(20, 25));
    oneway("import", "more.vcf", "book");
    assertThat(oneway("export", "book", name, "--json").json().path("sequence").asInt())
        .isEqualTo(2);
    assertThat(oneway("import", name, "many").out()).contains("5 added");
    assertThat(count()).isEqualTo(25);
    assertThat(names()).noneMatch(left -> left.startsWith(".oneway"));
    desk.with(Remembered.parts());
    assertThat(oneway("export", "book", name, "--json").json().path("sequence").asInt())
        .as("without a state the archive itself tells its number")
        .isEqualTo(3);
  }

  @Test
  void anArchiveGoesThroughAPipe() throws IOException {
    Desk.Answer export = oneway("export", "book", "-");
    byte[] sent = desk.sent();
    assertThat(export.exit()).isZero();
    assertThat(export.err()).contains("20 contacts in 1 folder -> standard output");
    assertThat(sent).startsWith(0x1f, 0x8b);

    desk.withInput(sent);
    assertThat(oneway("import", "-", "many", "--dry-run").out()).contains("20");
    assertThat(oneway("import", "-", "many").out()).contains("export of book   20 added");
    assertThat(oneway("import", "-", "many").out()).contains("nothing to do");
    assertThat(count()).isEqualTo(20);

    assertThat(oneway("export", "book", "-", "--json").exit()).isEqualTo(10);
    assertThat(desk.withInput(new byte[] {1, 2, 3}).oneway("import", "-", "many").exit())
        .isEqualTo(10);
    assertThat(desk.withPerson("").oneway("export", "book", "-").exit()).isEqualTo(10);
    assertThat(desk.withPerson("").oneway("import", "-", "many").exit()).isEqualTo(10);
  }

  @Test
  void volumesAreImportedOneAfterTheOther() throws IOException {
    assertThat(oneway("export", "book", "archive.zip", "--volume-size", "8K").exit()).isZero();
    List<String> volumes = names().stream().filter(name -> name.endsWith(".zip")).toList();
    assertThat(volumes).hasSizeGreaterThan(2).startsWith("archive-001.zip", "archive-002.zip");
    for (String volume : volumes) {
      assertThat(Files.size(directory.resolve(volume))).isLessThanOrEqualTo(8_192);
      assertThat(oneway("import", volume, "many").exit()).as(volume).isZero();
    }
    assertThat(count()).isEqualTo(20);
    assertThat(oneway("export", "book", "archive.zip", "--volume-size", "1M").exit()).isZero();
    assertThat(names().stream().filter(name -> name.endsWith(".zip")))
        .containsExactly("archive-001.zip");
    assertThat(oneway("export", "book", "directory", "--volume-size", "1M").exit()).isEqualTo(10);
    assertThat(oneway("export", "book", "archive.zip", "--volume-size", "big").exit())
        .isEqualTo(64);
  }

  @Test
  void aStoreMayBeAPackedArchive() throws IOException {
    oneway("export", "book", "archive.zip");
    assertThat(oneway("sync", "unpack", "--create-folders").out()).contains("20 added");
    assertThat(oneway("sync", "unpack").out()).contains("nothing to do");
    assertThat(count()).isEqualTo(20);
  }

  @Test
  @DisplayName("S01 S02 a hostile archive is refused with the entry's name, and nothing is written")
  void hostileArchives() throws IOException {
    zip("evil.zip", "archive.json", "{}", "../evil.vcf", "BEGIN:VCARD");
    zip("bomb.zip", "archive.json", "{}", "contacts/bomb.json", " ".repeat(8 << 20));
    List<String> before = names();

    Desk.Answer evil = oneway("import", "evil.zip", "book");
    assertThat(evil.exit()).isEqualTo(10);
    assertThat(evil.err()).contains("../evil.vcf: is not the name of a file inside the archive");
    Desk.Answer bomb = oneway("import", "bomb.zip", "book");
    assertThat(bomb.exit()).isEqualTo(10);
    assertThat(bomb.err()).contains("contacts/bomb.json: unpacks to more than 200 times its size");
    assertThat(names()).isEqualTo(before);
    assertThat(directory.resolveSibling("evil.vcf")).doesNotExist();
  }

  @Test
  void limitsMayBeOthers() {
    oneway("export", "book", "archive.tgz");
    Desk.Answer refused = oneway("import", "archive.tgz", "many", "--limit", "entries=5");
    assertThat(refused.exit()).isEqualTo(10);
    assertThat(refused.err()).contains("is one more than 5 entries");
    assertThat(oneway("import", "archive.tgz", "many", "--limit", "entries=0").exit())
        .isEqualTo(10);
    assertThat(oneway("import", "archive.tgz", "many", "--limit", "entries=500").exit()).isZero();
  }

  @Test
  void aZipFileThatIsNoArchiveIsNotReplaced() throws IOException {
    zip("photos.zip", "a.jpg", "picture", "web/index.json", "{}");
    byte[] before = Files.readAllBytes(directory.resolve("photos.zip"));
    assertThat(oneway("export", "book", "photos.zip").exit()).isEqualTo(10);
    assertThat(Files.readAllBytes(directory.resolve("photos.zip"))).isEqualTo(before);
    assertThat(oneway("import", "photos.zip", "book").err()).contains("holds no archive");
  }

  @Test
  @DisplayName("R11 where an archive cannot be written, the one before is as it was")
  void theOldOneStays() throws IOException {
    oneway("export", "book", "archive.zip");
    byte[] before = Files.readAllBytes(directory.resolve("archive.zip"));
    Files.createFile(directory.resolve("wall"));
    assertThat(oneway("export", "book", "wall/archive.zip").exit()).isEqualTo(10);
    assertThat(Files.readAllBytes(directory.resolve("archive.zip"))).isEqualTo(before);
  }

  private void zip(String name, String... namesAndTexts) throws IOException {
    try (ZipOutputStream out =
        new ZipOutputStream(Files.newOutputStream(directory.resolve(name)))) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        out.putNextEntry(new ZipEntry(namesAndTexts[i]));
        out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
