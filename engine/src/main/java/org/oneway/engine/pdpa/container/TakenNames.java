// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which names were given away, as 64 bits of a hash each. Two names that share them count as one:
 * then one more name than needed is tried.
 */
final class TakenNames {
  private final MessageDigest digest;
  private long[] hashes = new long[1 << 10];
  private int count;

  TakenNames() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether the name was free; from now on it is not. */
  boolean add(String name) {
    long hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8))).getLong();
    if (!put(hashes, hash == 0 ? 1 : hash)) {
      return false;
    }
    count++;
    if (count * 3L > hashes.length * 2L) {
      long[] more = new long[hashes.length * 2];
      for (long known : hashes) {
        if (known != 0) {
          put(more, known);
        }
      }
      hashes = more;
    }
    return true;
  }

  private static boolean put(long[] hashes, long hash) {
    int slot = (int) hash & (hashes.length - 1);
    while (hashes[slot] != 0) {
      if (hashes[slot] == hash) {
        return false;
      }
      slot = (slot + 1) & (hashes.length - 1);
    }
    hashes[slot] = hash;
    return true;
  }
}
