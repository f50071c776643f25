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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.config.Configuration.Mode;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Limits;
import org.oneway.engine.plan.Policies;
import org.oneway.engine.store.Setting;

final class ConfigReaderTest {
  private static final List<Setting> KEYS = List.of(Setting.path("path", "where the cards are"));

  @TempDir Path folder;

  private static final String GOOD =
      """
      version = 1
      state = "state"
      [store.google]
      type = "vcard"
      path = "google.vcf"
      mode = "read-only"
      [store.book]
      type = "vcard"
      path = "book"
      [sync.contacts]
      from = "google"
      to = "book"
      """;

  @Test
  void aFileWithAllKeysIsUnderstood() {
    Configuration read =
        read(
            GOOD
                + """
                kinds = ["contacts"]
                folders = { "A.b" = "C", "D" = "E" }
                on-conflict = "stop"
                on-delete = "delete-adopted"
                on-drift = "restore"
                on-target-delete = "recreate"
                on-leave-filter = "delete"
                max-delete = "12.5%"
                max-delete-count = 3
                max-delete-total = 50
                """);

    assertThat(read.state()).isEqualTo(folder.resolve("state"));
    SyncConfig sync = read.sync("contacts").orElseThrow();
    assertThat(sync.from().values()).isEqualTo(Map.of("path", "google.vcf"));
    assertThat(sync.from().mode()).contains(Mode.READ_ONLY);
    assertThat(sync.to().name()).isEqualTo("book");
    assertThat(sync.kinds()).isEqualTo(Set.of(Kind.CONTACT));
    assertThat(sync.folders()).isEqualTo(Map.of("A.b", "C", "D", "E"));
    assertThat(sync.policies())
        .isEqualTo(
            new Policies(
                Policies.OnConflict.STOP,
                Policies.OnDelete.DELETE_ADOPTED,
                Policies.OnDrift.RESTORE,
                Policies.OnTargetDelete.RECREATE,
                Policies.OnLeaveFilter.DELETE));
    assertThat(sync.limits()).isEqualTo(new Limits(0.125, 3, 50));
  }

  @Test
  void whatIsLeftOutIsAsUsual() {
    SyncConfig sync = read(GOOD).sync("contacts").orElseThrow();

    assertThat(sync.policies()).isEqualTo(Policies.DEFAULT);
    assertThat(sync.limits()).isEqualTo(Limits.DEFAULT);
    assertThat(sync.kinds()).containsExactlyInAnyOrder(Kind.values());
    assertThat(sync.folders()).isEmpty();
  }

  @Test
  void theStateLiesInTheHomeUnlessTheFileSaysOtherwise() {
    assertThat(read(GOOD.replace("state = \"state\"\n", "")).state())
        .isEqualTo(folder.resolve("home/.local/state/oneway"));
    assertThat(read(GOOD.replace("\"state\"", "\"~/there\"")).state())
        .isEqualTo(folder.resolve("home/there"));
  }

  @Test
  void aTildeInAPathIsTheHome() {
    Configuration read = read(GOOD.replace("google.vcf", "~/google.vcf"));

    assertThat(read.store("google").orElseThrow().values())
        .isEqualTo(Map.of("path", folder.resolve("home/google.vcf").toString()));
  }

  @Test
  void storesAndSyncsKeepTheOrderOfTheFile() {
    Configuration read =
        read(
            GOOD
                + """
                [sync.another]
                from = "google"
                to = "book"
                [sync.b]
                from = "google"
                to = "book"
                """);

    assertThat(read.storeNames()).containsExactly("google", "book");
    assertThat(read.syncs())
        .extracting(SyncConfig::name)
        .containsExactly("contacts", "another", "b");
  }

  @Test
  void allErrorsAreToldAtOnceEachWithItsPlaceAndWhatWasMeant() {
    Trouble trouble =
        refused(
            """
            version = 1
            stat = "x"
            [store.google]
            type = "vcrad"
            path = "google.vcf"
            [store.book]
            type = "vcard"
            pth = "book"
            mode = "readonly"
            [sync.contacts]
            form = "google"
            to = "bok"
            kinds = ["contacts", "contcts"]
            on-conflict = "newer"
            max-delete = "120%"
            max-delete-count = "ten"
            """);

    assertThat(trouble.code()).isEqualTo("E-CONFIG");
    assertThat(trouble.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(trouble.what()).contains("oneway.toml has 12 errors");
    assertThat(trouble.more())
        .containsExactly(
            "oneway.toml line 2, column 1: unknown key \"stat\". Did you mean \"state\"?",
            "oneway.toml line 4, column 1: there is no store type \"vcrad\". Did you mean"
                + " \"vcard\"?",
            "oneway.toml line 6, column 1: \"path\" is missing in [store.book].",
            "oneway.toml line 8, column 1: unknown key \"pth\" in [store.book]. Did you mean"
                + " \"path\"?",
            "oneway.toml line 9, column 1: \"readonly\" is no value of \"mode\" in [store.book]."
                + " Did you mean \"read-only\"?",
            "oneway.toml line 10, column 1: \"from\" is missing in [sync.contacts].",
            "oneway.toml line 11, column 1: unknown key \"form\" in [sync.contacts]. Did you mean"
                + " \"from\"?",
            "oneway.toml line 12, column 1: there is no store \"bok\". Did you mean \"book\"?",
            "oneway.toml line 13, column 22: \"contcts\" is no value of \"kinds\" in"
                + " [sync.contacts]. Did you mean \"contacts\"?",
            "oneway.toml line 14, column 1: \"newer\" is no value of \"on-conflict\" in"
                + " [sync.contacts]. Did you mean \"newer-wins\"?",
            "oneway.toml line 15, column 1: \"120%\" is no share. Write it as \"20%\", from 0% to"
                + " 100%.",
            "oneway.toml line 16, column 1: \"max-delete-count\" in [sync.contacts] must be a whole"
                + " number.",
            "Every key: docs/reference/configuration.md. Then:  oneway plan --config oneway.toml");
  }

  @Test
  void whatIsNoTomlIsToldWithItsPlaceBesideOtherErrors() {
    Trouble trouble =
        refused(GOOD.replace("[store.book]", "[store.book") + "on-delte = \"keep\"\n");

    assertThat(trouble.more())
        .anySatisfy(line -> assertThat(line).startsWith("oneway.toml line 7, column 12: not TOML"))
        .anySatisfy(line -> assertThat(line).contains("line 13").contains("\"on-delete\""));
  }

  @Test
  void theVersionMustBeThereAndKnown() {
    assertThat(refused(GOOD.replace("version = 1\n", "")).more().get(0)).contains("version = 1");
    assertThat(refused(GOOD.replace("version = 1", "version = 2")).more().get(0))
        .contains("line 1")
        .contains("version 2 is not known");
  }

  @Test
  void keysOfWhichNothingComesYetAreUnknown() {
    assertThat(refused(GOOD + "schedule = \"1\"\n").more().get(0))
        .contains("unknown key \"schedule\"");
  }

  @Test
  void aSecretInTheFileIsRefusedAndNotRepeated() {
    Trouble trouble =
        refused(GOOD.replace("path = \"book\"", "path = \"book\"\npassword = \"hunter2\""));

    assertThat(trouble.more().get(0)).contains("a secret is never written into this file");
    assertThat(trouble.toString()).doesNotContain("hunter2");
  }

  @Test
  void aReadOnlyStoreIsNoTargetButAnyStoreIsASource() {
    assertThat(
            refused(GOOD.replace("path = \"book\"", "path = \"book\"\nmode = \"read-only\""))
                .more())
        .first()
        .asString()
        .contains("line 13")
        .contains("read-only");
    read(GOOD.replace("read-only", "read-write"));
  }

  @Test
  void aStoreIsNotSyncedToItself() {
    assertThat(
            refused(
                    GOOD.replace("to = \"book\"", "to = \"google\"")
                        .replace("read-only", "read-write"))
                .more()
                .get(0))
        .contains("same");
    assertThat(refused(GOOD.replace("path = \"book\"", "path = \"./google.vcf\"")).more().get(0))
        .contains("same");
  }

  @Test
  void aNameThatLooksLikeAnOptionIsRefused() {
    assertThat(refused(GOOD.replace("[sync.contacts]", "[sync.\"--all\"]")).more().get(0))
        .contains("cannot be used");
  }

  @Test
  void aFileThatIsNotThereIsRefusedWithWhatToDo() {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> reader().read(folder.resolve("none.toml")));

    assertThat(refusal.trouble().exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(refusal.trouble().what()).contains("none.toml");
    assertThat(refusal.trouble().more().get(0)).contains("oneway plan --config");
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("oneway.toml"), new byte[] {(byte) 0xff, 0});

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> reader().read(file));

    assertThat(refusal.trouble().what()).contains("not UTF-8");
  }

  private Configuration read(String text) {
    try {
      return reader().read(Files.writeString(folder.resolve("oneway.toml"), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Trouble refused(String text) {
    return catchThrowableOfType(Refusal.class, () -> read(text)).trouble();
  }

  private ConfigReader reader() {
    return OnlyKeys.reader(folder, "vcard", KEYS);
  }
}
