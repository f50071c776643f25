// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;

/**
 * What rows are looked up by: 28 bits, so that an index entry is short. Two values may share a
 * hash; whoever looks one up compares the row. The hashes are kept, so they never change.
 */
final class Hashes {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int KEPT_BITS = 28;

  private Hashes() {}

  static int of(int sync, Reference reference) {
    return finish(add(add(OFFSET, sync), reference.value()));
  }

  static int of(int sync, Key key) {
    return finish(add(add(add(OFFSET, sync), key.kind().name()), key.uid().value()));
  }

  private static long add(long hash, int value) {
    return (hash ^ value) * PRIME;
  }

  private static long add(long hash, String text) {
    long sum = hash;
    for (int i = 0; i < text.length(); i++) {
      sum = add(sum, text.charAt(i));
    }
    return add(sum, -1);
  }

  /** Lets every bit of the sum reach the bits that are kept. */
  private static int finish(long sum) {
    long mixed = (sum ^ (sum >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (int) (mixed >>> (Long.SIZE - KEPT_BITS));
  }
}
