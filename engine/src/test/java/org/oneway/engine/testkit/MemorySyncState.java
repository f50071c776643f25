// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;

/** What a {@link MemoryState} remembers of one sync; every method holds that state's lock. */
final class MemorySyncState implements SyncState {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final MemoryState state;
  private final Changes changes = new Changes();
  private final Map<Integer, Pairing> pairings = new HashMap<>();
  private final Map<Integer, Text> bases = new HashMap<>();
  private final Index<Reference> bySource = new Index<>(p -> p.source().reference());
  private final Index<Reference> byTarget = new Index<>(p -> p.target().reference());
  private final Index<Key> bySourceKey = new Index<>(Pairing::sourceKey);
  private final Index<Key> byTargetKey = new Index<>(Pairing::targetKey);
  private final Map<Integer, FolderPairing> folders = new TreeMap<>();
  private final Map<Reference, Foreign> foreign = new TreeMap<>();
  private final Map<Scope, Checkpoint> checkpoints = new HashMap<>();
  private final Map<String, Pending> pending = new LinkedHashMap<>();
  private final Map<Long, Intent> intents = new LinkedHashMap<>();
  private final List<Deletions> deletions = new ArrayList<>();
  private final List<NumberedRun> runs = new ArrayList<>();
  private Optional<Sides> sides = Optional.empty();
  private int nextPairing;
  private long commit;

  MemorySyncState(String name, MemoryState state) {
    this.name = name;
    this.state = state;
  }

  /** A run and the number of the commit that told of it. */
  record NumberedRun(long commit, RunRecord run) {
    Instant start() {
      return run.start();
    }
  }

  boolean hasCommitted() {
    return commit > 0;
  }

  List<NumberedRun> runs() {
    return runs;
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
      return sides;
    }
  }

  @Override
  public List<FolderPairing> folders() {
    synchronized (state) {
      return List.copyOf(folders.values());
    }
  }

  @Override
  public int nextPairing() {
    synchronized (state) {
      return nextPairing;
    }
  }

  @Override
  public Map<Integer, Integer> pairingsPerFolder() {
    synchronized (state) {
      Map<Integer, Integer> counts = new TreeMap<>();
      pairings.values().forEach(pairing -> counts.merge(pairing.folder(), 1, Integer::sum));
      return counts;
    }
  }

  @Override
  public Map<Reference, List<Pairing>> bySource(Collection<Reference> references) {
    return found(references, bySource);
  }

  @Override
  public Map<Reference, List<Pairing>> byTarget(Collection<Reference> references) {
    return found(references, byTarget);
  }

  @Override
  public Map<Key, List<Pairing>> bySourceKey(Collection<Key> keys) {
    return found(keys, bySourceKey);
  }

  @Override
  public Map<Key, List<Pairing>> byTargetKey(Collection<Key> keys) {
    return found(keys, byTargetKey);
  }

  private <K> Map<K, List<Pairing>> found(Collection<K> keys, Index<K> index) {
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
      return present(numbers, pairings);
    }
  }

  @Override
  public Map<Integer, Bases> bases(Collection<Integer> numbers) {
    synchronized (state) {
      Map<Integer, Bases> answer = new HashMap<>();
      present(numbers, bases).forEach((number, text) -> answer.put(number, text.parse()));
      return answer;
    }
  }

  @Override
  public Map<Reference, String> ownersOf(
      Sides.StoreName targetStore, Collection<Reference> references) {
    synchronized (state) {
      return owners(targetStore, references, rival -> rival.byTarget, pairing -> true);
    }
  }

  @Override
  public Map<Key, String> ownersOf(
      Sides.StoreName targetStore, FolderId targetFolder, Collection<Key> keys) {
    synchronized (state) {
      return owners(
          targetStore,
          keys,
          rival -> rival.byTargetKey,
          pairing -> pairing.targetFolder().equals(targetFolder));
    }
  }

  private <K> Map<K, String> owners(
      Sides.StoreName targetStore,
      Collection<K> keys,
      Function<MemorySyncState, Index<K>> index,
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
      return present(references, foreign);
    }
  }

  @Override
  public Cursor<Foreign> allForeign() {
    synchronized (state) {
      Iterator<Foreign> rows = List.copyOf(foreign.values()).iterator();
      return new Cursor<>() {
        @Override
        public Optional<Foreign> next() {
          return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
        }

        @Override
        public void close() {}
      };
    }
  }

  @Override
  public Checkpoint checkpoint(Side side, String scope) {
    synchronized (state) {
      return checkpoints.getOrDefault(new Scope(side, scope), Checkpoint.NONE);
    }
  }

  @Override
  public List<Pending> pending() {
    synchronized (state) {
      return pending.values().stream()
          .sorted(Comparator.comparing(Pending::since).thenComparing(Pending::id))
          .toList();
    }
  }

  @Override
  public List<Intent> intents() {
    synchronized (state) {
      return List.copyOf(intents.values());
    }
  }

  @Override
  public List<Deletions> deletionsSince(Instant since) {
    synchronized (state) {
      return deletions.stream().filter(d -> !d.at().isBefore(since)).toList();
    }
  }

  @Override
  public void commit(List<StateChange> list) {
    synchronized (state) {
      if (list.isEmpty()) {
        return;
      }
      check(list);
      commit = state.committed();
      list.forEach(change -> change.accept(changes));
    }
  }

  /** Refuses what could not be committed as a whole, before anything is changed. */
  private void check(List<StateChange> list) {
    Set<Integer> gone = new HashSet<>();
    Set<Integer> added = new HashSet<>();
    Set<Long> intentIds = new HashSet<>(intents.keySet());
    for (StateChange change : list) {
      if (change instanceof StateChange.PutPairing put) {
        added.add(put.pairing().number());
        gone.remove(put.pairing().number());
      } else if (change instanceof StateChange.DropPairing drop) {
        added.remove(drop.pairing());
        gone.add(drop.pairing());
      } else if (change instanceof StateChange.PutIntent put && !intentIds.add(put.intent().id())) {
        throw new IllegalArgumentException("intent " + put.intent().id() + " is there already");
      } else if (change instanceof StateChange.DropIntent drop) {
        intentIds.remove(drop.id());
      } else if (change instanceof StateChange.Forget) {
        gone.addAll(pairings.keySet());
        added.clear();
        intentIds.clear();
      }
    }
    for (StateChange change : list) {
      if (change instanceof StateChange.PutBases put
          && !added.contains(put.pairing())
          && (gone.contains(put.pairing()) || !pairings.containsKey(put.pairing()))) {
        throw new IllegalArgumentException("there is no pairing " + put.pairing());
      }
    }
  }

  private static <K, V> Map<K, V> present(Collection<K> keys, Map<K, V> map) {
    Map<K, V> answer = new HashMap<>();
    for (K key : keys) {
      Optional.ofNullable(map.get(key)).ifPresent(value -> answer.put(key, value));
    }
    return answer;
  }

  private record Scope(Side side, String scope) {}

  /** Kept items as JSON text. */
  private record Text(String source, Optional<String> left) {
    static Text of(Bases bases) {
      return new Text(bases.source().toString(), bases.left().map(ObjectNode::toString));
    }

    Bases parse() {
      return new Bases(parse(source), left.map(Text::parse));
    }

    private static ObjectNode parse(String text) {
      try {
        return (ObjectNode) JSON.readTree(text);
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Numbers of pairings by something they hold. */
  private final class Index<K> {
    private final Function<Pairing, K> key;
    private final Map<K, List<Integer>> numbers = new HashMap<>();

    Index(Function<Pairing, K> key) {
      this.key = key;
    }

    void add(Pairing pairing) {
      numbers.computeIfAbsent(key.apply(pairing), k -> new ArrayList<>(1)).add(pairing.number());
    }

    void remove(Pairing pairing) {
      numbers.computeIfPresent(
          key.apply(pairing),
          (k, list) -> {
            list.remove((Integer) pairing.number());
            return list.isEmpty() ? null : list;
          });
    }

    List<Pairing> get(K value) {
      return numbers.getOrDefault(value, List.of()).stream()
          .sorted()
          .map(number -> Objects.requireNonNull(pairings.get(number)))
          .toList();
    }
  }

  /** Carries out one change. */
  private final class Changes implements StateChange.Visitor<Boolean> {
    @Override
    public Boolean put(StateChange.PutPairing change) {
      Pairing pairing = change.pairing();
      unindex(pairing.number());
      pairings.put(pairing.number(), pairing);
      List.of(bySource, byTarget).forEach(index -> index.add(pairing));
      List.of(bySourceKey, byTargetKey).forEach(index -> index.add(pairing));
      nextPairing = Math.max(nextPairing, pairing.number() + 1);
      return true;
    }

    @Override
    public Boolean put(StateChange.PutBases change) {
      bases.put(change.pairing(), Text.of(change.bases()));
      return true;
    }

    @Override
    public Boolean drop(StateChange.DropPairing change) {
      unindex(change.pairing());
      pairings.remove(change.pairing());
      bases.remove(change.pairing());
      return true;
    }

    private void unindex(int number) {
      Optional.ofNullable(pairings.get(number))
          .ifPresent(
              old -> {
                List.of(bySource, byTarget).forEach(index -> index.remove(old));
                List.of(bySourceKey, byTargetKey).forEach(index -> index.remove(old));
              });
    }

    @Override
    public Boolean put(StateChange.PutFolder change) {
      folders.put(change.folder().number(), change.folder());
      return true;
    }

    @Override
    public Boolean put(StateChange.PutForeign change) {
      foreign.put(change.foreign().reference(), change.foreign());
      return true;
    }

    @Override
    public Boolean drop(StateChange.DropForeign change) {
      foreign.remove(change.reference());
      return true;
    }

    @Override
    public Boolean put(StateChange.PutCheckpoint change) {
      Scope scope = new Scope(change.side(), change.scope());
      if (change.checkpoint().isNone()) {
        checkpoints.remove(scope);
      } else {
        checkpoints.put(scope, change.checkpoint());
      }
      return true;
    }

    @Override
    public Boolean put(StateChange.PutPending change) {
      pending.put(change.pending().id(), change.pending());
      return true;
    }

    @Override
    public Boolean drop(StateChange.DropPending change) {
      pending.remove(change.id());
      return true;
    }

    @Override
    public Boolean put(StateChange.PutIntent change) {
      Intent intent = change.intent();
      intents.put(intent.id(), intent);
      nextPairing = Math.max(nextPairing, intent.after().number() + 1);
      return true;
    }

    @Override
    public Boolean drop(StateChange.DropIntent change) {
      intents.remove(change.id());
      return true;
    }

    @Override
    public Boolean put(StateChange.PutDeletions change) {
      deletions.add(change.deletions());
      return true;
    }

    @Override
    public Boolean put(StateChange.PutSides change) {
      sides = Optional.of(change.sides());
      return true;
    }

    @Override
    public Boolean forget(StateChange.Forget change) {
      List.copyOf(pairings.keySet()).forEach(number -> drop(new StateChange.DropPairing(number)));
      List.of(bases, folders, foreign, checkpoints, pending, intents).forEach(Map::clear);
      deletions.clear();
      sides = Optional.empty();
      return true;
    }

    @Override
    public Boolean put(StateChange.PutRun change) {
      runs.add(new NumberedRun(commit, change.run()));
      return true;
    }
  }
}
