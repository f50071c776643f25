// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConvertBenchTest {
  private static final Path BOOK = Path.of("contacts/address-book.vcf");

  @TempDir private Path work;

  @Test
  void bothReadTheAddressBookAndTheRatioIsPrinted() throws IOException {
    ConvertBench.Measured measured = ConvertBench.measure(BOOK, 4, 1, 64, work);
    System.out.println(measured.line());
    // The card at its end is cut off; with another copy behind it, it ends there.
    assertThat(measured.cards()).isEqualTo(4 * 501 + 3);
  }

  @Test
  @DisplayName("S12 a photo of 50 MB goes through a heap of 256 MB")
  void aPhotoOfFiftyMegabytesGoesThroughAHeapOf256() throws IOException {
    ConvertBench.photo(50 << 20, 256, work);
  }
}
