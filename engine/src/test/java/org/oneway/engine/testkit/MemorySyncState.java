// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
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

/** What a {@link MemoryState} remembers of one sync; every method holds that state's lock. */
final class MemorySyncState implements SyncState {
  private final String name;
  private final MemoryState state;
  private final MemoryRows rows = new MemoryRows();

  MemorySyncState(String name, MemoryState state) {
    this.name = name;
    this.state = state;
  }

  boolean hasCommitted() {
    return rows.hasCommitted();
  }

  List<MemoryRows.NumberedRun> runs() {
    return rows.runs;
  }

  @Override
  public long generation() {
    return state.generation();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Sides> sides() {
    synchronized (state) {
      return rows.sides();
    }
  }

  @Override
  public List<FolderPairing> folders() {
    synchronized (state) {
      return List.copyOf(rows.folders.values());
    }
  }

  @Override
  public int nextPairing() {
    synchronized (state) {
      return rows.nextPairing();
    }
  }

  @Override
  public Map<Integer, Integer> pairingsPerFolder() {
    synchronized (state) {
      Map<Integer, Integer> counts = new TreeMap<>();
      rows.pairings.values().forEach(pairing -> counts.merge(pairing.folder(), 1, Integer::sum));
      return counts;
    }
  }

  @Override
  public Map<Reference, List<Pairing>> bySource(Collection<Reference> references) {
    return found(references, rows.bySource);
  }

  @Override
  public Map<Reference, List<Pairing>> byTarget(Collection<Reference> references) {
    return found(references, rows.byTarget);
  }

  @Override
  public Map<Key, List<Pairing>> bySourceKey(Collection<Key> keys) {
    return found(keys, rows.bySourceKey);
  }

  @Override
  public Map<Key, List<Pairing>> byTargetKey(Collection<Key> keys) {
    return found(keys, rows.byTargetKey);
  }

  private <K> Map<K, List<Pairing>> found(Collection<K> keys, MemoryRows.Index<K> index) {
    synchronized (state) {
      Map<K, List<Pairing>> answer = new HashMap<>();
      for (K key : keys) {
        List<Pairing> there = index.get(key);
        if (!there.isEmpty()) {
          answer.put(key, there);
        }
      }
      return answer;
    }
  }

  @Override
  public Map<Integer, Pairing> pairings(Collection<Integer> numbers) {
    synchronized (state) {
      return present(numbers, rows.pairings);
    }
  }

  @Override
  public Map<Integer, Bases> bases(Collection<Integer> numbers) {
    synchronized (state) {
      Map<Integer, Bases> answer = new HashMap<>();
      present(numbers, rows.bases).forEach((number, text) -> answer.put(number, text.parse()));
      return answer;
    }
  }

  @Override
  public Map<Reference, String> ownersOf(
      Sides.StoreName targetStore, Collection<Reference> references) {
    synchronized (state) {
      return owners(targetStore, references, rival -> rival.rows.byTarget, pairing -> true);
    }
  }

  @Override
  public Map<Key, String> ownersOf(
      Sides.StoreName targetStore, FolderId targetFolder, Collection<Key> keys) {
    synchronized (state) {
      return owners(
          targetStore,
          keys,
          rival -> rival.rows.byTargetKey,
          pairing -> pairing.targetFolder().equals(targetFolder));
    }
  }

  private <K> Map<K, String> owners(
      Sides.StoreName targetStore,
      Collection<K> keys,
      Function<MemorySyncState, MemoryRows.Index<K>> index,
      Predicate<Pairing> condition) {
    Map<K, String> answer = new HashMap<>();
    for (MemorySyncState rival : state.rivalsOf(this, targetStore).toList()) {
      for (K key : keys) {
        index.apply(rival).get(key).stream()
            .filter(condition)
            .filter(pairing -> !pairing.notices().contains(Pairing.Notice.DELETED_AT_TARGET))
            .findFirst()
            .ifPresent(pairing -> answer.putIfAbsent(key, rival.name));
      }
    }
    return answer;
  }

  @Override
  public Map<Reference, Foreign> foreign(Collection<Reference> references) {
    synchronized (state) {
      return present(references, rows.foreign);
    }
  }

  @Override
  public Cursor<Foreign> allForeign() {
    synchronized (state) {
      Iterator<Foreign> all = List.copyOf(rows.foreign.values()).iterator();
      return new Cursor<>() {
        @Override
        public Optional<Foreign> next() {
          return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
        }

        @Override
        public void close() {}
      };
    }
  }

  @Override
  public Checkpoint checkpoint(Side side, String scope) {
    synchronized (state) {
      return rows.checkpoints.getOrDefault(new MemoryRows.Scope(side, scope), Checkpoint.NONE);
    }
  }

  @Override
  public List<Pending> pending() {
    synchronized (state) {
      return rows.pending.values().stream()
          .sorted(Comparator.comparing(Pending::since).thenComparing(Pending::id))
          .toList();
    }
  }

  @Override
  public List<Intent> intents() {
    synchronized (state) {
      return List.copyOf(rows.intents.values());
    }
  }

  @Override
  public List<Deletions> deletionsSince(Instant since) {
    synchronized (state) {
      return rows.deletions.stream().filter(d -> !d.at().isBefore(since)).toList();
    }
  }

  @Override
  public void commit(List<StateChange> list) {
    synchronized (state) {
      if (list.isEmpty()) {
        return;
      }
      rows.check(list);
      rows.carryOut(list, state.committed());
    }
  }

  private static <K, V> Map<K, V> present(Collection<K> keys, Map<K, V> map) {
    Map<K, V> answer = new HashMap<>();
    for (K key : keys) {
      Optional.ofNullable(map.get(key)).ifPresent(value -> answer.put(key, value));
    }
    return answer;
  }
}
