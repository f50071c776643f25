// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;

/**
 * What is remembered of a sync as it is when it was forgotten. It is forgotten for good with the
 * first commit, in one transaction with what is remembered in its place; until then it is there.
 */
public final class Forgotten implements SyncState {
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

  @Override
  public Optional<Sides> sides() {
    return Optional.empty();
  }

  @Override
  public List<FolderPairing> folders() {
    return List.of();
  }

  @Override
  public Map<Integer, Integer> pairingsPerFolder() {
    return Map.of();
  }

  @Override
  public Map<Reference, List<Pairing>> bySource(Collection<Reference> references) {
    return Map.of();
  }

  @Override
  public Map<Reference, List<Pairing>> byTarget(Collection<Reference> references) {
    return Map.of();
  }

  @Override
  public Map<Key, List<Pairing>> bySourceKey(Collection<Key> keys) {
    return Map.of();
  }

  @Override
  public Map<Key, List<Pairing>> byTargetKey(Collection<Key> keys) {
    return Map.of();
  }

  @Override
  public Map<Integer, Pairing> pairings(Collection<Integer> numbers) {
    return Map.of();
  }

  @Override
  public Map<Integer, Bases> bases(Collection<Integer> numbers) {
    return Map.of();
  }

  @Override
  public Map<Reference, Foreign> foreign(Collection<Reference> references) {
    return Map.of();
  }

  @Override
  public Cursor<Foreign> allForeign() {
    return new Cursor<>() {
      @Override
      public Optional<Foreign> next() {
        return Optional.empty();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Checkpoint checkpoint(Side side, String scope) {
    return Checkpoint.NONE;
  }

  @Override
  public List<Pending> pending() {
    return List.of();
  }

  @Override
  public List<Intent> intents() {
    return List.of();
  }

  @Override
  public List<Deletions> deletionsSince(Instant since) {
    return List.of();
  }
}
