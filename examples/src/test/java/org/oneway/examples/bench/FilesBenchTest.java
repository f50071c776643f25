// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FilesBenchTest {
  private static final int FEW = 50;

  @TempDir private Path work;

  @Test
  void theFirstSyncOfAFileIsMeasuredAndLeavesNothingBehind() {
    Times times = FilesBench.first(FEW, 64, work);
    assertThat(times.processor()).isPositive();
    assertThat(work).isEmptyDirectory();
  }
}
