// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.oneway.engine.item.Key;

/** A set of items in folders, by 64 bits of each. */
final class Placements {
  private long[] table = new long[1_024];
  private int count;

  /** What stands for an item in the folder of this whole name. */
  static long of(String folder, Key key) {
    return hash(key.kind() + "\n" + folder + "\n" + key.uid().value());
  }

  static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      long hash = ByteBuffer.wrap(digest).getLong();
      return hash == 0 ? 1 : hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  void add(long placement) {
    if (2 * (count + 1) > table.length) {
      long[] old = table;
      table = new long[2 * old.length];
      count = 0;
      for (long one : old) {
        if (one != 0) {
          add(one);
        }
      }
    }
    int slot = slot(placement);
    if (table[slot] == 0) {
      table[slot] = placement;
      count++;
    }
  }

  boolean contains(long placement) {
    return table[slot(placement)] != 0;
  }

  boolean isEmpty() {
    return count == 0;
  }

  private int slot(long placement) {
    int slot = (int) Long.remainderUnsigned(placement, table.length);
    while (table[slot] != 0 && table[slot] != placement) {
      slot = (slot + 1) % table.length;
    }
    return slot;
  }
}
