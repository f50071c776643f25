// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.pdpa.DurableFiles;

/** Two machines that call everything alike do not take each other's archives for their own. */
final class ChainIdentityTest {
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
      [sync.people]
      from = "book"
      to = "copy"
      archive = "../backup"
      """;

  @TempDir Path directory;
  private Desk one;
  private Desk other;

  @BeforeEach
  void openDesks() {
    one = desk("one", 0, 12);
    other = desk("other", 100, 115);
  }

  private Desk desk(String name, int from, int to) {
    Desk desk = new Desk(directory.resolve(name)).with(Remembered.parts());
    desk.write("oneway.toml", CONFIG);
    desk.write("book.vcf", Cards.people(from, to));
    desk.directory.resolve("copy").toFile().mkdirs();
    return desk;
  }

  private static Desk.Answer works(Desk desk, String command, String... more) {
    desk.clock.pass(Duration.ofHours(1));
    Desk.Answer answer = desk.oneway(command, more);
    assertThat(answer.exit()).as(answer.all()).isZero();
    return answer;
  }

  private static String chain(Desk desk, String archive) throws IOException {
    return new ObjectMapper()
        .readTree(desk.directory.resolve(archive + "/archive.json").toFile())
        .at("/oneway.dev:chain/id")
        .asText();
  }

  @Test
  void exportsOfOneNameAreTwoChains() throws IOException {
    works(one, "export", "book", "archive");
    works(other, "export", "book", "archive");
    assertThat(chain(one, "archive")).hasSize(36).isNotEqualTo(chain(other, "archive"));
    String before = chain(one, "archive");
    works(one, "export", "book", "next", "--partial");
    works(one, "export", "book", "archive");
    assertThat(List.of(chain(one, "next"), chain(one, "archive"))).containsOnly(before);
  }

  @Test
  void bothAreImportedIntoOneStoreAndNeitherCountsAsTheOther() throws IOException {
    works(one, "export", "book", "archive");
    works(other, "export", "book", "archive");
    assertThat(works(one, "import", "archive", "copy").out()).contains("export of book   12 added");

    Desk.Answer second = works(one, "import", "../other/archive", "copy", "--mirror");

    assertThat(second.out())
        .contains("export of book (" + chain(other, "archive").substring(0, 8) + ")   15 added")
        .contains("0 deleted");
    assertThat(one.files("copy")).hasSize(27);
    works(other, "export", "book", "archive");
    assertThat(works(one, "import", "../other/archive", "copy").out()).contains("nothing to do");
    assertThat(works(one, "import", "archive", "copy").out()).contains("nothing to do");
  }

  @Test
  void twoMachinesMayKeepTheirBackupsInOneDirectory() throws IOException {
    for (int day = 0; day < 2; day++) {
      one.write("book.vcf", Cards.people(day, 12));
      other.write("book.vcf", Cards.people(100, 115 + day));
      works(one, "sync", "people");
      other.clock.pass(Duration.ofMinutes(5));
      works(other, "sync", "people");
    }
    try (Stream<Path> archives = Files.list(directory.resolve("backup"))) {
      assertThat(archives).hasSize(4);
    }
    one.write("oneway.toml", CONFIG.replace("path = \"copy\"", "path = \"fresh\""));
    one.directory.resolve("fresh").toFile().mkdirs();
    one.with(Remembered.parts());
    Desk.Answer whose = one.oneway("restore", "--at", "2027-01-01", "../backup", "copy");
    assertThat(whose.exit()).isEqualTo(10);
    assertThat(whose.err()).contains("\"archive of people\" (");
    List<String> ids =
        Stream.of(whose.err().split("\"archive of people\" \\("))
            .skip(1)
            .map(text -> text.substring(0, 8))
            .toList();
    assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    String said =
        works(one, "restore", "--at", "2027-01-01", "../backup", "copy", "--of", ids.get(0)).out();
    assertThat(said).containsAnyOf("11 items from 2 archives", "16 items from 2 archives");
  }

  @Test
  void whereTheStateIsLostAnArchiveHandsOnItsChainToTheOneThatReplacesIt() throws IOException {
    works(one, "export", "book", "archive");
    String before = chain(one, "archive");
    Desk lost = new Desk(directory.resolve("one")).with(Remembered.parts());
    new DurableFiles().deleteTree(directory.resolve("one/state"));
    works(lost, "export", "book", "archive");
    assertThat(chain(lost, "archive")).isEqualTo(before);
    assertThat(lost.read("archive/archive.json")).contains("\"sequence\": 2");
    works(lost, "export", "book", "elsewhere");
    assertThat(chain(lost, "elsewhere")).isEqualTo(before);
  }
}
