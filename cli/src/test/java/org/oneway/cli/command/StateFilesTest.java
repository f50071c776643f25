// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.state.h2.H2State;

/** Copies of the state, and what becomes of a damaged one. */
final class StateFilesTest {
  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = Desk.withPeople(directory, 5);
  }

  private Desk.Answer call(String... arguments) {
    return desk.aMinuteLater(arguments);
  }

  private Path stateFile() {
    return directory.resolve("state/state.mv.db");
  }

  @Test
  void aBackupIsMadeAndListedAndGoneBackTo() {
    call("sync");
    Desk.Answer backup = call("state", "backup");
    assertThat(backup.out())
        .matches("(?s).*backups/state-2026-11-22T061[0-9]+Z\\.gz +[0-9.]+ kB\n");
    desk.write("source.vcf", Cards.people(0, 8));
    call("sync");

    Desk.Answer list = call("state", "restore", "--list");
    assertThat(list.out())
        .contains(" 2 min ago ", " kB", "oneway state restore state-2026-11-22T0616")
        .contains("--config oneway.toml");
    Desk.Answer restored = call("state", "restore");
    assertThat(restored.exit()).isZero();
    assertThat(restored.out()).contains("state.mv.db.replaced-2026-11-22T", "oneway plan");

    assertThat(call("status").out()).contains("5/5");
    assertThat(call("sync").out()).contains("0 added").doesNotContain("deleted 3");
    assertThat(call("sync").out()).contains("nothing to do, 8 in sync");
  }

  @Test
  void aRunOfEachDayKeepsACopy() {
    for (int day = 0; day < 3; day++) {
      call("sync");
      call("sync");
      desk.clock.pass(Duration.ofDays(1));
    }
    assertThat(call("state", "restore", "--list", "--json").json().path("backups")).hasSize(3);
  }

  @Test
  void aBackupThatCannotBeMadeIsToldAndTheSyncIsDone() throws IOException {
    call("sync");
    Files.writeString(directory.resolve("state/backups"), "in the way");
    desk.write("source.vcf", Cards.people(0, 6));

    Desk.Answer answer = call("sync");

    assertThat(answer.exit()).isZero();
    assertThat(answer.out()).contains("1 added");
    assertThat(answer.err()).contains("Warning: No backup of the state");
  }

  @Test
  void aDamagedStateLeadsToTheNewestBackup() throws IOException {
    call("sync");
    byte[] sound = Files.readAllBytes(stateFile());
    byte[] flipped = sound.clone();
    flipped[sound.length / 2] ^= 1;
    List<byte[]> damages =
        List.of(
            flipped,
            Arrays.copyOf(sound, sound.length / 2),
            "no database".getBytes(StandardCharsets.UTF_8));
    call("state", "backup");
    for (byte[] damage : damages) {
      Files.write(stateFile(), damage);
      for (String command : List.of("sync", "plan", "status", "quarantine")) {
        Desk.Answer answer = call(command);
        assertThat(answer.exit()).as(answer.all()).isEqualTo(20);
        assertThat(answer.err())
            .contains("is damaged", "The newest backup is of 2026-11-22T06:")
            .contains("Go back to it:  oneway state restore --config oneway.toml\n")
            .contains("oneway state rebuild --config oneway.toml    [E-STATE, exit 20]")
            .doesNotContain("\tat ", "Exception");
      }
      assertThat(call("state", "restore").exit()).isZero();
      assertThat(call("sync").out()).contains("nothing to do, 5 in sync");
    }
  }

  @Test
  void withoutABackupADamagedStateLeadsToRebuilding() throws IOException {
    call("sync");
    Files.writeString(stateFile(), "no database");

    Desk.Answer answer = call("sync");
    assertThat(answer.exit()).isEqualTo(20);
    assertThat(answer.err()).contains("There is no backup.").doesNotContain("state restore");
    assertThat(call("state", "restore").err())
        .contains("oneway state rebuild --config oneway.toml    [E-STATE, exit 10]");
  }

  @Test
  void aFileThatIsNoStateIsRefused() {
    call("sync");
    desk.write("rubbish", "no database");

    Desk.Answer answer = call("state", "restore", "rubbish");
    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.err())
        .contains("rubbish is no state that can be put back")
        .contains("oneway state restore --config oneway.toml --list");
    assertThat(call("state", "restore", "nothing").err()).contains("There is no file ");
    assertThat(call("sync").out()).contains("nothing to do, 5 in sync");
  }

  @Test
  @DisplayName("R08 unlock refuses while the state is used, and says by whom")
  void unlockNamesWhoHasTheState() {
    call("sync");
    assertThat(call("state", "unlock").out()).contains("Nobody uses the state");
    desk.write("state/state.lock", "999999999\nsync\n2026-11-22T05:00:00Z\n");
    assertThat(call("state", "unlock").out())
        .contains("Removed the name", "pid 999999999, \"sync\", since 2026-11-22T05:00:00Z");
    try (H2State held = H2State.open(directory.resolve("state"), InstantSource.system(), "test")) {
      assertThat(held.syncs()).hasSize(1);
      Desk.Answer refused = call("state", "unlock");
      assertThat(refused.exit()).isEqualTo(11);
      assertThat(refused.err())
          .contains("pid " + ProcessHandle.current().pid() + ", \"test\", since ");
    }
  }
}
