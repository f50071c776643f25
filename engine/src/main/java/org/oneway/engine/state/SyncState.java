// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;

/**
 * What is remembered of one sync. Look-ups take many keys at once (up to 1,000) and leave out of
 * the answer what is not there. Safe for use by several threads. Every method may throw {@link
 * StateException}.
 */
public interface SyncState {
  /** The name of the sync. */
  String name();

  /** A number that grows with each commit of any sync. */
  long generation();

  /** The stores it was last run with; empty before its first run. */
  Optional<Sides> sides();

  /** All folder pairings, by number. */
  List<FolderPairing> folders();

  /** One more than the highest pairing number ever used. */
  int nextPairing();

  /** How many pairings each folder pairing has. */
  Map<Integer, Integer> pairingsPerFolder();

  /** What the target's own user made differ; may take as long as looking at every pairing. */
  default TargetsOwn targetsOwn() {
    int[] sums = new int[3];
    for (int from = 0; from < nextPairing(); from += 1_000) {
      int to = Math.min(nextPairing(), from + 1_000);
      List<Integer> numbers = IntStream.range(from, to).boxed().toList();
      for (Pairing pairing : pairings(numbers).values()) {
        sums[0] += pairing.notices().contains(Pairing.Notice.DRIFT) ? 1 : 0;
        sums[1] += pairing.notices().contains(Pairing.Notice.DELETED_AT_TARGET) ? 1 : 0;
        sums[2] += pairing.ownFields();
      }
    }
    return new TargetsOwn(sums[0], sums[1], sums[2]);
  }

  /** Pairings by the source's reference; an item in several folders has several. */
  Map<Reference, List<Pairing>> bySource(Collection<Reference> references);

  /** Pairings by the target's reference. */
  Map<Reference, List<Pairing>> byTarget(Collection<Reference> references);

  /** Pairings by the source's key, in all folders. */
  Map<Key, List<Pairing>> bySourceKey(Collection<Key> keys);

  /** Pairings by the target's key, in all folders. */
  Map<Key, List<Pairing>> byTargetKey(Collection<Key> keys);

  /** Pairings by number. */
  Map<Integer, Pairing> pairings(Collection<Integer> numbers);

  /** Kept items by pairing number. */
  Map<Integer, Bases> bases(Collection<Integer> numbers);

  /**
   * Which of these target references another sync into this target store has paired, and its name.
   * Pairings that were reported deleted at the target do not count.
   */
  Map<Reference, String> ownersOf(Sides.StoreName targetStore, Collection<Reference> references);

  /** Which of these keys another sync into this target store has paired in this target folder. */
  Map<Key, String> ownersOf(
      Sides.StoreName targetStore, FolderId targetFolder, Collection<Key> keys);

  /** Unpaired target items by reference. */
  Map<Reference, Foreign> foreign(Collection<Reference> references);

  /** All unpaired target items. */
  Cursor<Foreign> allForeign();

  /** The checkpoint of a scope; {@link Checkpoint#NONE} where there is none. */
  Checkpoint checkpoint(Side side, String scope);

  /** All pending changes, oldest first. */
  List<Pending> pending();

  /** All intents, in the order in which they were put. */
  List<Intent> intents();

  /** What was deleted at or after {@code since}. */
  List<Deletions> deletionsSince(Instant since);

  /** Commits all of {@code changes}, in this order, as one transaction that lasts; or none. */
  void commit(List<StateChange> changes);
}
