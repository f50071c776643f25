// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import org.oneway.engine.store.Outcome;

/**
 * What became of a write.
 *
 * @param isHalf whether it was to end a move whose first half is done
 */
record Told(Job job, Outcome outcome, boolean isHalf) {
  /** Whether a move was begun and not ended; what it has come to is read before the next plan. */
  boolean isUnsettled() {
    return isHalf && !(outcome instanceof Outcome.Done);
  }
}
