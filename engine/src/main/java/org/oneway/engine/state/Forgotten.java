// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;

/**
 * What is remembered of a sync as it is when it was forgotten. It is forgotten for good with the
 * first commit, in one transaction with what is remembered in its place; until then it is there.
 */
public final class Forgotten extends BlankSyncState {
  private final SyncState state;
  private boolean forgot;

  /** Nothing is forgotten yet. */
  public Forgotten(SyncState state) {
    this.state = state;
  }

  @Override
  public void commit(List<StateChange> changes) {
    List<StateChange> all = new ArrayList<>();
    if (!forgot) {
      all.add(new StateChange.Forget());
    }
    all.addAll(changes);
    state.commit(all);
    forgot = true;
  }

  @Override
  public String name() {
    return state.name();
  }

  @Override
  public long generation() {
    return state.generation();
  }

  @Override
  public int nextPairing() {
    return state.nextPairing();
  }

  @Override
  public Map<Reference, String> ownersOf(
      Sides.StoreName targetStore, Collection<Reference> references) {
    return state.ownersOf(targetStore, references);
  }

  @Override
  public Map<Key, String> ownersOf(
      Sides.StoreName targetStore, FolderId targetFolder, Collection<Key> keys) {
    return state.ownersOf(targetStore, targetFolder, keys);
  }
}
