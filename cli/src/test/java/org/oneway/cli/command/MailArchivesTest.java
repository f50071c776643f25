// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail goes from a store into an archive and out of it again. */
final class MailArchivesTest {
  private static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.home]
      type = "maildir"
      path = "home"
      [store.other]
      type = "maildir"
      path = "other"
      [store.vault]
      type = "pdpa"
      path = "vault"
      [sync.backup]
      from = "home"
      to = "vault"
      """;

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() throws IOException {
    desk = new Desk(directory).with(Remembered.parts());
    desk.write("oneway.toml", CONFIG);
    for (String folder : List.of("home", "home/.Work", "other")) {
      for (String part : List.of("cur", "new", "tmp")) {
        Files.createDirectories(directory.resolve(folder).resolve(part));
      }
    }
    desk.write("home/cur/1.a:2,S", message("a", "Line\nwithout CR\n"));
    desk.write("home/cur/2.b:2,F", message("b", "Line\r\nwith\r\n"));
    desk.write("home/.Work/cur/3.c:2,", message("c", ""));
  }

  private static String message(String id, String body) {
    return "Message-ID: <"
        + id
        + "@example.org>\nDate: Thu, 1 Jan 2026 09:00:00 +0100\nFrom: ada@example.org\n"
        + "Subject: Letter "
        + id
        + "\n\n"
        + body;
  }

  private Desk.Answer oneway(String command, String... more) {
    desk.clock.pass(Duration.ofHours(1));
    return desk.oneway(command, more);
  }

  private List<String> bytes(String root, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(root))) {
      return files
          .filter(file -> file.toString().matches(ending))
          .map(file -> desk.read(directory.relativize(file).toString()))
          .sorted()
          .toList();
    }
  }

  @Test
  void whatIsExportedAndImportedIsTheSameByteForByte() throws IOException {
    Desk.Answer exported = oneway("export", "home", "archive");
    assertThat(exported.all()).contains("3 ");
    assertThat(exported.exit()).isZero();
    assertThat(bytes("archive", ".*\\.eml")).isEqualTo(bytes("home", ".*:2,.*"));
    Desk.Answer imported = oneway("import", "archive", "other");
    assertThat(imported.exit()).as(imported.all()).isZero();
    assertThat(bytes("other", ".*:2,.*")).isEqualTo(bytes("home", ".*:2,.*"));
    assertThat(bytes("other", ".*:2,S")).isEqualTo(bytes("home", ".*:2,S"));
    assertThat(oneway("import", "archive", "other").out()).contains("nothing to do");
  }

  @Test
  void aMaildirIsImportedAndABackupIsQuietTheSecondTime() throws IOException {
    assertThat(oneway("import", "home", "other").exit()).isZero();
    assertThat(bytes("other", ".*:2,.*")).isEqualTo(bytes("home", ".*:2,.*"));
    assertThat(oneway("sync", "backup").all()).contains("3 ");
    Files.move(directory.resolve("home/cur/1.a:2,S"), directory.resolve("home/cur/1.a:2,FS"));
    Desk.Answer changed = oneway("sync", "backup");
    assertThat(changed.out()).contains("1 changed");
    assertThat(oneway("sync", "backup").out()).contains("nothing to do");
    assertThat(bytes("vault", ".*\\.eml")).isEqualTo(bytes("home", ".*:2,.*"));
  }

  @Test
  void aFileOfMessagesIsKnownByItsBeginning() throws IOException {
    desk.write(
        "takeout", "From ada@example.org Thu Jan  1 08:00:05 2026\n" + message("z", "Hello\n"));
    Desk.Answer imported = oneway("import", "takeout", "vault");
    assertThat(imported.exit()).as(imported.all()).isZero();
    assertThat(bytes("vault", ".*\\.eml")).containsExactly(message("z", "Hello\n"));
  }
}
