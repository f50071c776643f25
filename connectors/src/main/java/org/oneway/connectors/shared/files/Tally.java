// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.oneway.connectors.shared.vobject.Hashes;

/** Counts how often each word came; keeps twelve bytes of each. */
final class Tally {
  private final MessageDigest digest = Hashes.sha256();
  private long[] keys = new long[1 << 8];
  private int[] counts = new int[1 << 8];
  private int size;

  /** Counts {@code word} and answers how often it has come now, from 1. */
  int count(String word) {
    int place = place(keys, hash(word));
    if (counts[place] == 0) {
      keys[place] = hash(word);
      if (++size > keys.length / 2) {
        counts[place]++;
        grow();
        return 1;
      }
    }
    return ++counts[place];
  }

  /** Whether {@code word} has come. */
  boolean holds(String word) {
    return counts[place(keys, hash(word))] > 0;
  }

  private long hash(String word) {
    byte[] hash = digest.digest(word.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(hash).getLong();
  }

  private int place(long[] table, long key) {
    int place = (int) key & (table.length - 1);
    while (counts[place] != 0 && table[place] != key) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[oldKeys.length * 2];
    counts = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] > 0) {
        int place = place(keys, oldKeys[i]);
        keys[place] = oldKeys[i];
        counts[place] = oldCounts[i];
      }
    }
  }
}
