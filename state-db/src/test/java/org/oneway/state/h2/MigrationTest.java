// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateException.Kind;

final class MigrationTest {
  /** What a later version of this program would bring; test resources hold it. */
  private static final Schema LATER = with("org/oneway/state/later/V2__later.sql");

  private static final Schema BROKEN = with("org/oneway/state/broken/V2__broken.sql");

  @TempDir Path directory;

  private static Schema with(String migration) {
    return new Schema(List.of(Schema.CURRENT.migrations().get(0), migration));
  }

  private static H2State open(Path state, Schema schema) {
    return H2State.open(state, Clock.systemUTC(), "test", new H2State.Settings(schema, 1L << 30));
  }

  private Path currentState(long commits) {
    Path state = directory.resolve("state");
    try (H2State open = open(state, Schema.CURRENT)) {
      for (long number = 1; number <= commits; number++) {
        open.sync(SoakHistory.SYNC).commit(SoakHistory.commit(number));
      }
    }
    return state;
  }

  private static void requireAll(H2State open, long commits) {
    SoakComparison comparison = new SoakComparison();
    comparison.expect(commits);
    comparison.compareAll(open);
  }

  @Test
  void aStateOfAnEarlierVersionIsBroughtUpToDateWithAllThatItHolds() throws Exception {
    Path state = currentState(10);
    try (H2State open = open(state, LATER)) {
      requireAll(open, 10);
      assertThat(open.database().read(Schema::versionOf)).isEqualTo(2);
    }
    try (H2State open = open(state, LATER)) {
      requireAll(open, 10);
    }
    assertThat(names(state)).containsOnly("backups", "state.lock", "state.mv.db", "state.sum");
  }

  @Test
  void aMigrationThatFailsChangesNothingAndSaysWhy() throws Exception {
    Path state = currentState(10);
    StateException refused =
        catchThrowableOfType(StateException.class, () -> open(state, BROKEN).close());
    assertThat(refused.kind()).isEqualTo(Kind.UNUSABLE);
    assertThat(refused).hasMessageContaining("cannot be brought up to date");
    try (H2State open = open(state, Schema.CURRENT)) {
      requireAll(open, 10);
    }
    assertThat(names(state)).containsOnly("backups", "state.lock", "state.mv.db", "state.sum");
  }

  @Test
  @DisplayName("R04: a migration that is killed has not happened, or has")
  void aMigrationThatIsKilledHasNotHappenedOrHas() throws Exception {
    for (int kill = 0; kill < 4; kill++) {
      Path state = directory.resolve("killed" + kill);
      try (H2State open = open(state, Schema.CURRENT)) {
        open.sync(SoakHistory.SYNC).commit(SoakHistory.commit(1));
      }
      Process migrating = JavaProcess.of(Migrating.class, List.of(), state.toString()).start();
      assertThat(migrating.getInputStream().read()).isEqualTo('.');
      boolean ended = migrating.waitFor(kill * 150L, TimeUnit.MILLISECONDS);
      migrating.destroyForcibly().waitFor();
      assertThat(ended && migrating.exitValue() != 0).isFalse();
      try (H2State open = open(state, LATER)) {
        requireAll(open, 1);
      }
      assertThat(names(state)).containsOnly("backups", "state.lock", "state.mv.db", "state.sum");
    }
  }

  /** Migrates a state, to be killed meanwhile. */
  static final class Migrating {
    private Migrating() {}

    /** Argument: directory of the state. */
    public static void main(String[] arguments) {
      System.out.write('.');
      System.out.flush();
      open(Path.of(arguments[0]), LATER).close();
    }
  }

  @Test
  void aStateOfALaterVersionIsLeftAlone() throws Exception {
    Path state = directory.resolve("state");
    open(state, LATER).close();
    StateException refused =
        catchThrowableOfType(StateException.class, () -> open(state, Schema.CURRENT).close());
    assertThat(refused.kind()).isEqualTo(Kind.UNUSABLE);
    assertThat(refused).hasMessageContaining("a newer oneway made it (version 2");
    refused = catchThrowableOfType(StateException.class, () -> H2State.openReadOnly(state).close());
    assertThat(refused.kind()).isEqualTo(Kind.UNUSABLE);
  }

  @Test
  void theMigrationsThatAreNamedAreThoseThatFlywayFinds() throws Exception {
    Path state = currentState(0);
    try (H2State open = open(state, Schema.CURRENT)) {
      List<String> found =
          open.database()
              .read(
                  statements ->
                      statements.list(
                          "SELECT \"script\" FROM \"flyway_schema_history\""
                              + " WHERE \"version\" IS NOT NULL ORDER BY \"installed_rank\"",
                          Statements.Parameters.NONE,
                          row -> row.getString(1)));
      assertThat(Schema.CURRENT.migrations())
          .zipSatisfy(found, (named, script) -> assertThat(named).endsWith("/" + script));
    }
  }

  @Test
  void aStateThatIsUpToDateIsOpenedWithoutFlyway() throws Exception {
    Path state = currentState(1);
    String output =
        JavaProcess.output(
            JavaProcess.of(Migrating.class, List.of("-verbose:class"), state.toString()));
    assertThat(output).contains("org.oneway.state.h2.Schema");
    assertThat(classes(output)).anyMatch(name -> name.contains("org.flywaydb"));
    String again =
        JavaProcess.output(
            JavaProcess.of(Migrating.class, List.of("-verbose:class"), state.toString()));
    assertThat(classes(again)).noneMatch(name -> name.contains("org.flywaydb"));
  }

  private static List<String> classes(String output) {
    return output.lines().filter(line -> line.contains("source:")).toList();
  }

  private static List<String> names(Path state) throws Exception {
    try (Stream<Path> files = Files.list(state)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
