// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives in volumes, of everything and of changes, and such that are sent. */
final class VolumesTest {
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

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory).with(Remembered.parts());
    desk.write("oneway.toml", CONFIG);
    desk.write("book.vcf", Cards.people(0, 30));
    directory.resolve("copy").toFile().mkdirs();
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

  private List<Path> files(String place, String name) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(place))) {
      return files.filter(path -> path.getFileName().toString().matches(name)).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".pdpa", ".tgz"})
  void allVolumesAreImportedAtOnceWhereTheFirstOrTheirDirectoryIsGiven(String ending)
      throws IOException {
    Files.createDirectory(directory.resolve("disk"));
    works("export", "book", "disk/all" + ending, "--volume-size", "5K");
    assertThat(files("disk", "all-.*")).hasSizeGreaterThan(2);
    assertThat(works("import", "disk/all-001" + ending, "copy", "--dry-run").out()).contains("30");
    assertThat(works("import", "disk/all-001" + ending, "copy").out()).contains("30 added");
    assertThat(works("import", "disk", "copy").out()).contains("nothing to do");
    assertThat(works("import", "disk/all-002" + ending, "copy").out()).contains("nothing to do");

    desk.write("book.vcf", Cards.people(2, 33));
    works("export", "book", "disk/all" + ending, "--volume-size", "5K");
    assertThat(works("import", "disk", "copy", "--mirror").out())
        .as("together they hold everything")
        .contains("3 added   0 changed   2 deleted");
  }

  @Test
  void whereOneIsMissingOrDamagedNothingIsImported() throws IOException {
    works("export", "book", "all.zip", "--volume-size", "5K");
    Path second = directory.resolve("all-002.zip");
    byte[] whole = Files.readAllBytes(second);
    Files.delete(second);
    Desk.Answer missing = oneway("import", "all-001.zip", "copy", "--mirror");
    assertThat(missing.exit()).isEqualTo(10);
    assertThat(missing.err()).contains("volume 2 is missing");
    Files.write(second, Arrays.copyOf(whole, whole.length - 100));
    Desk.Answer cut = oneway("import", "all-001.zip", "copy", "--mirror");
    assertThat(cut.exit()).isEqualTo(10);
    assertThat(cut.err()).contains("all-002.zip", "cut off");
    assertThat(desk.files("copy")).isEmpty();
  }

  @Test
  void changesMayBeInVolumes() throws IOException {
    works("export", "book", "first.zip");
    works("import", "first.zip", "copy");
    desk.write("book.vcf", Cards.people(3, 60));
    works("export", "book", "next.zip", "--partial", "--volume-size", "5K");
    assertThat(files(".", "next-.*")).hasSizeGreaterThan(2);
    assertThat(works("import", "next-001.zip", "copy").out())
        .contains("30 added   0 changed   3 deleted");
    desk.write("book.vcf", Cards.people(3, 61));
    assertThat(works("export", "book", "last.zip", "--partial").out()).contains("1 contact");
    Desk.Answer last = works("import", "last.zip", "copy");
    assertThat(last.out()).contains("1 added").doesNotContain("is missing");
  }

  @Test
  void changesMayBeSent() {
    works("export", "book", "-");
    desk.withInput(desk.sent());
    assertThat(works("import", "-", "copy").out()).contains("30 added");
    desk.write("book.vcf", Cards.people(1, 32));
    Desk.Answer sent = works("export", "book", "-", "--partial");
    byte[] changes = desk.sent();
    assertThat(sent.err()).contains("2 contacts, 1 gone, in 1 folder -> standard output");
    desk.withInput(changes);
    assertThat(works("import", "-", "copy").out()).contains("2 added   0 changed   1 deleted");
    assertThat(works("import", "-", "copy").out()).contains("nothing to do");
    assertThat(works("export", "book", "nothing", "--partial").out()).contains("0 items");
  }
}
