// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.command.Desk.Answer;
import org.oneway.cli.real.Book;
import org.oneway.cli.work.Parts;
import org.oneway.connectors.Connectors;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.store.Connector;

final class DoctorCommandTest {
  @TempDir private Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory);
    desk.write("oneway.toml", Book.CONFIG);
    desk.write("source.vcf", Cards.people(0, 3));
  }

  @Test
  void aHealthySyncIsWellBeforeItsFirstRunAndAfterIt() throws IOException {
    assertThat(doctor().exit()).isZero();
    assertThat(ills()).isEmpty();
    assertThat(doctor().out()).contains("will be made by the first sync").contains("All is well.");

    desk.oneway("sync");

    assertThat(ills()).isEmpty();
    assertThat(doctor().out())
        .contains("1 sync")
        .contains("last run 2026-11-22-0614")
        .contains("1 run can be undone");
  }

  @Test
  @DisplayName("M04 the doctor changes nothing, not even with a write test")
  void changesNothing() throws IOException {
    desk.oneway("sync");
    Map<String, String> before = desk.files(".");

    doctor();
    doctor("--json");
    Answer tested = doctor("--write-test");

    assertThat(desk.files(".")).isEqualTo(before);
    assertThat(tested.out()).contains("book (store \"book\") was written to");
  }

  @Test
  void aConfigurationThatIsRefusedIsToldWithAllItsErrors() throws IOException {
    desk.write("oneway.toml", Book.CONFIG.replace("from", "form").replace("type", "typ"));

    JsonNode ill = ill("configuration");

    assertThat(doctor().exit()).isEqualTo(10);
    assertThat(ill.path("why").asText()).contains("line 3").contains("line 10");
    assertThat(ill.path("remedy").asText()).contains("oneway plan --config oneway.toml");
    assertThat(doctor("-q").err()).contains("has 4 errors");
    assertThat(doctor("-q").out()).isEmpty();
  }

  @Test
  void aStoreThatNoSyncNamesIsAWarning() throws IOException {
    more("[store.old]\ntype = \"vcard\"\npath = \"source.vcf\"\n");

    assertThat(ill("configuration").path("what").asText()).contains("\"old\"");
    assertThat(doctor().exit()).isZero();
    assertThat(doctor("contacts").out()).contains("Store \"old\" is named by no sync");
  }

  @Test
  void aConfigurationThatOthersMayWriteIsAWarning() throws IOException {
    Files.setPosixFilePermissions(
        directory.resolve("oneway.toml"), PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThat(ill("configuration").path("remedy").asText()).contains("chmod 600");
  }

  @Test
  void aSourceThatIsNotThereIsAnError() throws IOException {
    Files.delete(directory.resolve("source.vcf"));

    assertThat(ill("stores").path("what").asText()).contains("source.vcf does not exist");
    assertThat(doctor().exit()).isEqualTo(10);
  }

  @Test
  void aTargetThatCannotBeWrittenToIsAnError() throws IOException {
    // A file in the way stops everybody, root too.
    desk.write("place", "a file");
    desk.write("oneway.toml", Book.CONFIG.replace("\"book\"\n[sync", "\"place/book\"\n[sync"));

    assertThat(ill("paths").path("what").asText()).contains("place is a file");
    assertThat(doctor().exit()).isIn(8, 10);
  }

  @Test
  void aTargetInItsSourceAndASourceInItsTargetAreErrors() throws IOException {
    desk.write("cards/1.vcf", Cards.people(0, 1));
    desk.write(
        "oneway.toml",
        Book.CONFIG
            .replace("source.vcf", "cards")
            .replace("\"book\"\n[sync", "\"cards/book\"\n[sync"));
    assertThat(ill("paths").path("what").asText()).contains("lies in its source");
    assertThat(doctor().exit()).isEqualTo(10);

    desk.write(
        "oneway.toml",
        Book.CONFIG
            .replace("source.vcf", "cards/1.vcf")
            .replace("\"book\"\n[sync", "\"cards\"\n[sync"));
    assertThat(ill("paths").path("what").asText()).contains("holds its source");
  }

  @Test
  void theSamePlaceUnderAnotherNameIsAnError() throws IOException {
    desk.write("cards/1.vcf", Cards.people(0, 1));
    Files.createSymbolicLink(directory.resolve("link"), Path.of("cards"));
    desk.write(
        "oneway.toml",
        Book.CONFIG.replace("source.vcf", "cards").replace("\"book\"\n[sync", "\"link\"\n[sync"));

    assertThat(ill("paths").path("what").asText()).contains("is its source as well");
  }

  @Test
  void oneTargetUnderTwoNamesIsAWarning() throws IOException {
    more(
        """
        [store.again]
        type = "vcard"
        path = "book"
        [sync.more]
        from = "file"
        to = "again"
        """);

    assertThat(ill("paths").path("what").asText()).contains("are one place");
  }

  @Test
  @DisplayName("S21 a state that others may read is a warning")
  void openState() throws IOException {
    desk.oneway("sync");
    Files.setPosixFilePermissions(
        directory.resolve("state"), PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(ill("state").path("remedy").asText()).contains("chmod -R go= ");
  }

  @Test
  void aStateInUseIsAWarningAndADamagedOneAnError() throws IOException {
    desk.oneway("sync");
    failing(new StateException(StateException.Kind.LOCKED, "pid 4711 uses it", "Wait"));
    assertThat(ill("state").path("what").asText()).contains("pid 4711");
    assertThat(doctor().exit()).isZero();

    failing(new StateException(StateException.Kind.DAMAGED, "It is damaged", "Restore it"));
    assertThat(ill("state").path("remedy").asText()).contains("Restore it");
    assertThat(doctor().exit()).isEqualTo(20);
  }

  @Test
  void aFileWhereTheStateShouldBeIsAnError() throws IOException {
    desk.write("state", "a file");

    assertThat(ill("state").path("what").asText()).contains("no directory");
    assertThat(doctor().exit()).isEqualTo(10);
  }

  @Test
  void anOldBackupIsAWarning() throws IOException {
    desk.oneway("sync");
    Path backup = desk.write("state/backups/2026-11-01.zip", "a backup");
    Files.setPosixFilePermissions(backup.getParent(), PosixFilePermissions.fromString("rwx------"));
    Files.setLastModifiedTime(
        backup, FileTime.from(desk.clock.instant().minus(Duration.ofDays(30))));

    assertThat(ill("state").path("what").asText()).contains("the newest 30 days ago");
    assertThat(ill("state").path("remedy").asText()).contains("oneway state backup");
  }

  @Test
  @DisplayName("S21 a secret's file that others may read is an error, and so is a missing variable")
  void secrets() throws IOException {
    List<Connector> all = new ArrayList<>(Connectors.all());
    all.add(new GuardedBook("right"));
    desk.with(new Parts(() -> all, Parts.REAL.states()));
    desk.write("key", "right");
    Files.setPosixFilePermissions(
        directory.resolve("key"), PosixFilePermissions.fromString("rw-r--r--"));
    String guarded =
        Book.CONFIG.replace(
            "type = \"vcard\"\npath = \"book\"", "type = \"guarded\"\npath = \"book\"\n%s");

    Path config = desk.write("oneway.toml", guarded.formatted("password.file = \"key\""));
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    assertThat(ill("secrets").path("remedy").asText()).contains("chmod 600");
    assertThat(doctor().exit()).isEqualTo(10);

    desk.write("oneway.toml", guarded.formatted("password.env = \"BOOK_KEY\""));
    assertThat(ill("secrets").path("remedy").asText()).contains("export BOOK_KEY");

    desk.withVariables(Map.of("BOOK_KEY", "wrong"));
    assertThat(ill("stores").path("what").asText()).contains("refused the password");
    assertThat(doctor().exit()).isEqualTo(3);

    desk.withVariables(Map.of("BOOK_KEY", "right"));
    assertThat(ills()).isEmpty();
  }

  @Test
  void aNameThatIsNeitherSyncNorStoreIsRefused() {
    Answer answer = doctor("contact");

    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.err()).contains("contact");
  }

  private void more(String text) {
    desk.write("oneway.toml", Book.CONFIG + text);
  }

  private void failing(StateException failure) {
    desk.with(
        new Parts(
            Connectors::all,
            new Parts.States() {
              @Override
              public StateStore open(
                  Path state, InstantSource clock, String command, Consumer<StateException> told) {
                throw failure;
              }

              @Override
              public StateStore openReadOnly(Path state) {
                throw failure;
              }
            }));
  }

  /** All files are as old as the desk's clock says that it is. */
  private Answer doctor(String... more) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(path -> !path.toString().contains("backups")).toList()) {
        if (Files.exists(file)) {
          Files.setLastModifiedTime(file, FileTime.from(desk.clock.instant()));
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return desk.oneway("doctor", more);
  }

  private List<JsonNode> ills() throws IOException {
    List<JsonNode> ills = new ArrayList<>();
    for (JsonNode finding : doctor("--json").json().path("findings")) {
      if (!finding.path("level").asText().equals("ok")) {
        assertThat(finding.path("what").asText()).isNotEmpty();
        assertThat(finding.path("why").asText()).isNotEmpty();
        assertThat(finding.path("remedy").asText()).isNotEmpty();
        ills.add(finding);
      }
    }
    return ills;
  }

  private JsonNode ill(String check) throws IOException {
    return ills().stream()
        .filter(finding -> finding.path("check").asText().equals(check))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing ill in " + check));
  }
}
