// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.item;

/**
 * What names an object across stores (RFC 9553 section 2.1.9, RFC 8984 section 4.1.2); kept
 * verbatim.
 *
 * @param value never empty
 */
public record Uid(String value) implements Comparable<Uid> {
  public Uid {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a uid is never empty");
    }
  }

  @Override
  public int compareTo(Uid other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
