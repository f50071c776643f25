// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.BlankSyncState;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.StateChange;

/**
 * What is remembered of a sync of numbered contacts as they were first exported. It stands in for a
 * state while a plan is made, and fails loudly if anything is to be changed.
 */
final class ComputedState extends BlankSyncState {
  private final int count;
  private final Fingerprints fingerprints;

  ComputedState(int count, Fingerprints fingerprints) {
    this.count = count;
    this.fingerprints = fingerprints;
  }

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public long generation() {
    return 1;
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
  public void commit(List<StateChange> changes) {
    throw new IllegalStateException("commit was not expected: a plan changes nothing");
  }
}
