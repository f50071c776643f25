// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The rows that {@code .ci/servers/matrix} prints; tests named {@code *MatrixTest} add them. */
public final class MatrixTable {
  private MatrixTable() {}

  /**
   * Adds how many writes the second run made after a step; any is a failure. Elsewhere than in a
   * checkout it does nothing.
   */
  public static void add(String server, String step, long writes) {
    RealServer.checkout(Path.of("").toAbsolutePath())
        .ifPresent(root -> add(root.resolve("target/servers/matrix.txt"), server, step, writes));
  }

  private static void add(Path table, String server, String step, long writes) {
    try {
      Files.createDirectories(table.resolveSibling(""));
      Files.writeString(
          table,
          server + "|" + step + "|" + writes + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
