// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;

/**
 * What the state knows of items that need not be read again.
 *
 * @param pairings of the same state
 * @param reread which items are taken for unknown, so that they are read
 */
record LastSeen(SyncState state, SourcePairings pairings, Optional<Predicate<Reference>> reread) {
  /** What was last seen at the source. */
  Map<Reference, Known.Seen> atSource(Collection<Reference> all) {
    Map<Reference, Known.Seen> known = new HashMap<>();
    pairings
        .of(notReread(all))
        .forEach(
            (reference, found) -> {
              Pairing first = found.get(0);
              known.put(reference, new Known.Seen(first.sourceKey(), first.source().version()));
            });
    return known;
  }

  private Collection<Reference> notReread(Collection<Reference> all) {
    return reread.isEmpty() ? all : all.stream().filter(reread.get().negate()).toList();
  }

  /** What was last seen at the target, paired or not. */
  Map<Reference, Known.Seen> atTarget(Collection<Reference> all) {
    Collection<Reference> references = notReread(all);
    Map<Reference, Known.Seen> known = new HashMap<>();
    for (Map.Entry<Reference, Foreign> entry : state.foreign(references).entrySet()) {
      known.put(entry.getKey(), new Known.Seen(entry.getValue().key(), entry.getValue().version()));
    }
    state
        .byTarget(references)
        .forEach(
            (reference, found) -> {
              Pairing first = found.get(0);
              known.put(reference, new Known.Seen(first.targetKey(), first.target().version()));
            });
    return known;
  }
}
