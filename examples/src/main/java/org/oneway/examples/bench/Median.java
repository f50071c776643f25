// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The middle of three measurements: one that was disturbed does not count. */
final class Median {
  private static final int MEASUREMENTS = 3;

  private Median() {}

  static Times ofThree(Supplier<Times> measure) {
    List<Times> measured = new ArrayList<>();
    for (int i = 0; i < MEASUREMENTS; i++) {
      measured.add(measure.get());
    }
    return of(measured);
  }

  /** The middle by the clock, and the middle of the processors' time. */
  static Times of(List<Times> measured) {
    return new Times(middle(measured, Times::elapsed), middle(measured, Times::processor));
  }

  private static long middle(List<Times> measured, ToLongFunction<Times> time) {
    return measured.stream().mapToLong(time).sorted().toArray()[measured.size() / 2];
  }
}
