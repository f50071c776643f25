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

/** A state that remembers nothing, but for what whoever extends it says otherwise. */
public abstract class BlankSyncState implements SyncState {
  @Override
  public int nextPairing() {
    return 0;
  }

  @Override
  public Map<Reference, String> ownersOf(
      Sides.StoreName targetStore, Collection<Reference> references) {
    return Map.of();
  }

  @Override
  public Map<Key, String> ownersOf(
      Sides.StoreName targetStore, FolderId targetFolder, Collection<Key> keys) {
    return Map.of();
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
