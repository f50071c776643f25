// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Book;

final class LogFileTest {
  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void oneContact() {
    desk = new Desk(directory);
    desk.write(
        "source.vcf",
        String.join(
            "\r\n",
            "BEGIN:VCARD",
            "VERSION:3.0",
            "UID:evil\u001b[2J",
            "FN:Ada Lovelace",
            "TEL:+44 20 7946 0018",
            "END:VCARD",
            ""));
    desk.write("oneway.toml", Book.CONFIG);
  }

  @Test
  void theStoryOfARunIsAFewLinesAndEachRunIsAppended() throws IOException {
    Desk.Answer answer = sync();

    assertThat(answer.exit()).as(answer.all()).isZero();
    assertThat(desk.read("log.txt").lines())
        .containsExactly(
            "2026-11-22T06:14:00Z INFO  run 2026-11-22-0614 begins, oneway 1.2.3",
            "2026-11-22T06:14:00Z INFO  contacts: planned 1 to add, 0 to change, 0 to delete",
            "2026-11-22T06:14:00Z INFO  contacts: ok, 1 change, PT0S",
            "2026-11-22T06:14:00Z INFO  run 2026-11-22-0614 ended with 0, ok");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log())))
        .isEqualTo("rw-------");
    sync();
    assertThat(desk.read("log.txt").lines()).hasSize(8);
  }

  @Test
  @DisplayName("S24 the log follows each item with --debug, and shows nothing of what is in it")
  void itemsAreFollowedByTheirHandles() {
    sync("--debug");

    assertThat(desk.read("log.txt"))
        .contains("DEBUG contacts: CREATE ")
        .doesNotContain("Ada", "7946", "\u001b");
  }

  @Test
  void aLogThatCannotBeWrittenStopsTheCommandBeforeItBegins() {
    Desk.Answer answer =
        desk.run("sync", "--config", "oneway.toml", "--log-file", "none/such/log.txt");

    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.err()).contains("The log cannot be written", "[E-FILE, exit 10]");
    assertThat(directory.resolve("book")).doesNotExist();
  }

  @Test
  void whatEndsACommandIsLogged() {
    desk.write("oneway.toml", "version = 2\n");

    assertThat(sync().exit()).isEqualTo(10);

    assertThat(desk.read("log.txt")).containsPattern("INFO  .*\\[E-[A-Z]+, exit [0-9]+\\]");
  }

  private Desk.Answer sync(String... more) {
    return desk.run(
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(
                    "sync", "--config", "oneway.toml", "--log-file", "log.txt"),
                java.util.Arrays.stream(more))
            .toArray(String[]::new));
  }

  private Path log() {
    return directory.resolve("log.txt");
  }
}
