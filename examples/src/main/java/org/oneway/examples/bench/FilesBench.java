// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The first sync of a file of a hundred thousand contacts into an empty directory, in a heap of 256
 * MB, against ten thousand.
 */
public final class FilesBench {
  private static final int MANY = 100_000;
  private static final int FEW = 10_000;
  private static final int MEGABYTES = 256;

  private FilesBench() {}

  /** Measures; takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    try (WorkDirectory work = WorkDirectory.create("files")) {
      Times few = measured(FEW, work.path());
      Times many = measured(MANY, work.path());
      System.out.printf(
          "%s, in a heap of %d MB; at most 1.30 is promised%n",
          many.comparedWith(few, MANY, FEW), MEGABYTES);
    }
  }

  private static Times measured(int count, Path work) {
    Times times = Median.ofThree(() -> first(count, MEGABYTES, work));
    System.out.println(times.line(count));
    return times;
  }

  /**
   * How long the first sync takes in a JVM of its own.
   *
   * @throws IllegalStateException if it fails, or the directory does not hold as many files after
   *     it
   */
  static Times first(int count, int megabytes, Path work) {
    try (SyncedBook book = SyncedBook.fromFile(count, work.resolve("synced"))) {
      Times times = book.sync(megabytes);
      book.requireAll();
      return times;
    }
  }
}
