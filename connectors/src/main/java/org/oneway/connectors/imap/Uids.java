// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** Sets of UIDs as the protocol writes them: {@code 41,43:116} (RFC 9051, sequence-set). */
final class Uids {
  private static final int MOST = 5_000_000;

  private Uids() {}

  static String written(Collection<Long> uids) {
    long[] sorted = uids.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
    StringBuilder set = new StringBuilder();
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to + 1 < sorted.length && sorted[to + 1] == sorted[to] + 1) {
        to++;
      }
      set.append(set.length() > 0 ? "," : "").append(sorted[from]);
      if (to > from) {
        set.append(':').append(sorted[to]);
      }
      from = to + 1;
    }
    return set.toString();
  }

  /**
   * The UIDs below {@code end} that a set names; empty where it is no set, or names more than a
   * mailbox has.
   */
  static Optional<long[]> read(String set, long end) {
    long[] uids = new long[64];
    int count = 0;
    for (String part : set.split(",", -1)) {
      if (!part.matches("\\d{1,10}(:\\d{1,10})?")) {
        return Optional.empty();
      }
      String[] ends = part.split(":", -1);
      long a = Long.parseLong(ends[0]);
      long b = Long.parseLong(ends[ends.length - 1]);
      for (long uid = Math.min(a, b); uid <= Math.max(a, b) && uid < end; uid++) {
        if (count == MOST) {
          return Optional.empty();
        }
        if (count == uids.length) {
          uids = Arrays.copyOf(uids, 2 * count);
        }
        uids[count++] = uid;
      }
    }
    return Optional.of(Arrays.copyOf(uids, count));
  }
}
