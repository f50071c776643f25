// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.command.Desk.Answer;

/** Configurations and JSON that are made to break a parser: a clear error, and nothing else. */
final class HostileInputTest {
  private static final int DEEP = 100_000;

  @TempDir private Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory);
  }

  @Test
  @DisplayName("S09 a configuration that is nested 100,000 deep is refused")
  void deepConfiguration() {
    for (String text :
        List.of(
            "version = " + "[".repeat(DEEP),
            "version = " + "[".repeat(DEEP) + "]".repeat(DEEP),
            "version = " + "{ a = ".repeat(DEEP),
            "[" + "a.".repeat(DEEP) + "a]\n")) {
      desk.write("oneway.toml", text);
      Answer answer = desk.oneway("plan");

      assertThat(answer.exit()).as(text.substring(0, 20)).isEqualTo(10);
      assertThat(answer.err()).contains("oneway.toml").contains("E-CONFIG");
      assertThat(answer.err().length()).isLessThan(5_000);
    }
  }

  @Test
  @DisplayName("S09 JSON that is too deep, names a member twice, or holds no numbers is refused")
  void json() {
    for (String text :
        List.of(
            "[".repeat(DEEP) + "]".repeat(DEEP),
            "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP),
            "{\"@type\":\"Card\",\"uid\":\"a\",\"uid\":\"b\"}",
            "{\"@type\":\"Card\",\"uid\":\"a\",\"x\":NaN}")) {
      desk.write("cards.json", text);
      Answer answer = desk.run("convert", "--to", "vcard4", "cards.json");

      assertThat(answer.exit()).as(text.substring(0, 20)).isIn(2, 10);
      assertThat(answer.out()).doesNotContain("BEGIN:VCARD");
      assertThat(answer.err()).isNotEmpty().hasSizeLessThan(5_000);
    }
  }
}
