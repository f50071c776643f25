// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.Deletions;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.Intent;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.Sides;
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

  private final class OfSync implements SyncState {
    private final SyncState sync;

    OfSync(SyncState sync) {
      this.sync = sync;
    }

    private SyncState powered() {
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
      Cursor<Foreign> rows = powered().allForeign();
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

    @Override
    public long generation() {
      return powered().generation();
    }

    @Override
    public String name() {
      return powered().name();
    }

    @Override
    public Optional<Sides> sides() {
      return powered().sides();
    }

    @Override
    public List<FolderPairing> folders() {
      return powered().folders();
    }

    @Override
    public int nextPairing() {
      return powered().nextPairing();
    }

    @Override
    public Map<Integer, Integer> pairingsPerFolder() {
      return powered().pairingsPerFolder();
    }

    @Override
    public Map<Reference, List<Pairing>> bySource(Collection<Reference> references) {
      return powered().bySource(references);
    }

    @Override
    public Map<Reference, List<Pairing>> byTarget(Collection<Reference> references) {
      return powered().byTarget(references);
    }

    @Override
    public Map<Key, List<Pairing>> bySourceKey(Collection<Key> keys) {
      return powered().bySourceKey(keys);
    }

    @Override
    public Map<Key, List<Pairing>> byTargetKey(Collection<Key> keys) {
      return powered().byTargetKey(keys);
    }

    @Override
    public Map<Integer, Pairing> pairings(Collection<Integer> numbers) {
      return powered().pairings(numbers);
    }

    @Override
    public Map<Integer, Bases> bases(Collection<Integer> numbers) {
      return powered().bases(numbers);
    }

    @Override
    public Map<Reference, String> ownersOf(
        Sides.StoreName targetStore, Collection<Reference> references) {
      return powered().ownersOf(targetStore, references);
    }

    @Override
    public Map<Key, String> ownersOf(
        Sides.StoreName targetStore, FolderId targetFolder, Collection<Key> keys) {
      return powered().ownersOf(targetStore, targetFolder, keys);
    }

    @Override
    public Map<Reference, Foreign> foreign(Collection<Reference> references) {
      return powered().foreign(references);
    }

    @Override
    public Checkpoint checkpoint(Side side, String scope) {
      return powered().checkpoint(side, scope);
    }

    @Override
    public List<Pending> pending() {
      return powered().pending();
    }

    @Override
    public List<Intent> intents() {
      return powered().intents();
    }

    @Override
    public List<Deletions> deletionsSince(Instant since) {
      return powered().deletionsSince(since);
    }
  }
}
