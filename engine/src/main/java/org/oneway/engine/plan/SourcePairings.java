// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;

/**
 * Looks up pairings by where their items are at the source. What a source asks of items before it
 * reads them is asked again when it told of them; that answer is still at hand, since the state
 * stays as it is while a plan is made.
 */
final class SourcePairings {
  private final SyncState state;
  private Set<Reference> asked = Set.of();
  private Map<Reference, List<Pairing>> answer = Map.of();

  SourcePairings(SyncState state) {
    this.state = state;
  }

  /** As {@link SyncState#bySource}. */
  synchronized Map<Reference, List<Pairing>> of(Collection<Reference> references) {
    Set<Reference> wanted = new HashSet<>(references);
    if (!asked.containsAll(wanted)) {
      answer = state.bySource(wanted);
      asked = wanted;
    }
    if (wanted.size() == asked.size()) {
      return answer;
    }
    Map<Reference, List<Pairing>> some = new HashMap<>(answer);
    some.keySet().retainAll(wanted);
    return some;
  }
}
