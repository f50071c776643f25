// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import org.oneway.engine.state.StateStore;

final class MemoryStateTest implements StateStoreContract {
  private final MemoryState state = new MemoryState();

  @Override
  public StateStore open() {
    return state;
  }
}
