// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartupBenchTest {
  @TempDir private Path work;

  @Test
  void eachCallIsMeasuredAndShownWithItsAllowance() throws IOException {
    Path oneway = Path.of("../oneway").toAbsolutePath().normalize();
    Path example = Path.of("contacts").toAbsolutePath();

    List<StartupBench.Measured> measured = StartupBench.measure(oneway, example, work, 1);

    assertThat(measured).extracting(StartupBench.Measured::what).hasSize(4);
    assertThat(measured.get(3).line()).contains("sync, no change", "allowed 700 ms");
    assertThat(measured).allMatch(one -> one.times().elapsed() > 0);
  }
}
