// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.oneway.engine.item.Checkpoint;
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

/**
 * What a list of changes comes to in the end, each thing once, so that it can be written table by
 * table. An empty value means that the thing is gone.
 */
final class Gathered implements StateChange.Visitor<Boolean> {
  final Map<Integer, Optional<Pairing>> pairings = new TreeMap<>();

  /** Pairings that were dropped, put again or not: their old items go. */
  final Set<Integer> dropped = new HashSet<>();

  final Map<Integer, Bases> bases = new TreeMap<>();
  final Map<Integer, FolderPairing> folders = new LinkedHashMap<>();
  final Map<Reference, Optional<Foreign>> foreign = new LinkedHashMap<>();
  final Map<Scope, Checkpoint> checkpoints = new LinkedHashMap<>();
  final Map<String, Optional<Pending>> pending = new LinkedHashMap<>();
  final Map<Long, Intent> intents = new LinkedHashMap<>();
  final Set<Long> droppedIntents = new HashSet<>();
  final List<Deletions> deletions = new ArrayList<>();
  final List<RunRecord> runs = new ArrayList<>();
  Optional<Sides> sides = Optional.empty();

  /** Everything that was there goes first. */
  boolean forgets;

  /** What a checkpoint speaks of. */
  record Scope(Side side, String name) {}

  Gathered(List<StateChange> changes) {
    changes.forEach(change -> change.accept(this));
  }

  /** One more than the highest pairing number in these changes; 0 if there is none. */
  int nextPairing() {
    int next = 0;
    for (Map.Entry<Integer, Optional<Pairing>> change : pairings.entrySet()) {
      next = change.getValue().isPresent() ? Math.max(next, change.getKey() + 1) : next;
    }
    for (Intent intent : intents.values()) {
      next = Math.max(next, intent.after().number() + 1);
    }
    return next;
  }

  @Override
  public Boolean put(StateChange.PutPairing change) {
    pairings.put(change.pairing().number(), Optional.of(change.pairing()));
    return true;
  }

  @Override
  public Boolean put(StateChange.PutBases change) {
    bases.put(change.pairing(), change.bases());
    return true;
  }

  @Override
  public Boolean drop(StateChange.DropPairing change) {
    pairings.put(change.pairing(), Optional.empty());
    dropped.add(change.pairing());
    bases.remove(change.pairing());
    return true;
  }

  @Override
  public Boolean put(StateChange.PutFolder change) {
    folders.put(change.folder().number(), change.folder());
    return true;
  }

  @Override
  public Boolean put(StateChange.PutForeign change) {
    foreign.put(change.foreign().reference(), Optional.of(change.foreign()));
    return true;
  }

  @Override
  public Boolean drop(StateChange.DropForeign change) {
    foreign.put(change.reference(), Optional.empty());
    return true;
  }

  @Override
  public Boolean put(StateChange.PutCheckpoint change) {
    checkpoints.put(new Scope(change.side(), change.scope()), change.checkpoint());
    return true;
  }

  @Override
  public Boolean put(StateChange.PutPending change) {
    pending.put(change.pending().id(), Optional.of(change.pending()));
    return true;
  }

  @Override
  public Boolean drop(StateChange.DropPending change) {
    pending.put(change.id(), Optional.empty());
    return true;
  }

  @Override
  public Boolean put(StateChange.PutIntent change) {
    long id = change.intent().id();
    if (intents.putIfAbsent(id, change.intent()) != null) {
      throw new IllegalArgumentException("intent " + id + " is put twice");
    }
    return true;
  }

  @Override
  public Boolean drop(StateChange.DropIntent change) {
    intents.remove(change.id());
    droppedIntents.add(change.id());
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
  public Boolean put(StateChange.PutRun change) {
    runs.add(change.run());
    return true;
  }

  @Override
  public Boolean forget(StateChange.Forget change) {
    List.of(pairings, bases, folders, foreign, checkpoints, pending, intents).forEach(Map::clear);
    dropped.clear();
    droppedIntents.clear();
    deletions.clear();
    sides = Optional.empty();
    forgets = true;
    return true;
  }
}
