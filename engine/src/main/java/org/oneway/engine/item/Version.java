// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.item;

/**
 * A store's opaque mark for one state of an item: an ETag, a modseq, a blob id.
 *
 * @param value never empty
 */
public record Version(String value) implements Comparable<Version> {
  public Version {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a version is never empty");
    }
  }

  @Override
  public int compareTo(Version other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
