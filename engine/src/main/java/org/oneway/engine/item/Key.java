// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.item;

/** What identifies an item inside one folder: its kind and its uid. */
public record Key(Kind kind, Uid uid) implements Comparable<Key> {
  @Override
  public int compareTo(Key other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : uid.compareTo(other.uid);
  }
}
