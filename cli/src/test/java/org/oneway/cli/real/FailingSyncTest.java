// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.halting.HaltingProvider;

/** {@code -Doneway.failing=all} leaves no operation out; that takes a quarter of an hour. */
final class FailingSyncTest {
  @TempDir private Path root;

  @Test
  @DisplayName(
      "R10 whatever file operation fails, once or for good: told, and mended by the next run")
  void whateverFails() throws Exception {
    new MixedSync(root).prepare();
    Process program =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.nio.file.spi.DefaultFileSystemProvider="
                        + HaltingProvider.class.getName(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx512m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FailingSyncs.class.getName(),
                    root.toString(),
                    System.getProperty("oneway.failing", "some")))
            .redirectErrorStream(true)
            .start();
    program.getOutputStream().close();
    String said =
        new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(program.waitFor()).as(said).isZero();
    assertThat(said).endsWith(", 0 faults");
    CleanSync clean = new CleanSync(root.resolve(FailingSyncs.CLEAN));
    for (String line : said.lines().filter(l -> l.startsWith(FailingSyncs.LATER)).toList()) {
      Path place = root.resolve(line.substring(FailingSyncs.LATER.length()));
      assertThat(clean.fault(place)).as(said).isEmpty();
    }
    System.out.println(said.substring(said.lastIndexOf("R10:")));
  }
}
