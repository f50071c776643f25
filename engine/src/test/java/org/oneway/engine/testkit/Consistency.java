// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;

/** Whether what is remembered of a sync is so at the target. */
final class Consistency {
  /** Pairings whose item is not, or not for itself, at the target. */
  private static final Set<Pairing.Notice> WITHOUT_OBJECT =
      EnumSet.of(
          Pairing.Notice.DELETED_AT_TARGET,
          Pairing.Notice.NOT_HELD,
          Pairing.Notice.DIFFERING_COPY,
          Pairing.Notice.SHARES_OBJECT);

  private final SyncState state;
  private final FakeStore target;
  private final List<String> complaints = new ArrayList<>();

  Consistency(SyncState state, FakeStore target) {
    this.state = state;
    this.target = target;
  }

  List<String> complaints() {
    if (!state.intents().isEmpty()) {
      complaints.add("intents are left: " + state.intents());
    }
    Map<Reference, Pairing> byTarget = new HashMap<>();
    List<Integer> numbers = IntStream.range(0, state.nextPairing()).boxed().toList();
    for (Pairing pairing : state.pairings(numbers).values()) {
      if (pairing.notices().stream().noneMatch(WITHOUT_OBJECT::contains)) {
        Optional.ofNullable(byTarget.put(pairing.target().reference(), pairing))
            .ifPresent(other -> complaints.add("one object, two pairings: " + pairing + other));
        check(pairing);
      }
    }
    return complaints;
  }

  private void check(Pairing pairing) {
    synchronized (target) {
      Optional<FakeItem> item = target.shelf.at(pairing.target().reference());
      if (item.isEmpty()) {
        complaints.add("nothing is at the target for " + pairing);
      } else if (!item.get().card.uid().equals(Optional.of(pairing.targetUid().value()))) {
        complaints.add(item.get().card + " is at the target for " + pairing);
      } else if (!FakeShelf.idsOf(item.get()).contains(pairing.targetFolder())) {
        complaints.add(FakeShelf.idsOf(item.get()) + " has the item of " + pairing);
      }
    }
    if (!state.bases(Set.of(pairing.number())).containsKey(pairing.number())) {
      complaints.add("no kept item for " + pairing);
    }
  }
}
