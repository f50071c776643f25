// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.command.Desk.Answer;

/** Archives whose listings name a file or a uid twice. */
final class DuplicateEntriesTest {
  @TempDir private Path directory;
  private Desk desk;

  @BeforeEach
  void anArchive() {
    desk = new Desk(directory);
    desk.write(
        "oneway.toml",
        "version = 1\nstate = \"state\"\n[store.book]\ntype = \"vcard\"\npath = \"book\"\n");
    desk.write("archive/archive.json", "{\"version\":\"1.0\",\"datatypes\":[\"contacts\"]}");
    card("a", "Ada");
    card("b", "Barbara");
  }

  private void card(String name, String person) {
    desk.write(
        "archive/contacts/P/" + name + ".json",
        "{\"@type\":\"Card\",\"version\":\"1.0\",\"uid\":\""
            + name
            + "\",\"name\":{\"full\":\""
            + person
            + "\"}}");
  }

  @Test
  @DisplayName("S04 a file or uid that an archive lists twice is imported once")
  void twice() {
    for (String items :
        new String[] {
          "{\"uid\":\"a\",\"filename\":\"a.json\"},{\"uid\":\"a\",\"filename\":\"a.json\"},"
              + "{\"uid\":\"b\",\"filename\":\"b.json\"}",
          "{\"uid\":\"a\",\"filename\":\"a.json\"},{\"uid\":\"b\",\"filename\":\"a.json\"},"
              + "{\"uid\":\"b\",\"filename\":\"b.json\"}",
        }) {
      desk.write("archive/contacts/P/folder.json", "{\"name\":\"P\",\"items\":[" + items + "]}");
      Answer answer = desk.oneway("import", "archive", "book");

      assertThat(answer.exit()).as(answer.all()).isIn(0, 2, 10);
      assertThat(desk.files("book")).as(answer.all()).hasSize(2);
      assertThat(String.join("\n", desk.files("book").values()))
          .containsOnlyOnce("FN:Ada")
          .containsOnlyOnce("FN:Barbara");
    }
  }
}
