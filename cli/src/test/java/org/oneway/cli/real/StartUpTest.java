// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a call does not need, it does not load. */
final class StartUpTest {
  @TempDir private Path directory;

  @BeforeEach
  void oneContactIsInSync() throws IOException {
    Files.writeString(
        directory.resolve("source.vcf"),
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nFN:Ada\r\nN:;Ada;;;\r\nEND:VCARD\r\n");
    Files.writeString(directory.resolve("oneway.toml"), Book.CONFIG);
    assertThat(oneway().run("sync", "--config", "oneway.toml").exit()).isZero();
  }

  @Test
  void theVersionIsToldWithoutReadingTheCommandLine() throws IOException {
    assertThat(loaded("--version"))
        .contains("org.oneway.cli.Main")
        .filteredOn(startingWith("picocli.", "com.fasterxml.", "org.h2."))
        .isEmpty();
  }

  @Test
  void helpLoadsNeitherStateNorStoresNorConfiguration() throws IOException {
    String[] others = {
      "org.h2.", "org.tomlj.", "org.antlr.", "ezvcard.", "org.oneway.connectors.vcard."
    };
    assertThat(loaded("--help")).filteredOn(startingWith(others)).isEmpty();
    assertThat(loaded("sync", "--help"))
        .filteredOn(startingWith(others).or(startingWith("org.oneway.cli.command.ConvertCommand")))
        .isEmpty();
  }

  @Test
  void statusLoadsNoMigrationsAndNothingThatReadsContacts() throws IOException {
    assertThat(loaded("status", "--config", "oneway.toml"))
        .contains("org.oneway.state.h2.H2State")
        .filteredOn(
            startingWith(
                "org.flywaydb.",
                "ezvcard.",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "org.oneway.connectors.shared.vobject.CardReader",
                "org.oneway.cli.command.SyncCommand"))
        .isEmpty();
  }

  @Test
  void aSyncOnACurrentStateLoadsNoMigrations() throws IOException {
    assertThat(loaded("sync", "--config", "oneway.toml"))
        .contains("org.oneway.engine.run.Sync")
        .filteredOn(startingWith("org.flywaydb.", "freemarker."))
        .isEmpty();
  }

  @Test
  void onlyACheckOfAnArchiveLoadsWhatJudgesBySchemas() throws IOException {
    oneway().run("export", "file", "archive", "--config", "oneway.toml");
    String[] judging = {"com.networknt.", "org.oneway.cli.archive.Checkup"};
    assertThat(loaded("archive", "list", "archive")).filteredOn(startingWith(judging)).isEmpty();
    assertThat(loaded("archive", "check", "archive"))
        .contains("com.networknt.schema.JsonSchema", "org.oneway.cli.archive.Checkup");
  }

  @Test
  void keptClassesThatDoNotFitAreNotSpokenOf() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.jsa"), "nothing of the kind");
    for (String option :
        new String[] {
          "-XX:SharedArchiveFile=" + broken,
          "-XX:SharedArchiveFile=" + directory.resolve("none.jsa"),
          "-XX:+UseParallelGC",
          "-Xmx64m",
          "-Xbootclasspath/a:" + directory.resolve("none.jar")
        }) {
      assertThat(oneway().with(option).run("--version").text()).matches("oneway \\S+\\R");
    }
  }

  private Command oneway() {
    return Command.in(directory);
  }

  private static Predicate<String> startingWith(String... names) {
    return loaded -> Stream.of(names).anyMatch(loaded::startsWith);
  }

  /** The classes that a call loads. */
  private Set<String> loaded(String... arguments) throws IOException {
    Path log = directory.resolve("classes.log");
    Files.deleteIfExists(log);
    Command.Answer answer = oneway().with("-Xlog:class+load:file=" + log).run(arguments);
    assertThat(answer.exit()).as(answer.text()).isZero();
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(line -> line.replaceFirst("^(\\[[^\\]]*\\])+ ", "").split(" ", 2)[0])
          .collect(Collectors.toSet());
    }
  }
}
