// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that gets real signals. */
final class StoppedSyncTest {
  private static final int CARDS = 3_000;

  @TempDir private Path directory;

  @Test
  void ctrlCStopsAfterWhatIsUnderWayAndTheNextRunGoesOn() throws Exception {
    requireStops("-INT");
  }

  @Test
  void aRequestToTerminateDoesTheSame() throws Exception {
    requireStops("-TERM");
  }

  @Test
  void ctrlCTwiceStopsNowAndTheNextRunGoesOn() throws Exception {
    Process sync = begun();
    signal(sync, "-INT");
    while (sync.isAlive()) {
      signal(sync, "-INT");
    }
    assertThat(sync.waitFor()).isEqualTo(130);
    requireTheRest();
  }

  private void requireStops(String signal) throws Exception {
    Process sync = begun();
    signal(sync, signal);

    assertThat(sync.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(directory.resolve("output")))
        .contains("Stopping after what is under way")
        .contains("Stopped as asked: contacts, after ")
        .contains("Go on:  oneway sync contacts --config oneway.toml    [E-STOP, exit 130]");
    assertThat(sync.exitValue()).isEqualTo(130);
    assertThat(cards()).isLessThan(CARDS);
    requireTheRest();
  }

  /** A sync of many contacts, some of which are there already. */
  private Process begun() throws Exception {
    StringBuilder book = new StringBuilder();
    for (int i = 0; i < CARDS; i++) {
      book.append("BEGIN:VCARD\r\nVERSION:4.0\r\nUID:card-").append(i);
      book.append("\r\nFN:Ada ").append(i).append("\r\nEND:VCARD\r\n");
    }
    Files.writeString(directory.resolve("source.vcf"), book);
    Files.writeString(directory.resolve("oneway.toml"), Book.CONFIG);
    assertThat(Command.in(directory).run("--version").exit()).isZero();
    String oneway = Path.of("../oneway").toAbsolutePath().normalize().toString();
    // A build that runs in the background hands on that it ignores the signal.
    Process sync =
        new ProcessBuilder("env", "--default-signal=INT", oneway, "sync", "--config", "oneway.toml")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
    while (cards() < 20) {
      assertThat(sync.waitFor(5, TimeUnit.MILLISECONDS)).as("ended before").isFalse();
    }
    return sync;
  }

  private static void signal(Process process, String signal) throws Exception {
    new ProcessBuilder(List.of("kill", signal, String.valueOf(process.pid())))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private void requireTheRest() throws IOException {
    Command.Answer answer = Command.in(directory).run("sync", "--config", "oneway.toml");
    assertThat(answer.exit()).as(answer.text()).isZero();
    assertThat(cards()).isEqualTo(CARDS);
    assertThat(Command.in(directory).run("sync", "--config", "oneway.toml").text())
        .contains("nothing to do, 3 000 in sync");
  }

  private long cards() throws IOException {
    Path folder = directory.resolve("book");
    if (Files.notExists(folder)) {
      return 0;
    }
    // Names only: a file may vanish while another process works here.
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".vcf")).count();
    }
  }
}
