// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The middle of three measurements: one that was disturbed does not count. */
final class Median {
  private static final int MEASUREMENTS = 3;

  private Median() {}

  static long ofThree(LongSupplier measure) {
    long[] measured = new long[MEASUREMENTS];
    for (int i = 0; i < MEASUREMENTS; i++) {
      measured[i] = measure.getAsLong();
    }
    Arrays.sort(measured);
    return measured[MEASUREMENTS / 2];
  }

  /** One line about so many items in so many milliseconds. */
  static String line(int items, long milliseconds) {
    return String.format(
        Locale.ROOT,
        "%,10d items   %8.1f s   %8.1f µs for each",
        items,
        milliseconds / 1e3,
        milliseconds * 1e3 / items);
  }

  /** How many times longer one item took. */
  static double ratio(int items, long milliseconds, int ofItems, long ofMilliseconds) {
    return ((double) milliseconds / items) / ((double) ofMilliseconds / ofItems);
  }
}
