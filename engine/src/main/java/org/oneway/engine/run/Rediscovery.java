// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.plan.Operation.Action;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/**
 * Carries out of a plan only that an item of both stores is one. No store is written and no
 * checkpoint advances, so that the next run is told everything else again. Cut off, it is begun
 * again, and goes on.
 */
final class Rediscovery {
  private static final int BATCH = 500;

  private final Plan plan;
  private final TargetStore target;
  private final SyncState state;
  private final Sides sides;
  private final Made made;
  private final boolean look;
  private final Bookkeeping books;
  private final List<StateChange> changes = new ArrayList<>();
  private long ours;
  private long adopted;
  private long differing;

  Rediscovery(
      Plan plan, TargetStore target, SyncState state, Sides sides, Made made, boolean look) {
    this.plan = plan;
    this.target = target;
    this.state = state;
    this.sides = sides;
    this.made = made;
    this.look = look;
    this.books = new Bookkeeping(state, plan.spool());
  }

  Remembered run() throws StoreException {
    long before = state.pairingsPerFolder().values().stream().mapToLong(Integer::longValue).sum();
    changes.add(new StateChange.PutSides(sides));
    putFolders();
    try (Cursor<Operation> operations =
        plan.operations(EnumSet.of(Action.REMEMBER, Action.UPDATE))) {
      for (Optional<Operation> next = operations.next();
          next.isPresent();
          next = operations.next()) {
        take(next.get());
      }
    }
    commit();
    return new Remembered(
        before,
        ours,
        adopted,
        differing,
        plan.counts().of(Count.ADDED),
        Math.max(0, plan.counts().of(Count.READ_TARGET) - before - ours - adopted - differing),
        plan.troubles());
  }

  private void putFolders() {
    Map<Integer, FolderPairing> known = new HashMap<>();
    state.folders().forEach(folder -> known.put(folder.number(), folder));
    for (FolderPairing folder : plan.folders()) {
      if (!plan.toBeMade().contains(folder.number())
          && !folder.equals(known.get(folder.number()))) {
        changes.add(new StateChange.PutFolder(folder));
      }
    }
  }

  private void take(Operation operation) throws StoreException {
    if (operation.known()) {
      return;
    }
    Pairing pairing = operation.pairing();
    if (operation.action() == Action.UPDATE) {
      differing++;
    } else if (isSame(pairing)
        && made.isOurs(target, pairing, plan.spool().get(operation.base()).item())) {
      ours++;
      remember(
          operation, pairing.revised().targetObject(pairing.targetUid(), Origin.CREATED).pairing());
    } else {
      adopted++;
      remember(operation, pairing);
    }
  }

  private static boolean isSame(Pairing pairing) {
    return pairing.source().fingerprint().equals(pairing.target().fingerprint());
  }

  private void remember(Operation operation, Pairing pairing) {
    if (!look) {
      changes.addAll(books.remember(operation, pairing));
      if (changes.size() >= BATCH) {
        commit();
      }
    }
  }

  private void commit() {
    if (!look) {
      state.commit(changes);
    }
    changes.clear();
  }
}
