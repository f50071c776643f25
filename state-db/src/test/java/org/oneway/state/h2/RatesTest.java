// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rates are printed, not asserted; that it works in little memory is. */
final class RatesTest {
  @ParameterizedTest(name = "{0} pairings, {1} a commit")
  @CsvSource({"10000, 100", "100000, 500"})
  void aHundredThousandPairingsAreKeptAndFoundInAHeapOf64MB(
      int pairings, int perCommit, @TempDir Path directory) throws Exception {
    ProcessBuilder process =
        JavaProcess.of(
            Rates.class,
            List.of("-Xmx64m"),
            directory.toString(),
            Integer.toString(pairings),
            Integer.toString(perCommit));
    System.out.print(JavaProcess.output(process));
  }
}
