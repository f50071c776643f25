// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bench with few contacts; how fast it is nobody asserts. */
final class CarddavBenchTest {
  @Test
  void everyPhaseEndsWithAllContactsThere() {
    Path oneway = Path.of("../oneway").toAbsolutePath().normalize();
    assertThatCode(() -> CarddavBench.measure(oneway, 40, Duration.ZERO))
        .doesNotThrowAnyException();
  }
}
