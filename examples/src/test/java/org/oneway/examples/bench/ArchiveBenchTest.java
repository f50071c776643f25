// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveBenchTest {
  @TempDir private Path work;

  @Test
  void packedArchivesAreWrittenAndReadBesideOtherPackers() throws IOException {
    for (String program : List.of("zip", "unzip", "tar")) {
      Assumptions.assumeTrue(Path.of("/usr/bin", program).toFile().canExecute());
    }
    assertThat(ArchiveBench.measure(work, "contacts", 200, 0, 3)).hasSize(4);
    assertThat(ArchiveBench.measure(work, "messages", 20, 5_000, 1)).hasSize(4);
  }
}
