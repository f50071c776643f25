// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.secret.SecretPlace;
import org.oneway.cli.trouble.Refusal;
import org.oneway.engine.store.Setting;

/** Keys of a store that stand in a table of their own, as {@code auth.username} does. */
final class NestedKeysTest {
  private static final List<Setting> KEYS =
      List.of(
          Setting.text("url", "", "where it is"),
          Setting.choice("auth.type", List.of("basic", "bearer"), "how one signs in"),
          Setting.text("auth.username", "", "who one is"),
          Setting.secret("auth.password", "none", "its password"),
          Setting.path("tls.ca-file", "none", "who is trusted"),
          Setting.number("limits.connections", 1, 32, "4", "how many at once"),
          Setting.duration("timeouts.connect", "30s", "how long"),
          Setting.list("hosts", "any", "which"));

  @TempDir Path folder;

  private static final String STORE =
      """
      version = 1
      [store.phone]
      type = "server"
      url = "https://contacts.phone.example/"
      """;

  @Test
  void aTableMayBeWrittenInOneLineOrAsASectionOrWithDots() {
    List<String> spellings =
        List.of(
            """
            auth = { type = "basic", username = "ada", password.command = ["pass", "x"] }
            limits = { connections = 8 }
            """,
            """
            auth.type = "basic"
            auth.username = "ada"
            auth.password = { command = ["pass", "x"] }
            limits.connections = 8
            """,
            """
            [store.phone.auth]
            type = "basic"
            username = "ada"
            password.command = ["pass", "x"]
            [store.phone.limits]
            connections = 8
            """);

    for (String spelling : spellings) {
      StoreConfig phone = store(spelling);
      assertThat(phone.values())
          .isEqualTo(
              Map.of(
                  "url", "https://contacts.phone.example/",
                  "auth.type", "basic",
                  "auth.username", "ada",
                  "limits.connections", "8"));
      assertThat(phone.secrets())
          .isEqualTo(
              Map.of(
                  "auth.password",
                  new SecretPlace.Command(List.of("pass", "x"), SecretPlace.Command.USUAL_LIMIT)));
    }
  }

  @Test
  void pathsTimesAndListsAreHandedOver() {
    StoreConfig phone =
        store(
            """
            auth.username = "ada"
            tls.ca-file = "~/ca.pem"
            timeouts.connect = "2m"
            hosts = ["*.example.org", "example.net"]
            """);

    assertThat(phone.values())
        .containsEntry("tls.ca-file", folder.resolve("home/ca.pem").toString())
        .containsEntry("timeouts.connect", "2m")
        .containsEntry("hosts", "*.example.org\nexample.net");
    assertThat(phone.path(folder)).isEmpty();
  }

  @Test
  void aMisspeltKeyIsToldWithItsPlaceAndWhatWasMeant() {
    assertThat(refused("auth = { usrname = \"ada\" }\n"))
        .containsExactly(
            "line 5, column 1: \"username\" is missing in [store.phone] auth.",
            "line 5, column 10: unknown key \"usrname\" in [store.phone] auth. Did you mean"
                + " \"username\"?");
    assertThat(refused("[store.phone.auth]\nusername = \"ada\"\ntyp = \"basic\"\n"))
        .containsExactly(
            "line 7, column 1: unknown key \"typ\" in [store.phone] auth. Did you mean \"type\"?");
    assertThat(refused("auth.username = \"ada\"\nlimit.connections = 3\n"))
        .containsExactly(
            "line 6, column 1: unknown key \"limit\" in [store.phone]. Did you mean \"limits\"?");
  }

  @Test
  void aKeyInTheWrongTableIsToldWhereItBelongs() {
    assertThat(refused("auth.username = \"ada\"\nconnections = 3\n"))
        .containsExactly(
            "line 6, column 1: unknown key \"connections\" in [store.phone]. Did you mean"
                + " \"limits.connections\"?");
    assertThat(refused("username = \"ada\"\n"))
        .containsExactly(
            "line 2, column 1: \"auth.username\" is missing in [store.phone].",
            "line 5, column 1: unknown key \"username\" in [store.phone]. Did you mean"
                + " \"auth.username\"?");
  }

  @Test
  void aSecretInPlainTextIsRefusedAndNotRepeated() {
    for (String written :
        List.of(
            "auth = { username = \"ada\", password = \"hunter2\" }",
            "auth.username = \"ada\"\nauth.password = \"hunter2\"",
            "auth.username = \"ada\"\npassword = \"hunter2\"",
            "auth = \"hunter2\"",
            "auth.username = \"ada\"\nauth.pasword = \"hunter2\"")) {
      assertThat(refused(written + "\n"))
          .as(written)
          .isNotEmpty()
          .noneMatch(line -> line.contains("hunter2"));
    }
    assertThat(refused("auth = { username = \"ada\", password = \"hunter2\" }\n").get(0))
        .startsWith("line 5, column 28: a secret is never written into this file.");
  }

  @Test
  void whatMustBeATableIsToldItsKeys() {
    assertThat(refused("auth.username = \"ada\"\nlimits = 3\n"))
        .containsExactly("line 6, column 1: \"limits\" must be a table. Its keys: connections.");
  }

  @Test
  void aNumberOutOfItsBoundsAndATimeWithoutAUnitAreRefused() {
    assertThat(refused("auth.username = \"ada\"\nlimits.connections = 0\n"))
        .containsExactly(
            "line 6, column 1: \"connections\" in [store.phone] limits must be from 1 to 32.");
    assertThat(refused("auth.username = \"ada\"\nlimits.connections = \"4\"\n").get(0))
        .contains("must be a whole number");
    assertThat(refused("auth.username = \"ada\"\ntimeouts.connect = \"30\"\n"))
        .containsExactly(
            "line 6, column 1: \"connect\" in [store.phone] timeouts must be a time such as"
                + " \"30s\" or \"2m\".");
    assertThat(refused("auth.username = \"ada\"\nhosts = [\"a\\nb\"]\n").get(0))
        .contains("line 6")
        .contains("several lines");
  }

  private StoreConfig store(String more) {
    try {
      return reader()
          .read(Files.writeString(folder.resolve("oneway.toml"), STORE + more))
          .store("phone")
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> refused(String more) {
    List<String> lines =
        catchThrowableOfType(Refusal.class, () -> store(more)).trouble().more().stream()
            .map(line -> line.replace("oneway.toml ", ""))
            .toList();
    return lines.subList(0, lines.size() - 1);
  }

  private ConfigReader reader() {
    return OnlyKeys.reader(folder, "server", KEYS);
  }
}
