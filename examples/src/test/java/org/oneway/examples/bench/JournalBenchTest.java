// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JournalBenchTest {
  private static final int FEW = 50;

  @TempDir private Path work;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theFirstSyncIsMeasuredWithAndWithoutAJournal(boolean keeps) {
    Times times = JournalBench.first(FEW, 64, keeps, work);
    assertThat(times.processor()).isPositive();
    assertThat(work).isEmptyDirectory();
  }
}
