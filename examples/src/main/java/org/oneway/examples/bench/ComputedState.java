// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
import org.oneway.engine.state.Side;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;

/**
 * What is remembered of a sync of numbered contacts as they were first exported. It stands in for a
 * state while a plan is made, and fails loudly if anything is to be changed.
 */
record ComputedState(int count, Fingerprints fingerprints) implements SyncState {
  @Override
  public String name() {
    return "bench";
  }

  @Override
  public long generation() {
    return 1;
  }

  @Override
  public Optional<Sides> sides() {
    return Optional.empty();
  }

  @Override
  public List<FolderPairing> folders() {
    return List.of(Numbered.FOLDERS);
  }

  @Override
  public int nextPairing() {
    return count;
  }

  @Override
  public Map<Integer, Integer> pairingsPerFolder() {
    return Map.of(Numbered.FOLDERS.number(), count);
  }

  @Override
  public Map<Reference, List<Pairing>> bySource(Collection<Reference> references) {
    return by(references, reference -> Numbered.number(reference.value(), "first/", count));
  }

  @Override
  public Map<Reference, List<Pairing>> byTarget(Collection<Reference> references) {
    return by(references, reference -> Numbered.number(reference.value(), "kept/", count));
  }

  @Override
  public Map<Key, List<Pairing>> bySourceKey(Collection<Key> keys) {
    return by(keys, this::number);
  }

  @Override
  public Map<Key, List<Pairing>> byTargetKey(Collection<Key> keys) {
    return by(keys, this::number);
  }

  private Optional<Integer> number(Key key) {
    return Numbered.number(key.uid().value(), "urn:uuid:first-", count);
  }

  private <K> Map<K, List<Pairing>> by(
      Collection<K> wanted, Function<K, Optional<Integer>> numberOf) {
    Map<K, List<Pairing>> found = new HashMap<>();
    for (K one : wanted) {
      numberOf.apply(one).ifPresent(n -> found.put(one, List.of(pairing(n))));
    }
    return found;
  }

  @Override
  public Map<Integer, Pairing> pairings(Collection<Integer> numbers) {
    Map<Integer, Pairing> found = new HashMap<>();
    numbers.forEach(number -> found.put(number, pairing(number)));
    return found;
  }

  private Pairing pairing(int number) {
    return Numbered.pairing(number, fingerprints.of(number));
  }

  @Override
  public Map<Integer, Bases> bases(Collection<Integer> numbers) {
    Map<Integer, Bases> found = new HashMap<>();
    numbers.forEach(number -> found.put(number, Numbered.bases(number)));
    return found;
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
    return new ArrayList<>();
  }

  @Override
  public List<Intent> intents() {
    return List.of();
  }

  @Override
  public List<Deletions> deletionsSince(Instant since) {
    return List.of();
  }

  @Override
  public void commit(List<StateChange> changes) {
    throw new IllegalStateException("commit was not expected: a plan changes nothing");
  }
}
