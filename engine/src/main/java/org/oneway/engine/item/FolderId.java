// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.item;

import org.jspecify.annotations.Nullable;

/**
 * A store's own handle for a folder, opaque to everyone else.
 *
 * @param value never empty
 */
public record FolderId(String value) implements Comparable<FolderId> {
  public FolderId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a folder id is never empty");
    }
  }

  @Override
  public int compareTo(FolderId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  // Asked at each start of the command, and made by hand far sooner than by the JVM.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FolderId id && value.equals(id.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
