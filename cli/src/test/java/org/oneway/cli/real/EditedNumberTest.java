// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Command.Answer;

final class EditedNumberTest {
  @TempDir private Path directory;

  @Test
  @DisplayName("A changed number is shown old and new, rewrites one card, and leaves its own note")
  void aChangedNumberChangesOneCard() {
    Book book = Book.in(directory);
    book.source(Cards.people(0, 12));
    book.here("sync");
    book.writeNote("Given5 Family5", "likes tea");
    book.source(Cards.people(0, 12).replace(Cards.phone(5), "+44 20 7946 9999"));
    Map<String, String> before = book.target();

    Answer plan = book.oneway("plan");

    assertThat(plan.text())
        .contains("~ Given5 Family5")
        .contains("phone " + Cards.phone(5) + " -> +44 20 7946 9999")
        .contains("Plan: 0 to add, 1 to change, 0 to delete");
    assertThat(book.target()).isEqualTo(before);

    Answer sync = book.oneway("sync");

    assertThat(sync.exit()).isZero();
    assertThat(sync.text()).contains("0 added   1 changed   0 deleted");
    Map<String, String> after = book.target();
    String name = String.valueOf(book.cardWith("FN:Given5 Family5").getFileName());
    assertThat(after.get(name)).contains("+44 20 7946 9999", "likes tea");
    assertThat(after.get(name)).doesNotContain(Cards.phone(5));
    before.remove(name);
    after.remove(name);
    assertThat(after).isEqualTo(before);
  }
}
