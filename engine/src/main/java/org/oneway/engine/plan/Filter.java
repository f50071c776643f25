// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.oneway.engine.item.Kind;

/**
 * Which items take part in a sync. What it leaves out is not thereby deleted: its pairing sleeps.
 */
@FunctionalInterface
public interface Filter {
  /** Everything takes part. */
  Filter NONE = (kind, item) -> true;

  /** Whether this item, as it is read or as it is kept in the state, takes part. */
  boolean includes(Kind kind, ObjectNode item);
}
