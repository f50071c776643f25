// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Command.Answer;

final class EmptiedSourceTest {
  @TempDir private Path directory;
  private Book book;
  private Map<String, String> synced;

  @BeforeEach
  void syncOnce() {
    book = Book.synced(directory, 20);
    synced = book.target();
    assertThat(synced).hasSize(20);
  }

  @Test
  @DisplayName(
      "M01 all cards but one are gone: exit 6 and a token; with the token they are deleted")
  void allButOneAreGone() {
    book.source(Cards.person(4));

    Answer held = book.oneway("sync");

    assertThat(held.exit()).isEqualTo(6);
    assertThat(held.text())
        .contains("STOPPED: contacts would delete 19 of 20 items in \"book\" (95 %")
        .contains("[E-GUARD, exit 6]");
    assertThat(book.target()).isEqualTo(synced);
    String token = held.text().replaceAll("(?s).*--allow-mass-delete=(\\S+).*", "$1");

    Answer allowed = book.oneway("sync", "--allow-mass-delete=" + token);

    assertThat(allowed.exit()).isZero();
    assertThat(allowed.text()).contains("19 deleted");
    assertThat(book.target()).hasSize(1);
    assertThat(book.cardWith("FN:Given4 Family4")).exists();
  }

  @Test
  @DisplayName("M01 F12 an emptied source deletes nothing")
  void anEmptiedSourceDeletesNothing() {
    book.source("");

    Answer answer = book.oneway("sync");

    assertThat(answer.exit()).as(answer.text()).isEqualTo(6);
    assertThat(answer.text()).contains("--allow-mass-delete=");
    assertThat(book.target()).isEqualTo(synced);
  }
}
