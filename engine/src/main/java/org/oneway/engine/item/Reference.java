// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.item;

/**
 * A store's own handle for an item, opaque to everyone else: an href, a path, a JMAP id.
 *
 * @param value never empty
 */
public record Reference(String value) implements Comparable<Reference> {
  public Reference {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a reference is never empty");
    }
  }

  @Override
  public int compareTo(Reference other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
