// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Book;
import org.oneway.state.h2.H2State;

/** The commands on the state that users have, and as processes of their own. */
final class RealStateTest {
  private static final Path LAUNCHER = Path.of("../oneway").toAbsolutePath().normalize();

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory);
    desk.write("oneway.toml", Book.CONFIG);
    desk.write("source.vcf", Cards.people(0, 3));
  }

  @Test
  @DisplayName("M04 plan and --dry-run change no byte of state and target")
  void planChangesNothing() {
    assertThat(desk.oneway("plan").exit()).isZero();
    assertThat(desk.files(".")).containsOnlyKeys("oneway.toml", "source.vcf");

    desk.oneway("sync");
    desk.write("source.vcf", Cards.people(1, 5) + Cards.broken());
    Map<String, String> before = desk.files(".");
    desk.oneway("plan");
    desk.oneway("sync", "--dry-run");
    desk.oneway("status");
    desk.oneway("quarantine");

    assertThat(desk.files(".")).isEqualTo(before);
  }

  @Test
  @DisplayName("S21 the state is readable for its user alone")
  void theStateIsPrivate() throws IOException {
    desk.oneway("sync");

    try (Stream<Path> found = Files.walk(directory.resolve("state"))) {
      for (Path path : found.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void whileTheStateIsHeldStatusSaysWhatItKnows() {
    desk.oneway("sync");

    try (H2State held = H2State.open(directory.resolve("state"), InstantSource.system(), "test")) {
      assertThat(held.syncs()).containsExactly("contacts");
      Desk.Answer status = desk.oneway("status");
      assertThat(status.exit()).isZero();
      assertThat(status.out())
          .containsPattern("contacts +\\S.*ok, 3 changes +3/3")
          .contains("in use");
      assertThat(status.err()).contains("Another oneway").contains("\"test\"");
      assertThat(desk.oneway("quarantine").exit()).isZero();
      Desk.Answer sync = desk.oneway("sync", "--json");
      assertThat(sync.json().path("errors").path(0).path("code").asText()).isEqualTo("E-LOCK");
    }
    assertThat(desk.oneway("status").exit()).isZero();
  }

  @Test
  @DisplayName("R08 a second process exits 11 at once and names the first one's pid")
  void aSecondProcessExitsAtOnce() throws Exception {
    Process first = launch("sync");
    assertThat(first.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(text(first)).contains("3 added");
    assertThat(first.exitValue()).isZero();

    try (H2State held = H2State.open(directory.resolve("state"), InstantSource.system(), "test")) {
      assertThat(held.syncs()).containsExactly("contacts");
      Process second = launch("sync");
      assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(second.exitValue()).isEqualTo(11);
      assertThat(text(second))
          .contains("pid " + ProcessHandle.current().pid() + ", \"test\"")
          .contains("[E-LOCK, exit 11]");
    }

    Process third = launch("sync");
    assertThat(third.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(text(third)).contains("nothing to do, 3 in sync");
  }

  /** Runs the real command; it builds itself first where it has to. */
  private Process launch(String command) throws IOException {
    List<String> words =
        List.of(
            LAUNCHER.toString(), command, "--config", directory.resolve("oneway.toml").toString());
    return new ProcessBuilder(words)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output").toFile())
        .start();
  }

  private String text(Process ended) throws IOException {
    assertThat(ended.isAlive()).isFalse();
    return Files.readString(directory.resolve("output"), StandardCharsets.UTF_8);
  }
}
