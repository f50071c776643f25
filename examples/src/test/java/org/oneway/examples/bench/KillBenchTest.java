// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KillBenchTest {
  private static final Path ONEWAY = Path.of("../oneway").toAbsolutePath().normalize();

  @TempDir private Path root;

  @Test
  @DisplayName("R02 killed thirty times at random over one growing state: as never killed")
  void killedThirtyTimes() throws IOException, InterruptedException {
    Process built = new ProcessBuilder(ONEWAY.toString(), "--version").inheritIO().start();
    assertThat(built.waitFor()).isZero();

    KillBench.Result result = KillBench.run(ONEWAY, root, 30, 5_000, System.nanoTime());

    assertThat(result.kills()).isEqualTo(30);
    assertThat(result.differences()).isEmpty();
  }
}
