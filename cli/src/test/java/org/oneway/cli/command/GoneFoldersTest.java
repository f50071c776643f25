// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.pdpa.DurableFiles;

/** An archive of changes says that a folder is gone. */
final class GoneFoldersTest {
  private static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.books]
      type = "vcard"
      path = "books"
      [store.copy]
      type = "vcard"
      path = "copy"
      """;

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void importTwoFoldersOfWhichOneGoes() throws IOException {
    desk = new Desk(directory).with(Remembered.parts());
    desk.write("oneway.toml", CONFIG);
    directory.resolve("copy").toFile().mkdirs();
    people("Friends", 0, 5);
    people("Office", 5, 9);
    works("export", "books", "full.zip");
    works("import", "full.zip", "copy");
    assertThat(desk.files("copy")).hasSize(9);
    new DurableFiles().deleteTree(directory.resolve("books/Office"));
    people("Friends", 9, 10);
    works("export", "books", "changes.zip", "--partial");
  }

  private void people(String folder, int from, int to) {
    for (int i = from; i < to; i++) {
      desk.write("books/%s/%d.vcf".formatted(folder, i), Cards.people(i, i + 1));
    }
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

  private long inOffice() {
    return desk.files("copy").keySet().stream().filter(name -> name.startsWith("Office/")).count();
  }

  @Test
  void itIsToldOnceAndWhatIsInItStays() {
    Desk.Answer answer = works("import", "changes.zip", "copy");
    assertThat(answer.out())
        .contains("1 added   0 changed   0 deleted")
        .contains("\"Office\": is no longer at the source; nothing in \"Office\" is deleted");
    assertThat(inOffice()).isEqualTo(4);
    assertThat(works("import", "changes.zip", "copy").out()).contains("nothing to do");
  }

  @Test
  void mirrorDeletesWhatWasImportedOfItWhenThatIsAllowed() {
    desk.write("copy/Office/own.vcf", Cards.people(50, 51));
    Desk.Answer held = oneway("import", "changes.zip", "copy", "--mirror");
    assertThat(held.exit()).isEqualTo(6);
    assertThat(held.err()).contains("would delete 4 of 4 items in \"Office\"");
    assertThat(inOffice()).isEqualTo(5);
    String token = held.err().replaceAll("(?s).*--allow-mass-delete=(\\w+).*", "$1");

    Desk.Answer allowed =
        works("import", "changes.zip", "copy", "--mirror", "--allow-mass-delete=" + token);

    assertThat(allowed.out()).contains("4 deleted");
    assertThat(desk.files("copy")).hasSize(7).containsKey("Office/own.vcf");
    assertThat(works("import", "changes.zip", "copy", "--mirror").out()).contains("nothing to do");
  }

  @Test
  void itIsThereAgainWhenALaterArchiveHasIt() {
    works("import", "changes.zip", "copy");
    people("Office", 5, 7);
    works("export", "books", "later.zip", "--partial");
    assertThat(works("import", "later.zip", "copy", "--mirror").out())
        .contains("nothing to do, 10 in sync");
    assertThat(inOffice()).isEqualTo(4);
  }
}
