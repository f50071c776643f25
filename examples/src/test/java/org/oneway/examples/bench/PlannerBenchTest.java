// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlannerBenchTest {
  @TempDir private Path scratch;

  @Test
  void aHundredThousandContactsExportedAgainArePlannedInSixtyFourMegabytesWithoutAWrite() {
    System.out.println(PlannerBench.plan(100_000, 64, scratch).line(100_000));
  }
}
