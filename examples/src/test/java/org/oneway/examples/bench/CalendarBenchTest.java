// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CalendarBenchTest {
  @TempDir private Path work;

  @Test
  void bothReadTheCalendarAndTheRatioIsPrinted() throws IOException {
    CalendarBench.Measured measured = CalendarBench.measure(400, 1, 256, work);
    System.out.println(measured.line());
    assertThat(measured.events()).isEqualTo(400);
  }

  @Test
  void aCalendarGoesThroughAHeapOfTwiceItsSize() throws IOException {
    assertThat(CalendarBench.large(20 << 20, 48, work)).isGreaterThan(10_000);
  }
}
