// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Command.Answer;

final class BadInputTest {
  @TempDir private Path directory;
  private Book book;
  private Map<String, String> synced;

  @BeforeEach
  void syncOnce() {
    book = Book.synced(directory, 4);
    synced = book.target();
  }

  @Test
  void aBrokenCardIsPutAsideWithFileLineAndReasonAndTheOthersAreSynced() {
    book.source(Cards.people(0, 6) + Cards.broken());

    Answer sync = book.oneway("sync");

    assertThat(sync.exit()).isEqualTo(2);
    assertThat(sync.text())
        .contains("2 added   0 changed   0 deleted   1 skipped")
        .contains("1 item needs attention:  oneway quarantine list --config oneway.toml");
    assertThat(book.target()).hasSize(6);
    assertThat(book.oneway("quarantine", "list").text())
        .contains("Cut off")
        .contains("source.vcf line 43: is cut off: the file ends before END:VCARD");
  }

  /** Links that lead nowhere can be read by nobody, not even by root. */
  @Test
  void oneUnreadableFileAmongManyIsPutAside() throws IOException {
    Trees.write(directory.resolve("source/4.vcf"), Cards.person(4));
    Files.createSymbolicLink(directory.resolve("source/5.vcf"), Path.of("5.vcf"));
    replaceInConfig("source.vcf", "source");
    Files.delete(directory.resolve("source.vcf"));

    Answer sync = book.oneway("sync");

    assertThat(sync.exit()).as(sync.text()).isEqualTo(2);
    assertThat(sync.text()).contains("1 added   0 changed   0 deleted   1 skipped");
    assertThat(book.target()).hasSize(5).containsAllEntriesOf(synced);
  }

  @Test
  void aSourceThatCannotBeReadIsTriedAgainLater() throws IOException {
    Path source = directory.resolve("source.vcf");
    Files.delete(source);
    Files.createSymbolicLink(source, Path.of("source.vcf"));

    Answer sync = book.oneway("sync");

    assertThat(sync.exit()).as(sync.text()).isEqualTo(4);
    assertThat(sync.text()).contains("source.vcf").contains("[E-UNAVAILABLE, exit 4]");
    assertThat(book.target()).isEqualTo(synced);
  }

  @Test
  void aMissingFileOrFolderIsNamed() throws IOException {
    replaceInConfig("to = \"book\"", "to = \"book\"\nfolders = { \"Friends\" = \"book\" }");

    Answer folder = book.oneway("sync");

    assertThat(folder.exit()).isEqualTo(10);
    assertThat(folder.text())
        .contains("Folder \"Friends\" does not exist at the source. It has: \"source\".")
        .contains("Change oneway.toml line 12.")
        .contains("[E-COLL, exit 10]");

    Files.delete(directory.resolve("source.vcf"));
    Answer file = book.oneway("sync");

    assertThat(file.exit()).isEqualTo(10);
    assertThat(file.text()).contains("source.vcf does not exist (store \"file\")");
    assertThat(book.target()).isEqualTo(synced);
  }

  @Test
  void aWrongKeyIsShownWithItsPlaceAndTheRightOne() {
    replaceInConfig("from = \"file\"", "form = \"file\"");

    Answer sync = book.oneway("sync");

    assertThat(sync.exit()).isEqualTo(10);
    assertThat(sync.text())
        .contains(
            "oneway.toml line 10, column 1: unknown key \"form\" in [sync.contacts]."
                + " Did you mean \"from\"?")
        .contains("[E-CONFIG, exit 10]");
    assertThat(book.target()).isEqualTo(synced);
  }

  private void replaceInConfig(String old, String fresh) {
    Path config = directory.resolve("oneway.toml");
    Trees.write(config, Trees.read(config).replace(old, fresh));
  }
}
