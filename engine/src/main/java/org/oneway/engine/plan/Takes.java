// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.Collection;
import org.oneway.engine.item.Item;
import org.oneway.engine.state.Pairing;

/** Which items take part, by their kind and by the filter. */
record Takes(PlanSettings settings, Kept kept) {
  boolean item(Item item) {
    return settings.kinds().contains(item.kind())
        && settings.filter().includes(item.kind(), item.json());
  }

  /** Pairings of which {@link #pairing} may be asked next. */
  void expect(Collection<Pairing> pairings) {
    if (settings.filter() != Filter.NONE) {
      kept.expect(pairings.stream().map(Pairing::number).toList());
    }
  }

  /** Whether an item that was not read takes part as it was last read. */
  boolean pairing(Pairing pairing) {
    return settings.kinds().contains(pairing.kind())
        && (settings.filter() == Filter.NONE
            || kept.of(pairing.number())
                .map(bases -> settings.filter().includes(pairing.kind(), bases.source()))
                .orElse(true));
  }

  /** Whether what leaves is deleted, so that it matters to find it. */
  boolean deletesWhatLeaves() {
    return settings.policies().onLeaveFilter() == Policies.OnLeaveFilter.DELETE;
  }

  /** Whether anything that once took part could have left without being named. */
  boolean anyMayHaveLeft() {
    return deletesWhatLeaves() && settings.filter() != Filter.NONE;
  }
}
