// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.cli.secret.SecretPlace;
import org.oneway.cli.terminal.Surroundings;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

final class SecretTableTest {
  private static final Path HERE = Path.of("/somewhere");

  private final Problems problems = new Problems(Integer.MAX_VALUE);

  @Test
  void eachFormSaysWhereTheSecretComesFrom() {
    assertThat(read("password.command = [\"pass\", \"show\", \"x y\"]"))
        .contains(new SecretPlace.Command(List.of("pass", "show", "x y"), Duration.ofSeconds(30)));
    assertThat(read("password = { command = [\"pass\"], command-timeout = \"2m\" }"))
        .contains(new SecretPlace.Command(List.of("pass"), Duration.ofMinutes(2)));
    assertThat(read("password.env = \"PHONE_PASSWORD\""))
        .contains(new SecretPlace.Variable("PHONE_PASSWORD"));
    assertThat(read("password.file = \"keys/phone\""))
        .contains(new SecretPlace.InFile(HERE.resolve("keys/phone")));
    assertThat(read("password.file = \"~/phone\""))
        .contains(new SecretPlace.InFile(Path.of("/home/ada/phone")));
    assertThat(read("password.prompt = true")).contains(new SecretPlace.Prompt());
    assertThat(problems.none()).isTrue();
  }

  @ParameterizedTest
  @DisplayName("S20 what is wrong with a secret is told without any value")
  @ValueSource(
      strings = {
        "password = \"c4n4ry\"",
        "password = 4711",
        "password = [\"c4n4ry\"]",
        "password.command = \"c4n4ry\"",
        "password.command = []",
        "password.command = [\"pass\", 4711]",
        "password.command = [\"pass\"]\npassword.command-timeout = \"c4n4ry\"",
        "password.command = [\"pass\"]\npassword.command-timeout = \"0s\"",
        "password.env = \"c4n4ry 4711\"",
        "password.env = true",
        "password.file = 4711",
        "password.prompt = false",
        "password.prompt = \"c4n4ry\"",
        "password.env = \"A\"\npassword.prompt = true",
        "password.env = \"A\"\npassword.command-timeout = \"3s\"",
        "password.plain = \"c4n4ry\"",
        "password.env = \"A\"\npassword.value = \"c4n4ry\"",
      })
  void wrong(String text) {
    read(text);

    assertThat(problems.sorted()).isNotEmpty();
    assertThat(problems.sorted().toString()).doesNotContain("c4n4ry").doesNotContain("4711");
  }

  @Test
  void aPlainTextIsRefusedWithWhatToWriteInstead() {
    read("password = \"hunter2\"");

    assertThat(problems.sorted().get(0).text())
        .startsWith("a secret is never written into this file.")
        .contains("password.command = [\"pass\", \"show\", \"…\"]");
  }

  @Test
  void aKeyringIsNotThereYetAndTheCommandThatAsksItIsShown() {
    read("password.keyring = true");

    assertThat(problems.sorted().get(0).text())
        .contains("not there yet")
        .contains("password.command = [\"secret-tool\", \"lookup\",")
        .contains("password.command = [\"security\", \"find-generic-password\",");
  }

  @Test
  @DisplayName("S20 a secret without its quotes is no TOML, and is not repeated")
  void notToml() {
    String text = "version = 1\n[store.x]\npassword = c4n4ry4711\n";
    Problems noted = new Problems(SecretWords.firstLine(text));

    Toml.parse(text).errors().forEach(noted::add);

    assertThat(noted.sorted()).isNotEmpty();
    assertThat(noted.sorted().get(0).line()).isEqualTo(3);
    assertThat(noted.sorted().toString()).doesNotContain("c4n4ry").contains("without its quotes");
  }

  private Optional<SecretPlace> read(String text) {
    TomlParseResult parsed = Toml.parse(text);
    assertThat(parsed.errors()).isEmpty();
    Table table = new Table(parsed, "[store.x]", TomlPosition.positionAt(1, 1), problems);
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    Surroundings surroundings =
        new Surroundings(
            nowhere,
            nowhere,
            InputStream.nullInputStream(),
            Map.of(),
            Path.of("/home/ada"),
            HERE,
            () -> Instant.EPOCH,
            ZoneOffset.UTC,
            false);
    return new SecretTable(surroundings, HERE).read(table, "password");
  }
}
