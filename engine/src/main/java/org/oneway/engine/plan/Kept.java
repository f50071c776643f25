// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.SyncState;

/**
 * The kept items of pairings. The state is asked for many at once: the first one wanted brings all
 * that are expected, and these stay at hand until there is no room for more.
 */
final class Kept {
  private static final int MOST = 1_000;
  private final SyncState state;
  private final Set<Integer> expected = new HashSet<>();
  private final Map<Integer, Bases> atHand = new HashMap<>();

  Kept(SyncState state) {
    this.state = state;
  }

  /** Any of these pairings, a batch at most, may be asked for next; what was expected is not. */
  void expect(Collection<Integer> pairings) {
    expected.clear();
    expected.addAll(pairings);
    expected.removeAll(atHand.keySet());
  }

  /** Whether asking for this pairing costs no look-up of its own. */
  boolean isExpected(int pairing) {
    return atHand.containsKey(pairing) || expected.contains(pairing);
  }

  /** What is kept of a pairing's item. */
  Optional<Bases> of(int pairing) {
    if (!atHand.containsKey(pairing)) {
      expected.add(pairing);
      if (atHand.size() + expected.size() > MOST) {
        atHand.clear();
      }
      atHand.putAll(state.bases(expected));
      expected.clear();
    }
    return Optional.ofNullable(atHand.get(pairing));
  }
}
