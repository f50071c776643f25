// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * iCalendar to JSCalendar and back for a calendar of 10,000 events, against ical4j, which only
 * reads and writes it, in the same JVM; and a calendar of 100 MB in a heap of 256 MB.
 */
public final class CalendarBench {
  private static final int MEGABYTES = 256;
  private static final int EVENTS = 10_000;
  private static final int ROUNDS = 7;
  private static final long LARGE = 100L << 20;
  private static final double PROMISED = 1.5;

  private CalendarBench() {}

  /** Measures; takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    try (WorkDirectory work = WorkDirectory.create("calendar")) {
      Measured measured = measure(EVENTS, ROUNDS, 1024, work.path());
      System.out.println(measured.line());
      long items = large(LARGE, MEGABYTES, work.path());
      System.out.printf(
          Locale.ROOT,
          "a calendar of %d MB, %,d items, there and back in %d MB%n",
          LARGE >> 20,
          items,
          MEGABYTES);
      if (measured.ratio() < PROMISED) {
        throw new IllegalStateException("that is not fast enough beside ical4j");
      }
    }
  }

  /**
   * What was measured.
   *
   * @param ours milliseconds of processor time for all events
   * @param theirs milliseconds of ical4j for the same
   * @param ratio how many times as many events in the same time, the middle of all rounds
   */
  record Measured(long events, long ours, long theirs, double ratio) {
    String line() {
      return String.format(
          Locale.ROOT,
          "%,d events: to JSCalendar and back %,d in a second of processor time,"
              + " read and written by ical4j %,d; %.2f times as many",
          events,
          events * 1000 / ours,
          events * 1000 / theirs,
          ratio);
    }
  }

  static Measured measure(int events, int rounds, int megabytes, Path work) throws IOException {
    Path file = work.resolve("events.ics");
    BusyCalendar.write(file, events);
    long[] result =
        ChildJvm.numbersOf(megabytes, CalendarRun.class, file.toString(), String.valueOf(rounds));
    return new Measured(
        result[0], Math.max(result[1], 1), Math.max(result[2], 1), result[3] / 1000.0);
  }

  /**
   * Converts a calendar of so many bytes, and says how many items it has.
   *
   * @throws IllegalStateException if it does not fit
   */
  static long large(long bytes, int megabytes, Path work) throws IOException {
    Path file = work.resolve("large.ics");
    int events = 1000;
    BusyCalendar.write(file, events);
    events = (int) (bytes / (Files.size(file) / events));
    BusyCalendar.write(file, events);
    long[] result = ChildJvm.numbersOf(megabytes, CalendarRun.class, file.toString(), "0");
    if (result[0] != events) {
      throw new IllegalStateException("of " + events + " events there are " + result[0]);
    }
    return result[0];
  }
}
