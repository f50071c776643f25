// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this JVM has cost so far. */
final class ProcessorTime {
  private ProcessorTime() {}

  /** Of all threads on all processors, compiler and collector too. */
  static long milliseconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1_000_000;
  }
}
