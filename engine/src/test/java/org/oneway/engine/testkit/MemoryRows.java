// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Bases;
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

/** The rows of one sync in a {@link MemoryState}, and how a commit changes them. */
final class MemoryRows implements StateChange.Visitor<Boolean> {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Map<Integer, Pairing> pairings = new HashMap<>();
  final Map<Integer, Text> bases = new HashMap<>();
  final Index<Reference> bySource = new Index<>(p -> p.source().reference());
  final Index<Reference> byTarget = new Index<>(p -> p.target().reference());
  final Index<Key> bySourceKey = new Index<>(Pairing::sourceKey);
  final Index<Key> byTargetKey = new Index<>(Pairing::targetKey);
  final Map<Integer, FolderPairing> folders = new TreeMap<>();
  final Map<Reference, Foreign> foreign = new TreeMap<>();
  final Map<Scope, Checkpoint> checkpoints = new HashMap<>();
  final Map<String, Pending> pending = new LinkedHashMap<>();
  final Map<Long, Intent> intents = new LinkedHashMap<>();
  final List<Deletions> deletions = new ArrayList<>();
  final List<NumberedRun> runs = new ArrayList<>();
  private Optional<Sides> sides = Optional.empty();
  private int nextPairing;
  private long commit;

  Optional<Sides> sides() {
    return sides;
  }

  int nextPairing() {
    return nextPairing;
  }

  boolean hasCommitted() {
    return commit > 0;
  }

  /** Carries out these changes in their order, as the commit of this number. */
  void carryOut(List<StateChange> changes, long number) {
    commit = number;
    changes.forEach(change -> change.accept(this));
  }

  /** Refuses what could not be committed as a whole, before anything is changed. */
  void check(List<StateChange> list) {
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

  /** A run and the number of the commit that told of it. */
  record NumberedRun(long commit, RunRecord run) {
    Instant start() {
      return run.start();
    }
  }

  record Scope(Side side, String scope) {}

  /** Kept items as JSON text. */
  record Text(String source, Optional<String> left) {
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
  final class Index<K> {
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
}
