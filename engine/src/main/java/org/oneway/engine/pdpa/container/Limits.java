// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

/**
 * How much of a container is read before it is refused.
 *
 * @param entries files and directories in it
 * @param bytes all files together, unpacked
 * @param ratio how many times larger than packed it may be, whole or any one file of more than a
 *     megabyte
 * @param depth directories in each other
 */
public record Limits(long entries, long bytes, long ratio, int depth) {
  /** What nobody's own archive comes near: 2,000,000 files, 1 TB, 200 times, 64 deep. */
  public static final Limits USUAL = new Limits(2_000_000, 1L << 40, 200, 64);

  public Limits {
    if (entries < 1 || bytes < 1 || ratio < 1 || depth < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
  }
}
