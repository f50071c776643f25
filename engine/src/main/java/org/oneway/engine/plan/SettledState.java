// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * The state as it is once the intents of an interrupted run are settled, before that is committed;
 * so that a plan can be made without writing. Intents are few: at most the batches under way.
 */
final class SettledState implements SyncState {
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
  public Map<Integer, Integer> pairingsPerFolder() {
    return state.pairingsPerFolder();
  }

  @Override
  public List<Intent> intents() {
    return List.of();
  }

  @Override
  public long generation() {
    return state.generation();
  }

  @Override
  public String name() {
    return state.name();
  }

  @Override
  public Optional<Sides> sides() {
    return state.sides();
  }

  @Override
  public List<FolderPairing> folders() {
    return state.folders();
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
  public Map<Reference, Foreign> foreign(Collection<Reference> references) {
    return state.foreign(references);
  }

  @Override
  public Cursor<Foreign> allForeign() {
    return state.allForeign();
  }

  @Override
  public Checkpoint checkpoint(Side side, String scope) {
    return state.checkpoint(side, scope);
  }

  @Override
  public List<Pending> pending() {
    return state.pending();
  }

  @Override
  public List<Deletions> deletionsSince(Instant since) {
    return state.deletionsSince(since);
  }

  @Override
  public void commit(List<StateChange> changes) {
    throw new IllegalStateException("a plan does not write");
  }
}
