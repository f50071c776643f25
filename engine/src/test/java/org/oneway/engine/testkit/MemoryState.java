// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;

/**
 * A state that lasts as long as this object. Closing it lets go of nothing, so a test uses the same
 * one for several runs. Kept items are held as JSON text, so that whoever changes an item after it
 * was committed, or one it was given, changes nothing here.
 */
public final class MemoryState implements StateStore {
  private final Map<String, MemorySyncState> syncs = new TreeMap<>();
  private long generation;

  @Override
  public synchronized long generation() {
    return generation;
  }

  @Override
  public synchronized List<String> syncs() {
    return syncs.values().stream()
        .filter(MemorySyncState::hasCommitted)
        .map(SyncState::name)
        .toList();
  }

  @Override
  public synchronized SyncState sync(String name) {
    return syncs.computeIfAbsent(name, n -> new MemorySyncState(n, this));
  }

  @Override
  public synchronized List<RunRecord> runs(int most) {
    return syncs.values().stream()
        .flatMap(sync -> sync.runs().stream())
        .sorted(
            Comparator.comparing(MemoryRows.NumberedRun::start)
                .thenComparing(MemoryRows.NumberedRun::commit)
                .reversed())
        .limit(most)
        .map(MemoryRows.NumberedRun::run)
        .toList();
  }

  @Override
  public void close() {}

  /** Counts a commit; answers its number. */
  long committed() {
    return ++generation;
  }

  /** The other syncs with the same target store, by name. */
  Stream<MemorySyncState> rivalsOf(MemorySyncState sync, Sides.StoreName target) {
    return syncs.values().stream()
        .filter(other -> other != sync)
        .filter(
            other ->
                other.sides().filter(sides -> sides.target().isSameStoreAs(target)).isPresent());
  }
}
