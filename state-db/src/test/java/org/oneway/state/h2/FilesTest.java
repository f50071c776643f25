// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateException.Kind;

final class FilesTest {
  @TempDir Path directory;

  @Test
  void onlyTheOwnerMayReadTheState() throws Exception {
    Path state = directory.resolve("a/b");
    try (H2State open = H2State.open(state, Clock.systemUTC())) {
      open.sync("s").commit(SoakHistory.commit(1));
      assertThat(permissions(state)).isEqualTo("rwx------");
      assertThat(permissions(directory.resolve("a"))).isEqualTo("rwx------");
      assertThat(names(state)).containsOnlyKeys("state.lock", "state.mv.db");
    }
    assertThat(names(state))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "state.lock", "rw-------", "state.mv.db", "rw-------", "state.sum", "rw-------"));
  }

  private static Map<String, String> names(Path state) throws IOException {
    Map<String, String> names = new TreeMap<>();
    try (Stream<Path> files = Files.list(state)) {
      for (Path file : files.toList()) {
        names.put(state.relativize(file).toString(), permissions(file));
      }
    }
    return names;
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  @DisplayName("M04: whoever only reads the state changes no byte of it")
  void whoeverOnlyReadsTheStateChangesNoByteOfIt() throws Exception {
    Path state = directory.resolve("state");
    Path acknowledged = directory.resolve("acknowledged");
    try (H2State open = H2State.open(state, Clock.systemUTC())) {
      open.sync(SoakHistory.SYNC).commit(SoakHistory.commit(1));
    }
    readWithoutATrace(state, acknowledged);
    killAWriter(state, acknowledged);
    readWithoutATrace(state, acknowledged);
  }

  private static void killAWriter(Path state, Path acknowledged) throws Exception {
    Process writer =
        JavaProcess.of(SoakWriter.class, List.of(), state.toString(), acknowledged.toString())
            .start();
    for (int commit = 0; commit < 5; commit++) {
      assertThat(writer.getInputStream().read()).isEqualTo(SoakWriter.COMMITTED);
    }
    writer.destroyForcibly().waitFor();
  }

  private static void readWithoutATrace(Path state, Path acknowledged) throws Exception {
    Map<Path, String> before = hashes(state);
    try (H2State open = H2State.openReadOnly(state)) {
      new SoakComparison().compare(open, acknowledged);
      assertThatThrownBy(() -> open.sync("s").commit(SoakHistory.commit(1)))
          .isInstanceOfSatisfying(
              StateException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNUSABLE));
      assertThat(open.generation()).isPositive();
    }
    assertThat(hashes(state)).isEqualTo(before);
  }

  private static Map<Path, String> hashes(Path state) throws Exception {
    Map<Path, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        hashes.put(file, new BigInteger(1, hash).toString(16) + Files.getLastModifiedTime(file));
      }
    }
    return hashes;
  }

  @Test
  void aMissingStateThatIsOnlyReadIsEmptyAndStaysMissing() {
    Path state = directory.resolve("state");
    try (H2State open = H2State.openReadOnly(state)) {
      assertThat(open.syncs()).isEmpty();
      assertThat(open.runs(1)).isEmpty();
      assertThat(open.generation()).isZero();
      assertThat(open.sync("s").nextPairing()).isZero();
      assertThatThrownBy(() -> open.sync("s").commit(SoakHistory.commit(1)))
          .isInstanceOf(StateException.class);
    }
    assertThat(state).doesNotExist();
  }

  @Test
  void aDirectoryThatMayNotBeMadeIsToldAsUnusable() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> H2State.open(file.resolve("state"), Clock.systemUTC()).close())
        .isInstanceOfSatisfying(
            StateException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNUSABLE));
  }

  @Test
  void whatIsDeletedGivesItsRoomBack() throws Exception {
    Path state = directory.resolve("state");
    H2State.Settings settings = new H2State.Settings(Schema.CURRENT, 256L << 10);
    long largest = 0;
    try (H2State open = H2State.open(state, Clock.systemUTC(), "test", settings)) {
      for (int round = 0; round < 500; round++) {
        open.sync("s").commit(SoakHistory.commit(1 + round % 2));
        largest = Math.max(largest, Files.size(Schema.file(state)));
      }
    }
    assertThat(largest).isLessThan(4L << 20);
    assertThat(Files.size(Schema.file(state))).isLessThan(1L << 20);
  }

  @Test
  void anInterruptOfWhoeverWaitsDoesNotCloseTheState() throws Exception {
    try (H2State open = H2State.open(directory.resolve("state"), Clock.systemUTC())) {
      Thread worker =
          new Thread(
              () -> {
                for (long number = 1; number <= 20; number++) {
                  Thread.currentThread().interrupt();
                  open.sync("s").commit(SoakHistory.commit(number));
                  open.sync("s").intents();
                }
              });
      worker.start();
      worker.join();
      assertThat(open.generation()).isEqualTo(20);
    }
  }
}
