// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.util.Locale;

/**
 * How long something took, in milliseconds: by the clock, and of the processors. The second is less
 * disturbed by whatever else the machine does, and knows nothing of waiting for the disk.
 */
record Times(long elapsed, long processor) {
  /** One line about so many items. */
  String line(int items) {
    return String.format(
        Locale.ROOT,
        "%,10d items   %8.1f s   %8.1f µs for each   (%.1f s and %.1f µs of a processor)",
        items,
        elapsed / 1e3,
        elapsed * 1e3 / items,
        processor / 1e3,
        processor * 1e3 / items);
  }

  /** How many times as long as {@code other} this took for each item, in words. */
  String comparedWith(Times other, int items, int others) {
    return String.format(
        Locale.ROOT,
        "per item %.2f times as long (%.2f times of a processor)",
        ratio(elapsed, items, other.elapsed, others),
        ratio(processor, items, other.processor, others));
  }

  private static double ratio(long time, int items, long other, int others) {
    return ((double) time / items) / ((double) Math.max(1, other) / others);
  }
}
