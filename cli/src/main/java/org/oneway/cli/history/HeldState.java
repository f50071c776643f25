// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.history;

import java.util.List;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;

/** The state while this process holds it, which others are told of in {@code status.json}. */
public final class HeldState implements StateStore {
  private final StateStore state;
  private final StatusFile status;
  private boolean isHeld = true;

  /** Tells of it from now on. */
  public HeldState(StateStore state, StatusFile status, String command) {
    this.state = state;
    this.status = status;
    status.begin(state, command);
  }

  /** Where others are told. */
  public StatusFile status() {
    return status;
  }

  @Override
  public long generation() {
    return state.generation();
  }

  @Override
  public List<String> syncs() {
    return state.syncs();
  }

  @Override
  public SyncState sync(String name) {
    return state.sync(name);
  }

  @Override
  public List<RunRecord> runs(int most) {
    return state.runs(most);
  }

  @Override
  public void close() {
    if (isHeld) {
      isHeld = false;
      status.end(state);
    }
    state.close();
  }
}
