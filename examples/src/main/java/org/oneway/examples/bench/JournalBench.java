// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the undo journal costs: first syncs of ten thousand contacts from a file into a directory,
 * with and without it, in turns.
 */
public final class JournalBench {
  private static final int COUNT = 10_000;
  private static final int MEGABYTES = 256;
  private static final int ROUNDS = 3;

  private JournalBench() {}

  /** Measures; takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    try (WorkDirectory work = WorkDirectory.create("journal")) {
      List<Times> without = new ArrayList<>();
      List<Times> with = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        without.add(first(COUNT, MEGABYTES, false, work.path()));
        with.add(first(COUNT, MEGABYTES, true, work.path()));
      }
      System.out.println("without " + Median.of(without).line(COUNT));
      System.out.println("with    " + Median.of(with).line(COUNT));
      System.out.printf(
          "%s; at most 1.15 is promised%n",
          Median.of(with).comparedWith(Median.of(without), COUNT, COUNT));
    }
  }

  /**
   * How long the first sync takes in a JVM of its own.
   *
   * @throws IllegalStateException if it fails, or the directory does not hold as many files after
   *     it
   */
  static Times first(int count, int megabytes, boolean keeps, Path work) {
    try (SyncedBook book = SyncedBook.fromFile(count, work.resolve("synced"))) {
      long[] numbers =
          ChildJvm.numbersOf(
              megabytes, JournalRun.class, book.root().toString(), String.valueOf(keeps));
      book.requireAll();
      return new Times(numbers[0], numbers[1]);
    }
  }
}
