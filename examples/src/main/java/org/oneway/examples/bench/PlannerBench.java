// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The planner alone, over stores and a state that compute their answers: a million contacts on each
 * side, all exported again under new uids, in a heap of 256 MB, against a hundred thousand.
 */
public final class PlannerBench {
  private static final int MANY = 1_000_000;
  private static final int FEW = 100_000;
  private static final int MEGABYTES = 256;

  private PlannerBench() {}

  /** Measures; takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    try (WorkDirectory work = WorkDirectory.create("planner")) {
      Times few = Median.ofThree(() -> plan(FEW, MEGABYTES, work.path()));
      System.out.println(few.line(FEW));
      Times many = Median.ofThree(() -> plan(MANY, MEGABYTES, work.path()));
      System.out.println(many.line(MANY));
      System.out.printf(
          "%s, in a heap of %d MB; 0 creates, 0 deletes%n",
          many.comparedWith(few, MANY, FEW), MEGABYTES);
    }
  }

  /**
   * How long one plan takes in a JVM of its own.
   *
   * @throws IllegalStateException if it would write anything
   */
  static Times plan(int count, int megabytes, Path scratch) {
    long[] result =
        ChildJvm.numbersOf(megabytes, PlannerRun.class, String.valueOf(count), scratch.toString());
    if (result[1] != 0 || result[2] != 0 || result[3] != 0 || result[4] != count) {
      throw new IllegalStateException(
          "of %d contacts %d would be created, %d changed, %d deleted and %d left"
              .formatted(count, result[1], result[2], result[3], result[4]));
    }
    return new Times(result[0], result[5]);
  }
}
