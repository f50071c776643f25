// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.ForwardingSyncState;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;

/**
 * A state that is used while {@link Faults} happen; says so if a commit comes while rows are being
 * pulled.
 */
public final class FaultyState implements StateStore {
  private final StateStore state;
  private final Faults faults;
  private final AtomicInteger cursors = new AtomicInteger();

  /** The same state with these faults. */
  public FaultyState(StateStore state, Faults faults) {
    this.state = state;
    this.faults = faults;
  }

  @Override
  public long generation() {
    faults.power();
    return state.generation();
  }

  @Override
  public List<String> syncs() {
    faults.power();
    return state.syncs();
  }

  @Override
  public SyncState sync(String name) {
    faults.power();
    return new OfSync(state.sync(name));
  }

  @Override
  public List<RunRecord> runs(int most) {
    faults.power();
    return state.runs(most);
  }

  @Override
  public void close() {
    state.close();
  }

  /** How many rows are being pulled now. */
  public int openCursors() {
    return cursors.get();
  }

  private final class OfSync extends ForwardingSyncState {
    private final SyncState sync;

    OfSync(SyncState sync) {
      this.sync = sync;
    }

    @Override
    protected SyncState state() {
      faults.power();
      return sync;
    }

    @Override
    public void commit(List<StateChange> changes) {
      if (cursors.get() > 0) {
        throw new AssertionError("a commit while rows are being pulled");
      }
      faults.beforeCommit();
      sync.commit(changes);
      faults.afterCommit();
    }

    @Override
    public Cursor<Foreign> allForeign() {
      Cursor<Foreign> rows = state().allForeign();
      cursors.incrementAndGet();
      return new Cursor<>() {
        private boolean closed;

        @Override
        public Optional<Foreign> next() {
          faults.power();
          return rows.next();
        }

        @Override
        public void close() {
          if (!closed) {
            closed = true;
            cursors.decrementAndGet();
            rows.close();
          }
        }
      };
    }
  }
}
