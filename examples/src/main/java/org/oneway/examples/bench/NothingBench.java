// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.oneway.examples.bench.SyncedBook.Result;
import org.oneway.examples.bench.SyncedBook.Touched;

/**
 * Syncs that find nothing to do, over ten thousand contacts, against the first sync of them. The
 * sync right after the first looks into each file that was written so shortly before it was read
 * that its time proves nothing; those after it need not.
 */
public final class NothingBench {
  private static final int COUNT = 10_000;
  private static final int MEGABYTES = 256;
  private static final int ROUNDS = 3;
  private static final List<String> RUNS = List.of("first sync", "second sync", "third sync");

  private NothingBench() {}

  /** Measures; takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    try (WorkDirectory work = WorkDirectory.create("nothing")) {
      Path place = work.path().resolve("synced");
      print("from a file into a directory", () -> SyncedBook.fromFile(COUNT, place));
      print("from a directory into a directory", () -> SyncedBook.fromDirectory(COUNT, place));
    }
  }

  /** Makes contacts that were never synced. */
  @FunctionalInterface
  interface Maker {
    SyncedBook make();
  }

  private static void print(String title, Maker maker) {
    List<List<Result>> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rounds.add(round(maker, MEGABYTES));
    }
    System.out.println(title);
    Times first = median(rounds, 0);
    for (int run = 0; run < RUNS.size(); run++) {
      Times times = median(rounds, run);
      System.out.printf("  %-11s %s%n", RUNS.get(run), times.line(COUNT));
      System.out.println("              " + words(rounds.get(0).get(run).touched()));
      if (run > 0) {
        System.out.println("              " + times.comparedWith(first, COUNT, COUNT));
      }
    }
  }

  private static Times median(List<List<Result>> rounds, int run) {
    return Median.of(rounds.stream().map(round -> round.get(run).times()).toList());
  }

  private static String words(Touched touched) {
    return String.format(
        Locale.ROOT,
        "%,d files read, none more than %s, %,d bytes; %,d bytes written",
        touched.read(),
        touched.often() <= 1 ? "once" : touched.often() + " times",
        touched.bytesRead(),
        touched.bytesWritten());
  }

  /**
   * Syncs three times.
   *
   * @throws IllegalStateException if the second or third sync reads a file more than once, or
   *     writes anything into source or target
   */
  static List<Result> round(Maker maker, int megabytes) {
    try (SyncedBook book = maker.make()) {
      List<Result> results = new ArrayList<>();
      results.add(book.watchedSync(megabytes));
      book.requireAll();
      Map<Path, String> files = book.files();
      while (results.size() < RUNS.size()) {
        Result result = book.watchedSync(megabytes);
        require(result.touched());
        if (!book.files().equals(files)) {
          throw new IllegalStateException("a sync without anything to do changed files");
        }
        results.add(result);
      }
      return results;
    }
  }

  private static void require(Touched touched) {
    if (touched.often() > 1 || touched.bytesWritten() > 0) {
      throw new IllegalStateException("with nothing to do: " + words(touched));
    }
  }
}
