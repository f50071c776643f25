// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Calls a program as a user does, and times the whole process.
 *
 * @param directory where it runs; what it says is in a file there
 */
record TimedCommand(Path directory) {
  /**
   * How long one call took.
   *
   * @param exit the code that it must end with
   * @throws IllegalStateException if it ends with another; with what it said
   */
  Times run(int exit, List<String> command) throws IOException {
    Path output = directory.resolve("output");
    long processor = ofChildren();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    try {
      int code = process.waitFor();
      long elapsed = (System.nanoTime() - start) / 1_000_000;
      if (code != exit) {
        throw new IllegalStateException(
            command + " ended with " + code + ": " + Files.readString(output));
      }
      return new Times(elapsed, ofChildren() - processor);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The processors' time of all children that have ended, in milliseconds; 0 where unknown. */
  private static long ofChildren() throws IOException {
    Path stat = Path.of("/proc/self/stat");
    if (!Files.isReadable(stat)) {
      return 0;
    }
    String text = Files.readString(stat);
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    // cutime and cstime of proc(5), in hundredths of a second.
    return 10 * (Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
  }
}
