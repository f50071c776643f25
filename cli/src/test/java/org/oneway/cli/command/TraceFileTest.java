// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.work.RequestLog;
import org.oneway.engine.store.Trace;

final class TraceFileTest {
  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk(directory).with(new ServerBook().parts());
    desk.write("source.vcf", Cards.people(0, 2));
    desk.write(
        "oneway.toml",
        """
        version = 1
        state = "state"
        [store.file]
        type = "vcard"
        path = "source.vcf"
        [store.phone]
        type = "server"
        url = "https://book.example/"
        [sync.contacts]
        from = "file"
        to = "phone"
        """);
  }

  @Test
  @DisplayName("S20 a trace has each request and its answer, and nothing that may be a secret")
  void eachRequestIsALine() throws IOException {
    for (String command : List.of("plan", "sync", "verify", "doctor")) {
      desk.oneway(command, "--trace", "trace.txt");
    }

    String line =
        "2026-11-22T06:14:00Z [phone] PROPFIND https://book.example/dav/?… -> 207 in 34 ms";
    assertThat(desk.read("trace.txt").lines()).containsExactly(line, line, line, line);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(trace())))
        .isEqualTo("rw-------");
  }

  @Test
  void withoutTheOptionNothingIsWritten() {
    desk.oneway("sync");

    assertThat(trace()).doesNotExist();
  }

  @Test
  void aTraceThatCannotBeWrittenStopsTheCommandBeforeItBegins() {
    Desk.Answer answer = desk.oneway("sync", "--trace", "none/such/trace.txt");

    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.err()).contains("The trace cannot be written", "[E-FILE, exit 10]");
    assertThat(directory.resolve("book.example")).doesNotExist();
  }

  @Test
  void aTraceThatCanNoLongerBeWrittenIsToldOnceAndDisturbsNothing() {
    List<IOException> told = new ArrayList<>();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Trace trace = new RequestLog(full, () -> Instant.EPOCH, told::add).of("phone");

    trace.request("GET", URI.create("/a"), "200", Duration.ZERO);
    trace.request("GET", URI.create("/b"), "timed out", Duration.ZERO);

    assertThat(told).hasSize(1);
  }

  private Path trace() {
    return directory.resolve("trace.txt");
  }
}
