// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Kind;

/**
 * Which items and folders take part in a sync. What it leaves out is not thereby deleted: its
 * pairing sleeps.
 */
@FunctionalInterface
public interface Filter {
  /** Everything takes part. */
  Filter NONE = (kind, item) -> true;

  /** Whether this item, as it is read or as it is kept in the state, takes part. */
  boolean includes(Kind kind, ObjectNode item);

  /** Whether this folder of the source takes part. */
  default boolean includes(Folder folder) {
    return true;
  }

  /** What both let take part. */
  default Filter and(Filter other) {
    if (this == NONE || other == NONE) {
      return this == NONE ? other : this;
    }
    Filter one = this;
    return new Filter() {
      @Override
      public boolean includes(Kind kind, ObjectNode item) {
        return one.includes(kind, item) && other.includes(kind, item);
      }

      @Override
      public boolean includes(Folder folder) {
        return one.includes(folder) && other.includes(folder);
      }
    };
  }
}
