// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateException.Kind;
import org.oneway.engine.testkit.ManualClock;

final class RecoveryTest {
  @TempDir Path directory;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T06:14:00Z"));
  private final List<StateException> told = new ArrayList<>();
  private Path state;
  private Recovery recovery;
  private long commits;

  @BeforeEach
  void place() {
    state = directory.resolve("state");
    recovery = new Recovery(state, clock);
  }

  private H2State open() {
    return H2State.open(state, clock, "sync", told::add);
  }

  private void commit() {
    try (H2State open = open()) {
      open.sync(SoakHistory.SYNC).commit(SoakHistory.commit(++commits));
    }
  }

  @Test
  void theFirstThatWritesOnADayKeepsACopyOfWhatWasThere() {
    commit();
    assertThat(recovery.backups()).isEmpty();
    commit();
    commit();
    assertThat(recovery.backups()).hasSize(1);
    clock.pass(Duration.ofDays(1));
    commit();

    assertThat(recovery.backups())
        .extracting(Backup::made)
        .containsExactly(
            Instant.parse("2026-11-23T06:14:00Z"), Instant.parse("2026-11-22T06:14:00Z"));
  }

  @Test
  void theSevenNewestCopiesAreKeptForTheOwnerAlone() throws IOException {
    commit();
    for (int day = 0; day < 9; day++) {
      clock.pass(Duration.ofDays(1));
      commit();
    }
    Backup newest = recovery.backup();

    assertThat(recovery.backups()).hasSize(7).first().isEqualTo(newest);
    assertThat(newest.bytes()).isEqualTo(Files.size(newest.file()));
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
      }
    }
    assertThat(names(state.resolve("backups"))).hasSize(7);
  }

  @Test
  void twoCopiesOfOneSecondAreTwo() {
    commit();
    assertThat(recovery.backup().file()).isNotEqualTo(recovery.backup().file());
  }

  @Test
  void aCopyThatCannotBeMadeIsToldAndKeepsNobodyFromHisWork() throws IOException {
    commit();
    Files.deleteIfExists(state.resolve("backups"));
    Files.writeString(state.resolve("backups"), "in the way");

    commit();

    assertThat(told).singleElement().asString().contains("No backup of the state in");
    requireCommits(2);
  }

  @Test
  void whatWasRestoredIsAsItWasAndWhatWasThereIsKept() throws IOException {
    commit();
    Backup backup = recovery.backup();
    commit();
    long later = generation();

    Path aside = recovery.restore(backup.file()).orElseThrow();

    requireCommits(1);
    assertThat(generation()).isGreaterThan(later);
    assertThat(aside.getFileName()).hasToString("state.mv.db.replaced-2026-11-22T061400Z");
    assertThat(names(state))
        .containsExactlyInAnyOrder(
            "backups", "state.lock", "state.mv.db", "state.sum", aside.getFileName().toString());
    recovery.restore(aside);
    requireCommits(2);
  }

  @Test
  void aCopyThatIsNotWholeReplacesNothing() throws IOException {
    commit();
    Path backup = recovery.backup().file();
    commit();
    byte[] bytes = Files.readAllBytes(backup);
    bytes[bytes.length / 2] ^= 4;
    Files.write(backup, bytes);
    Path text = Files.writeString(directory.resolve("text"), "not a state");
    Path cut = Files.write(directory.resolve("cut"), java.util.Arrays.copyOf(bytes, 999));

    for (Path file : List.of(backup, text, cut)) {
      StateException refused =
          catchThrowableOfType(StateException.class, () -> recovery.restore(file));
      assertThat(refused.kind()).isEqualTo(Kind.UNUSABLE);
      assertThat(refused).hasMessageContaining(file + " is no state that can be put back");
    }
    requireCommits(2);
    assertThat(names(state)).noneMatch(name -> name.contains("replaced"));
  }

  @Test
  void aDamagedStateIsRestored() throws IOException {
    commit();
    Path backup = recovery.backup().file();
    Files.writeString(state.resolve("state.mv.db"), "rubbish");

    StateException damaged = recovery.damage().orElseThrow();
    assertThat(damaged.remedy()).contains("newest backup is of 2026-11-22T06:14:00Z");
    recovery.restore(backup);

    requireCommits(1);
    assertThat(recovery.damage()).isEmpty();
  }

  @Test
  void aStateThatIsGoneIsNotTakenForANewOne() throws IOException {
    commit();
    Files.delete(state.resolve("state.mv.db"));

    StateException gone = catchThrowableOfType(StateException.class, () -> open().close());
    assertThat(gone.kind()).isEqualTo(Kind.DAMAGED);
    assertThat(gone).hasMessageContaining("state.mv.db is not there any more");
    assertThat(recovery.damage()).isPresent();

    assertThat(recovery.beginAnew()).isEmpty();
    assertThat(generation()).isZero();
  }

  @Test
  void aDamagedStateIsPutAsideAndKept() throws IOException {
    commit();
    Files.writeString(state.resolve("state.mv.db"), "rubbish");

    Path aside = recovery.beginAnew().orElseThrow();

    assertThat(aside).hasContent("rubbish");
    assertThat(generation()).isZero();
    commit();
  }

  @Test
  void aNameThatADeadProcessLeftIsRemoved() throws IOException {
    commit();
    assertThat(recovery.unlock()).isEmpty();
    Files.writeString(state.resolve("state.lock"), "999999999\nsync\n2026-11-22T05:00:00Z\n");

    assertThat(recovery.unlock()).contains("pid 999999999, \"sync\", since 2026-11-22T05:00:00Z");
    assertThat(recovery.unlock()).isEmpty();
  }

  @Test
  void aStateThatSomebodyHasIsNotUnlockedRestoredOrBackedUp() {
    commit();
    Path backup = recovery.backup().file();
    try (H2State held = open()) {
      assertThat(held.syncs()).hasSize(1);
      List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> all =
          List.of(
              recovery::unlock,
              recovery::backup,
              recovery::beginAnew,
              () -> recovery.restore(backup));
      for (var one : all) {
        StateException refused = catchThrowableOfType(StateException.class, one);
        assertThat(refused.kind()).isEqualTo(Kind.LOCKED);
        assertThat(refused).hasMessageContaining("pid " + ProcessHandle.current().pid());
      }
    }
    requireCommits(1);
  }

  private long generation() {
    try (H2State open = H2State.openReadOnly(state)) {
      return open.generation();
    }
  }

  private void requireCommits(long wanted) {
    try (H2State open = H2State.openReadOnly(state)) {
      assertThat(open.generation() % (1L << 32)).isEqualTo(wanted);
      assertThat(open.sync(SoakHistory.SYNC).intents().isEmpty()).isEqualTo(wanted % 2 == 0);
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
