// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.state.TargetsOwn;

/**
 * How a sync stands, as far as it is remembered.
 *
 * @param configured whether the configuration still has it; an import is not configured
 * @param lastRun the last finished run, if it is among those remembered
 * @param known how many items are known
 * @param inSync how many of them are settled
 * @param attention how many need it
 * @param ignored how many are not to be counted
 * @param drifted how many were edited at the target and are left so
 * @param ownFields in how many fields the target keeps its own, after a conflict
 */
public record SyncStatus(
    String name,
    boolean configured,
    Optional<RunRecord> lastRun,
    long known,
    long inSync,
    int attention,
    int ignored,
    int drifted,
    int ownFields) {
  private static final int RUNS = 200;
  private static final int AT_ONCE = 1_000;

  /** Of the configured syncs in their order, then of all others that are remembered. */
  public static List<SyncStatus> all(StateStore state, Collection<String> configured) {
    List<RunRecord> runs = state.runs(RUNS);
    Set<String> remembered = Set.copyOf(state.syncs());
    Set<String> names = new LinkedHashSet<>(configured);
    names.addAll(state.syncs());
    List<SyncStatus> all = new ArrayList<>();
    for (String name : names) {
      Optional<RunRecord> last = runs.stream().filter(run -> run.sync().equals(name)).findFirst();
      boolean isConfigured = configured.contains(name);
      all.add(
          remembered.contains(name)
              ? of(state.sync(name), isConfigured, last)
              : new SyncStatus(name, isConfigured, last, 0, 0, 0, 0, 0, 0));
    }
    return all;
  }

  private static SyncStatus of(SyncState sync, boolean configured, Optional<RunRecord> last) {
    List<Pending> pending = sync.pending();
    long paired = sync.pairingsPerFolder().values().stream().mapToLong(Integer::longValue).sum();
    long pairedPending = 0;
    List<Reference> references = pending.stream().flatMap(p -> p.reference().stream()).toList();
    for (int i = 0; i < references.size(); i += AT_ONCE) {
      List<Reference> some = references.subList(i, Math.min(i + AT_ONCE, references.size()));
      Map<Reference, List<Pairing>> found = sync.bySource(some);
      pairedPending += found.size();
    }
    int ignored = (int) pending.stream().filter(Pending::ignored).count();
    TargetsOwn own = sync.targetsOwn();
    return new SyncStatus(
        sync.name(),
        configured,
        last,
        paired + pending.size() - pairedPending,
        paired - pairedPending,
        pending.size() - ignored,
        ignored,
        own.drifted(),
        own.fields());
  }
}
