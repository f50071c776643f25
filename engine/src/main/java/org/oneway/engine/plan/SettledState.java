// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.ForwardingSyncState;
import org.oneway.engine.state.Intent;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;

/**
 * The state as it is once the intents of an interrupted run are settled, before that is committed;
 * so that a plan can be made without writing. Intents are few: at most the batches under way.
 */
final class SettledState extends ForwardingSyncState {
  private final SyncState state;
  private final Map<Integer, Pairing> put = new HashMap<>();
  private final Map<Integer, Bases> kept = new HashMap<>();
  private final Set<Integer> dropped = new HashSet<>();

  SettledState(SyncState state, List<StateChange> changes) {
    this.state = state;
    for (StateChange change : changes) {
      if (change instanceof StateChange.PutPairing one) {
        put.put(one.pairing().number(), one.pairing());
      } else if (change instanceof StateChange.PutBases one) {
        kept.put(one.pairing(), one.bases());
      } else if (change instanceof StateChange.DropPairing one) {
        dropped.add(one.pairing());
      }
    }
  }

  @Override
  protected SyncState state() {
    return state;
  }

  private boolean isOld(int number) {
    return put.containsKey(number) || dropped.contains(number);
  }

  private <K> Map<K, List<Pairing>> overlay(
      Map<K, List<Pairing>> found, Collection<K> asked, Function<Pairing, K> by) {
    Map<K, List<Pairing>> now = new HashMap<>();
    found.forEach(
        (key, pairings) -> {
          List<Pairing> still = new ArrayList<>(pairings);
          still.removeIf(pairing -> isOld(pairing.number()));
          if (!still.isEmpty()) {
            now.put(key, still);
          }
        });
    Set<K> wanted = new HashSet<>(asked);
    for (Pairing pairing : put.values()) {
      K key = by.apply(pairing);
      if (wanted.contains(key)) {
        now.computeIfAbsent(key, k -> new ArrayList<>()).add(pairing);
      }
    }
    return now;
  }

  @Override
  public Map<Reference, List<Pairing>> bySource(Collection<Reference> references) {
    return overlay(state.bySource(references), references, p -> p.source().reference());
  }

  @Override
  public Map<Reference, List<Pairing>> byTarget(Collection<Reference> references) {
    return overlay(state.byTarget(references), references, p -> p.target().reference());
  }

  @Override
  public Map<Key, List<Pairing>> bySourceKey(Collection<Key> keys) {
    return overlay(state.bySourceKey(keys), keys, Pairing::sourceKey);
  }

  @Override
  public Map<Key, List<Pairing>> byTargetKey(Collection<Key> keys) {
    return overlay(state.byTargetKey(keys), keys, Pairing::targetKey);
  }

  @Override
  public Map<Integer, Pairing> pairings(Collection<Integer> numbers) {
    Map<Integer, Pairing> now = new HashMap<>(state.pairings(numbers));
    now.keySet().removeAll(dropped);
    numbers.forEach(n -> Optional.ofNullable(put.get(n)).ifPresent(p -> now.put(n, p)));
    return now;
  }

  @Override
  public Map<Integer, Integer> pairingsPerFolder() {
    Map<Integer, Integer> now = new HashMap<>(state.pairingsPerFolder());
    Set<Integer> old = new HashSet<>(dropped);
    old.addAll(put.keySet());
    state.pairings(old).values().forEach(pairing -> now.merge(pairing.folder(), -1, Integer::sum));
    put.values().forEach(pairing -> now.merge(pairing.folder(), 1, Integer::sum));
    return now;
  }

  @Override
  public Map<Integer, Bases> bases(Collection<Integer> numbers) {
    Map<Integer, Bases> now = new HashMap<>(state.bases(numbers));
    numbers.forEach(n -> Optional.ofNullable(kept.get(n)).ifPresent(b -> now.put(n, b)));
    return now;
  }

  @Override
  public int nextPairing() {
    return Math.max(
        state.nextPairing(), put.keySet().stream().mapToInt(n -> n + 1).max().orElse(0));
  }

  @Override
  public List<Intent> intents() {
    return List.of();
  }

  @Override
  public void commit(List<StateChange> changes) {
    throw new IllegalStateException("a plan does not write");
  }
}
