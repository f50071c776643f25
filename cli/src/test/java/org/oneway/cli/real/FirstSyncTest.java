// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Command.Answer;

final class FirstSyncTest {
  @TempDir private Path directory;

  @Test
  @DisplayName(
      "M02 the first sync onto older versions of three cards brings them up to date and"
          + " leaves their own notes")
  void olderVersionsKeepTheirNotes() {
    Book book = Book.in(directory);
    book.source(Cards.people(0, 10).replace("END:", "REV:20260601T120000Z\nEND:"));
    for (int i = 3; i < 6; i++) {
      String older =
          Cards.person(i)
              .replace(Cards.phone(i), "+1 201 555 000" + i)
              .replace("END:", "NOTE:only here " + i + "\nREV:20200101T120000Z\nEND:");
      Trees.write(directory.resolve("book/mine" + i + ".vcf"), older);
    }
    Trees.write(directory.resolve("book/foreign.vcf"), Cards.person(77));

    Answer first = book.oneway("sync");

    assertThat(first.exit()).isZero();
    assertThat(first.text()).contains("7 added   3 changed   0 deleted");
    assertThat(book.target()).hasSize(11).containsEntry("foreign.vcf", Cards.person(77));
    IntStream.range(3, 6)
        .forEach(
            i ->
                assertThat(book.target().get("mine" + i + ".vcf"))
                    .contains("only here " + i, Cards.phone(i)));
    assertThat(book.here("sync").text()).contains("nothing to do");
  }
}
