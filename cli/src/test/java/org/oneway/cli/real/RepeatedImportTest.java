// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Command.Answer;

final class RepeatedImportTest {
  @TempDir private Path directory;

  @Test
  @DisplayName("P14 a file, the same under another name and one card of it: imported once")
  void importedOnce() {
    Book book = Book.in(directory);
    Trees.write(directory.resolve("people.vcf"), Cards.people(0, 12));
    Trees.write(directory.resolve("elsewhere/copy.vcf"), Cards.people(0, 12));
    Trees.write(directory.resolve("one.vcf"), Cards.person(7));

    assertThat(book.oneway("import", "people.vcf", "book").text()).contains("12 added");
    Map<String, String> imported = book.target();

    assertThat(imported).hasSize(12);
    for (String file : List.of("elsewhere/copy.vcf", "one.vcf")) {
      Answer again = book.oneway("import", file, "book");
      assertThat(again.exit()).isZero();
      assertThat(again.text()).contains("nothing to do, 12 in sync");
      assertThat(book.target()).isEqualTo(imported);
    }
  }
}
