// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateException.Kind;

final class LockTest {
  @TempDir Path directory;

  @Test
  @DisplayName("R08: a second process is turned away and told who has the state")
  void aSecondProcessIsTurnedAwayAndToldWhoHasTheState() throws Exception {
    Path state = directory.resolve("state");
    Process holder =
        JavaProcess.of(
                SoakWriter.class, List.of(), state.toString(), directory.resolve("ack").toString())
            .start();
    try {
      assertThat(holder.getInputStream().read()).isEqualTo(SoakWriter.COMMITTED);
      for (Opening opening : List.<Opening>of(LockTest::write, H2State::openReadOnly)) {
        StateException refused =
            catchThrowableOfType(StateException.class, () -> opening.open(state).close());
        assertThat(refused.kind()).isEqualTo(Kind.LOCKED);
        assertThat(refused)
            .hasMessageContaining("pid " + holder.pid())
            .hasMessageContaining("\"soak\"")
            .hasMessageContaining(state.toString());
        assertThat(refused.remedy()).contains("kill " + holder.pid());
      }
    } finally {
      holder.destroyForcibly().waitFor();
    }
    try (H2State mine = write(state)) {
      assertThat(mine.generation()).isPositive();
    }
  }

  /** One of the ways to open a state. */
  @FunctionalInterface
  private interface Opening {
    H2State open(Path directory);
  }

  private static H2State write(Path state) {
    return H2State.open(state, Clock.systemUTC(), "test");
  }

  @Test
  void aProcessThatWritesIsTurnedAwayWhileAnotherReads() throws Exception {
    Path state = directory.resolve("state");
    write(state).close();
    try (H2State reader = H2State.openReadOnly(state)) {
      Process writer =
          JavaProcess.of(
                  SoakWriter.class,
                  List.of(),
                  state.toString(),
                  directory.resolve("ack").toString())
              .start();
      assertThat(JavaProcess.text(writer)).contains("Another oneway uses " + state);
      assertThat(reader.generation()).isZero();
    }
  }

  @Test
  void aProcessCannotOpenTheStateTwice() {
    Path state = directory.resolve("state");
    try (H2State first = write(state)) {
      assertThatThrownBy(() -> write(state).close())
          .isInstanceOfSatisfying(
              StateException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCKED));
      assertThat(first.generation()).isZero();
    }
  }

  @Test
  void aStateThatIsClosedSaysSo() {
    H2State state = write(directory.resolve("state"));
    state.close();
    state.close();
    assertThatThrownBy(state::generation)
        .isInstanceOf(StateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aHolderThatNoLongerLivesIsNotNamed() {
    assertThat(Holder.parse("999999999\nsync\n2026-11-22T06:14:00Z\n")).isEmpty();
    assertThat(Holder.parse("")).isEmpty();
    assertThat(Holder.parse("me\nsync\nnow\n")).isEmpty();
    Holder self = new Holder(ProcessHandle.current().pid(), "sync", Clock.systemUTC().instant());
    assertThat(Holder.parse(self.lines())).contains(self);
  }
}
