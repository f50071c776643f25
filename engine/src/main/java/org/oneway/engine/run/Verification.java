// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.plan.Operation.Action;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;

/** Sorts what is paired by what a plan that read both sides again found of it. */
final class Verification {
  private static final int BATCH = 1_000;

  private final Plan plan;
  private final SyncState state;
  private final Map<Found, Long> found = new EnumMap<>(Found.class);
  private final BitSet sorted = new BitSet();

  private enum Found {
    EQUAL,
    MADE_BY_TARGET,
    OWN_OF_TARGET,
    EDITED,
    MISSING,
    KNOWN,
    BEHIND
  }

  Verification(Plan plan, SyncState state) {
    this.plan = plan;
    this.state = state;
  }

  Verified run() {
    sortOperations();
    for (int from = 0; from < state.nextPairing(); from += BATCH) {
      List<Integer> numbers =
          IntStream.range(from, from + BATCH).filter(n -> !sorted.get(n)).boxed().toList();
      state.pairings(numbers).values().forEach(pairing -> add(asRemembered(pairing)));
    }
    long paired = found.values().stream().mapToLong(Long::longValue).sum();
    long gone = of(Found.MISSING) + of(Found.KNOWN);
    return new Verified(
        of(Found.EQUAL),
        of(Found.MADE_BY_TARGET),
        of(Found.OWN_OF_TARGET),
        of(Found.EDITED),
        of(Found.MISSING),
        of(Found.KNOWN),
        of(Found.BEHIND),
        Math.max(0, plan.counts().of(Count.READ_TARGET) - paired + gone),
        plan.counts(),
        plan.notices(),
        plan.troubles());
  }

  /** What a run would do to items that are paired already. */
  private void sortOperations() {
    try (Cursor<Operation> operations = plan.operations(EnumSet.allOf(Action.class))) {
      List<Operation> batch = new ArrayList<>();
      for (Optional<Operation> next = operations.next();
          next.isPresent();
          next = operations.next()) {
        batch.add(next.get());
        if (batch.size() == BATCH) {
          sort(batch);
          batch.clear();
        }
      }
      sort(batch);
    }
  }

  private void sort(List<Operation> batch) {
    Map<Integer, Pairing> before =
        state.pairings(batch.stream().map(operation -> operation.pairing().number()).toList());
    for (Operation operation : batch) {
      Pairing pairing = operation.pairing();
      Optional<Pairing> known = Optional.ofNullable(before.get(pairing.number()));
      if (known.isPresent() && !sorted.get(pairing.number())) {
        sorted.set(pairing.number());
        add(operation.action() == Action.REMEMBER ? asFound(known.get(), pairing) : Found.BEHIND);
      }
    }
  }

  private static Found asFound(Pairing before, Pairing now) {
    Set<Pairing.Notice> fresh = EnumSet.noneOf(Pairing.Notice.class);
    fresh.addAll(now.notices());
    fresh.removeAll(before.notices());
    if (fresh.contains(Pairing.Notice.DELETED_AT_TARGET)) {
      return Found.MISSING;
    }
    return fresh.contains(Pairing.Notice.DRIFT) ? Found.EDITED : asRemembered(now);
  }

  private static Found asRemembered(Pairing pairing) {
    if (pairing.notices().contains(Pairing.Notice.DELETED_AT_TARGET)) {
      return Found.KNOWN;
    }
    if (pairing.ownFields() > 0 || pairing.notices().contains(Pairing.Notice.DRIFT)) {
      return Found.OWN_OF_TARGET;
    }
    return pairing.left().equals(pairing.source().fingerprint())
        ? Found.EQUAL
        : Found.MADE_BY_TARGET;
  }

  private void add(Found what) {
    found.merge(what, 1L, Long::sum);
  }

  private long of(Found what) {
    return found.getOrDefault(what, 0L);
  }
}
