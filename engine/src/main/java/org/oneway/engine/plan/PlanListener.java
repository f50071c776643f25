// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import org.oneway.engine.item.Finding;
import org.oneway.engine.state.Side;

/** Is told how the making of a plan goes; called by one thread. */
public interface PlanListener {
  /** So many items of a scope have been named so far. */
  void reading(Side side, String scope, long named);

  /** Something was repaired or could not be carried. */
  void found(String title, Finding finding);

  /** Whether to stop; asked after each item that is read. */
  default boolean stopRequested() {
    return false;
  }
}
