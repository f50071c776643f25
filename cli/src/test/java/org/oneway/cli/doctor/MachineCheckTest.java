// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.doctor.Diagnosis.Level;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Invocation;

final class MachineCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-22T06:14:00Z");
  private static final long GIGABYTE = 1_000_000_000;

  @TempDir private Path directory;

  @Test
  void aUsualMachineIsWell() {
    assertThat(found(machine(17, "UTF-8", GIGABYTE), NOW))
        .extracting(Diagnosis::level)
        .containsOnly(Level.OK);
  }

  @Test
  void aDiskThatIsAlmostFullIsAWarningAndAFullOneAnError() {
    assertThat(ill(machine(17, "UTF-8", GIGABYTE / 10), NOW))
        .satisfies(d -> assertThat(d.what()).contains("room for 100 MB"))
        .extracting(Diagnosis::exit)
        .isEqualTo(ExitCode.OK);
    Diagnosis full = ill(machine(17, "UTF-8", 1_000), NOW);
    assertThat(full.exit()).isEqualTo(ExitCode.DISK_FULL);
    assertThat(full.remedy()).contains("df -h " + directory);
  }

  @Test
  void roomThatIsNotKnownIsAWarning() {
    Machine.Space unknown =
        path -> {
          throw new FileSystemException(path.toString(), null, "no such mount");
        };
    assertThat(ill(new Machine(17, "17", "UTF-8", unknown), NOW).what()).contains("is not known");
  }

  @Test
  void aClockThatCannotBeRightIsAnError() {
    for (String time : List.of("1970-01-01T00:00:01Z", "2124-01-01T00:00:00Z")) {
      Diagnosis clock = ill(machine(17, "UTF-8", GIGABYTE), Instant.parse(time));
      assertThat(clock.level()).isEqualTo(Level.ERROR);
      assertThat(clock.what()).contains(time);
      assertThat(clock.remedy()).contains("timedatectl");
    }
  }

  @Test
  void aFileThatWasChangedInTheFutureIsAWarning() throws IOException {
    Path cards = Files.writeString(directory.resolve("cards.vcf"), "");
    Files.setLastModifiedTime(cards, FileTime.from(NOW.plus(Duration.ofDays(3))));

    Diagnosis clock = ill(machine(17, "UTF-8", GIGABYTE), NOW);

    assertThat(clock.level()).isEqualTo(Level.WARNING);
    assertThat(clock.what()).contains("cards.vcf").contains("after now");
    assertThat(clock.remedy()).contains("touch");
  }

  @Test
  void anOldJavaIsAnError() {
    assertThat(ill(machine(11, "UTF-8", GIGABYTE), NOW).what()).contains("This is Java 11");
  }

  @Test
  void namesThatAreNotUtf8AreAWarning() {
    Diagnosis names = ill(machine(17, "ANSI_X3.4-1968", GIGABYTE), NOW);

    assertThat(names.level()).isEqualTo(Level.WARNING);
    assertThat(names.why()).contains("umlauts");
    assertThat(names.remedy()).contains("export LC_ALL=C.UTF-8");
  }

  private static Machine machine(int java, String encoding, long space) {
    return new Machine(java, String.valueOf(java), encoding, path -> space);
  }

  private Diagnosis ill(Machine machine, Instant now) {
    return found(machine, now).stream()
        .filter(diagnosis -> diagnosis.level() != Level.OK)
        .findFirst()
        .orElseThrow();
  }

  private List<Diagnosis> found(Machine machine, Instant now) {
    StoreConfig store =
        new StoreConfig(
            "cards",
            "vcard",
            Optional.empty(),
            Map.of("path", "cards.vcf"),
            Map.of(),
            Optional.of("path"),
            List.of(),
            2);
    Configuration configuration =
        new Configuration(
            directory.resolve("oneway.toml"),
            directory.resolve("state"),
            List.of(store),
            List.of());
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    Surroundings surroundings =
        new Surroundings(
            nowhere,
            nowhere,
            InputStream.nullInputStream(),
            Map.of(),
            directory.resolve("home"),
            directory,
            () -> now,
            ZoneOffset.UTC,
            false);
    return new MachineCheck()
        .of(
            new Subject(
                configuration,
                List.of(),
                List.of(store),
                surroundings,
                new Invocation(Optional.empty()),
                machine));
  }
}
