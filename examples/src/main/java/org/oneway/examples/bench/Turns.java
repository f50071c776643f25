// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Two pieces of work in turns in one JVM. Prints what ours answers, the milliseconds of processor
 * time of both, and by how many thousandths theirs took longer in the same round: the middle of all
 * rounds. With 0 rounds ours is done once, and theirs not at all.
 */
final class Turns {
  /** Rounds that do not count. */
  private static final int WARM_UP = 2;

  private Turns() {}

  /** Something that takes time. */
  @FunctionalInterface
  interface Work {
    /** How much was done. */
    long run() throws IOException;
  }

  static void print(int rounds, Work work, Work other) throws IOException {
    if (rounds == 0) {
      System.out.println(work.run() + " 0 0 0");
      return;
    }
    long done = 0;
    long[] ours = new long[rounds];
    long[] theirs = new long[rounds];
    for (int i = -WARM_UP; i < rounds; i++) {
      long begin = processorTime();
      done = work.run();
      long between = processorTime();
      other.run();
      long end = processorTime();
      if (i >= 0) {
        ours[i] = between - begin;
        theirs[i] = end - between;
      }
    }
    long[] ratios = new long[rounds];
    Arrays.setAll(ratios, i -> 1000 * theirs[i] / Math.max(ours[i], 1));
    System.out.printf(
        "%d %d %d %d%n",
        done, middle(ours) / 1_000_000, middle(theirs) / 1_000_000, middle(ratios));
  }

  /** In nanoseconds, with that of the collector: what else the machine does is no matter. */
  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static long middle(long[] measured) {
    long[] sorted = measured.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
