// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportExportTest {
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
      [store.fixed]
      type = "vcard"
      path = "fixed"
      mode = "read-only"
      """;

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory).with(Remembered.parts());
    desk.write("oneway.toml", CONFIG);
    desk.write("people.vcf", Cards.people(0, 20));
  }

  private Desk.Answer oneway(String command, String... more) {
    desk.clock.pass(Duration.ofHours(1));
    return desk.oneway(command, more);
  }

  @Test
  @DisplayName("P14 the same file under another name, and a part of it, create and delete nothing")
  void theTenthImportIsStillTheTenthImport() throws IOException {
    Desk.Answer first = oneway("import", "people.vcf", "book");
    desk.write("elsewhere/copy.vcf", Cards.people(0, 20));
    Desk.Answer second = oneway("import", "elsewhere/copy.vcf", "book");
    desk.write("one.vcf", Cards.people(3, 4));
    Desk.Answer third = oneway("import", "one.vcf", "book");

    assertThat(first.exit()).isZero();
    assertThat(first.out()).contains("import into book   20 added");
    for (Desk.Answer answer : new Desk.Answer[] {second, third}) {
      assertThat(answer.exit()).isZero();
      assertThat(answer.out()).contains("import into book   nothing to do, 20 in sync");
    }
    assertThat(count("book")).isEqualTo(20);
    desk.write("changed.vcf", Cards.people(3, 4).replace("7946 0003", "7946 9999"));
    assertThat(oneway("import", "changed.vcf", "book").out()).contains("0 added   1 changed");
    assertThat(oneway("status").out()).contains("import into book");
  }

  @Test
  void onlyWithMirrorIsAnythingDeleted() throws IOException {
    oneway("import", "people.vcf", "book");
    desk.write("less.vcf", Cards.people(0, 15));

    assertThat(oneway("import", "less.vcf", "book").exit()).isZero();
    assertThat(count("book")).isEqualTo(20);
    Desk.Answer dry = oneway("import", "less.vcf", "book", "--mirror", "--dry-run");
    assertThat(dry.out()).contains("5 to delete").contains("oneway import less.vcf book --mirror");
    assertThat(oneway("import", "less.vcf", "book", "--mirror").out()).contains("5 deleted");
    assertThat(count("book")).isEqualTo(15);
  }

  @Test
  void theFolderIsNeverTakenFromTheFilesName() throws IOException {
    desk.write("many/a/x.vcf", Cards.card("x", "X One"));
    desk.write("many/b/y.vcf", Cards.card("y", "Y Two"));

    Desk.Answer unclear = oneway("import", "people.vcf", "many");
    assertThat(unclear.exit()).isEqualTo(10);
    assertThat(unclear.err()).contains("--into FOLDER");
    assertThat(oneway("import", "people.vcf", "many", "--into", "c").exit()).isEqualTo(10);

    assertThat(oneway("import", "people.vcf", "many", "--into", "b").exit()).isZero();
    assertThat(count("many/b")).isEqualTo(21);
    assertThat(oneway("import", "people.vcf", "many").exit()).isZero();
    assertThat(count("many")).isEqualTo(22);
    assertThat(oneway("import", "people.vcf", "many", "--into", "a").err()).contains("--as NAME");
  }

  @Test
  void whatCannotBeImportedIsRefused() {
    desk.write("letter.txt", "Dear Ada");
    desk.write("empty/readme", "");

    assertThat(oneway("import", "none.vcf", "book").exit()).isEqualTo(10);
    assertThat(oneway("import", "letter.txt", "book").exit()).isEqualTo(10);
    assertThat(oneway("import", "empty", "book").exit()).isEqualTo(10);
    assertThat(oneway("import", "people.vcf", "boook").err()).contains("Did you mean \"book\"?");
    assertThat(oneway("import", "people.vcf", "fixed").exit()).isEqualTo(10);
  }

  @Test
  void anExportIsAnArchiveThatImportsElsewhere() throws IOException {
    oneway("import", "people.vcf", "book");

    Desk.Answer export = oneway("export", "book", "archive");

    assertThat(export.exit()).isZero();
    assertThat(export.out()).contains("20 contacts in 1 folder -> ");
    assertThat(directory.resolve("archive/archive.json")).exists();
    assertThat(directory.resolve("archive/index.json")).exists();
    Desk.Answer imported = oneway("import", "archive", "many");
    assertThat(imported.out()).contains("export of book   20 added");
    assertThat(oneway("import", "archive", "many").out()).contains("nothing to do");
  }

  @Test
  void aNewExportTakesThePlaceOfTheOldOneAndItsNumber() throws IOException {
    oneway("import", "people.vcf", "book");
    oneway("export", "book", "archive");
    desk.write("more.vcf", Cards.people(20, 25));
    oneway("import", "more.vcf", "book");

    JsonNode second = oneway("export", "book", "archive", "--json").json();

    assertThat(second.path("added").asInt()).isEqualTo(25);
    assertThat(second.path("sequence").asInt()).isEqualTo(2);
    assertThat(oneway("export", "book", "other", "--json").json().path("sequence").asInt())
        .isEqualTo(3);
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith(".oneway")))
          .isEmpty();
    }
    desk.with(Remembered.parts());
    Files.delete(directory.resolve("state/exports/export+of+book.jsonl"));
    assertThat(oneway("export", "book", "archive", "--json").json().path("sequence").asInt())
        .as("without a state the archive itself tells its number")
        .isEqualTo(3);
  }

  @Test
  @DisplayName("R03 an export that was killed between two renames is put right by the next")
  void aKilledExportIsPutRight() throws IOException {
    oneway("import", "people.vcf", "book");
    oneway("export", "book", "archive");
    Files.move(directory.resolve("archive"), directory.resolve(".oneway-archive.old.tmp"));
    Files.createDirectories(directory.resolve(".oneway-archive.new.tmp/half"));

    assertThat(oneway("export", "none", "archive").exit()).isEqualTo(10);
    assertThat(oneway("export", "book", "archive", "--json").json().path("sequence").asInt())
        .isEqualTo(2);
    assertThat(directory.resolve(".oneway-archive.old.tmp")).doesNotExist();
    assertThat(directory.resolve(".oneway-archive.new.tmp")).doesNotExist();
  }

  @Test
  void whatIsNoArchiveIsNotReplaced() throws IOException {
    desk.write("book/x.vcf", Cards.card("x", "X One"));
    desk.write("precious/letter.txt", "Dear Ada");

    Desk.Answer answer = oneway("export", "book", "precious");

    assertThat(answer.exit()).isEqualTo(10);
    assertThat(desk.read("precious/letter.txt")).isEqualTo("Dear Ada");
    assertThat(oneway("export", "book", "archive.tar").exit()).isEqualTo(10);
    Files.createDirectory(directory.resolve("vacant"));
    assertThat(oneway("export", "book", "vacant").exit()).isZero();
  }

  @Test
  @DisplayName("S21 only the user can read an archive")
  void onlyTheUserCanReadAnArchive() throws IOException {
    desk.write("book/x.vcf", Cards.card("x", "X One"));
    oneway("export", "book", "archive");

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("archive"))))
        .isEqualTo("rwx------");
  }

  @Test
  void anArchiveThatLacksABrokenCardSaysThatItIsAPart() {
    desk.write("book/x.vcf", Cards.card("x", "X One"));
    desk.write("book/y.vcf", Cards.broken());

    Desk.Answer answer = oneway("export", "book", "archive");

    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.out()).contains("1 contact in 1 folder").contains("y.vcf");
    assertThat(desk.read("archive/archive.json")).contains("PARTIAL");
  }

  @Test
  void anArchiveThatIsOlderThanTheLastIsRefusedUnlessItIsWanted() throws IOException {
    oneway("import", "people.vcf", "book");
    oneway("export", "book", "first");
    desk.write("more.vcf", Cards.people(20, 25));
    oneway("import", "more.vcf", "book");
    oneway("export", "book", "second");

    assertThat(oneway("import", "second", "many").exit()).isZero();
    Desk.Answer older = oneway("import", "first", "many");
    assertThat(older.exit()).isEqualTo(10);
    assertThat(older.err()).contains("older");
    assertThat(oneway("import", "first", "many", "--older").exit()).isZero();
    assertThat(count("many")).isEqualTo(25);
  }

  private long count(String name) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".vcf")).count();
    }
  }
}
