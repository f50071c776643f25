// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.examples.bench.SyncedBook.Result;
import org.oneway.examples.bench.SyncedBook.Touched;

final class NothingBenchTest {
  private static final int FEW = 50;

  @TempDir private Path work;

  @Test
  void theFirstSyncWritesEachContactAndTheNextOnesWriteNothingAndReadNoFileTwice() {
    List<Result> results =
        NothingBench.round(() -> SyncedBook.fromDirectory(FEW, work.resolve("synced")), 64);
    Touched first = results.get(0).touched();
    assertThat(first.read()).isGreaterThanOrEqualTo(FEW);
    assertThat(first.bytesWritten()).isGreaterThan(FEW * 100);
    for (Result again : results.subList(1, results.size())) {
      assertThat(again.touched().bytesWritten()).isZero();
      assertThat(again.touched().often()).isLessThanOrEqualTo(1);
    }
  }
}
