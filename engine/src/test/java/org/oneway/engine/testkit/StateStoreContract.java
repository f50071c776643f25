// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import org.oneway.engine.state.StateStore;

/**
 * What every state store does. A test of one implements this; its state is empty when a test
 * begins.
 */
public interface StateStoreContract
    extends StateCommitContract,
        StatePairingsContract,
        StateRecordsContract,
        StateForgettingContract {
  /**
   * Opens the state of this test. What was committed to it is there again; the one opened before
   * has been closed.
   */
  @Override
  StateStore open();
}
