// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;

/**
 * A state that answers as another one does, but for what whoever extends it says otherwise. What
 * the target's user made differ is counted from the pairings that it answers itself.
 */
public abstract class ForwardingSyncState implements SyncState {
  /** The state that answers; asked for at each call. */
  protected abstract SyncState state();

  @Override
  public long generation() {
    return state().generation();
  }

  @Override
  public String name() {
    return state().name();
  }

  @Override
  public Optional<Sides> sides() {
    return state().sides();
  }

  @Override
  public List<FolderPairing> folders() {
    return state().folders();
  }

  @Override
  public int nextPairing() {
    return state().nextPairing();
  }

  @Override
  public Map<Integer, Integer> pairingsPerFolder() {
    return state().pairingsPerFolder();
  }

  @Override
  public Map<Reference, List<Pairing>> bySource(Collection<Reference> references) {
    return state().bySource(references);
  }

  @Override
  public Map<Reference, List<Pairing>> byTarget(Collection<Reference> references) {
    return state().byTarget(references);
  }

  @Override
  public Map<Key, List<Pairing>> bySourceKey(Collection<Key> keys) {
    return state().bySourceKey(keys);
  }

  @Override
  public Map<Key, List<Pairing>> byTargetKey(Collection<Key> keys) {
    return state().byTargetKey(keys);
  }

  @Override
  public Map<Integer, Pairing> pairings(Collection<Integer> numbers) {
    return state().pairings(numbers);
  }

  @Override
  public Map<Integer, Bases> bases(Collection<Integer> numbers) {
    return state().bases(numbers);
  }

  @Override
  public Map<Reference, String> ownersOf(
      Sides.StoreName targetStore, Collection<Reference> references) {
    return state().ownersOf(targetStore, references);
  }

  @Override
  public Map<Key, String> ownersOf(
      Sides.StoreName targetStore, FolderId targetFolder, Collection<Key> keys) {
    return state().ownersOf(targetStore, targetFolder, keys);
  }

  @Override
  public Map<Reference, Foreign> foreign(Collection<Reference> references) {
    return state().foreign(references);
  }

  @Override
  public Checkpoint checkpoint(Side side, String scope) {
    return state().checkpoint(side, scope);
  }

  @Override
  public List<Pending> pending() {
    return state().pending();
  }

  @Override
  public List<Intent> intents() {
    return state().intents();
  }

  @Override
  public List<Deletions> deletionsSince(Instant since) {
    return state().deletionsSince(since);
  }

  @Override
  public Cursor<Foreign> allForeign() {
    return state().allForeign();
  }

  @Override
  public void commit(List<StateChange> changes) {
    state().commit(changes);
  }
}
