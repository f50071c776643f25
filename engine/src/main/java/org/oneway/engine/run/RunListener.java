// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import org.oneway.engine.item.Finding;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.Outcome;

/** Is told how a run goes, as it goes. Called by one thread at a time; does nothing by default. */
public interface RunListener {
  /** Hears nothing. */
  RunListener SILENT = new RunListener() {};

  /** So many items of a folder have been named so far. */
  default void reading(Side side, String folder, long named) {}

  /** The plan is made. */
  default void planned(Counts counts) {}

  /** An operation was carried out, or not. */
  default void done(Operation operation, Outcome outcome) {}

  /**
   * What became of an operation is known and is remembered next: once for each that writes, however
   * many writes it takes, and for each item that is adopted without a write.
   */
  default void settled(Operation operation, Outcome outcome) {}

  /** Something was repaired or could not be carried. */
  default void found(String title, Finding finding) {}

  /**
   * Whether the run is to stop. Asked after each item that is read and before each that is written;
   * once true, it stays true. What is under way is then brought to its end and remembered, and
   * nothing more is begun.
   */
  default boolean stopRequested() {
    return false;
  }
}
