// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/**
 * One sync: a source, a target, and what is remembered of both. Whoever opened the stores and the
 * state closes them.
 */
public final class Sync {
  private final SyncSettings settings;
  private final SourceStore source;
  private final TargetStore target;
  private final SyncState state;
  private final Path scratch;
  private final InstantSource clock;
  private final RunListener listener;

  /**
   * Puts a sync together; nothing is read yet.
   *
   * @param scratch a directory that exists, for the run's disposable files
   */
  public Sync(
      SyncSettings settings,
      SourceStore source,
      TargetStore target,
      SyncState state,
      Path scratch,
      InstantSource clock,
      RunListener listener) {
    this.settings = settings;
    this.source = source;
    this.target = target;
    this.state = state;
    this.scratch = scratch;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Reads both sides and decides. Changes nothing at either and nothing in the state.
   *
   * @throws StoreException if a store as a whole cannot be read; a single folder that cannot be
   *     read is among the plan's troubles
   */
  public Plan plan() throws StoreException {
    if (!settings.name().isEmpty()) {
      throw unbuilt();
    }
    throw new IllegalStateException();
  }

  /**
   * Carries out a plan of this sync and remembers what became of it.
   *
   * @param tokens the deletions that are allowed although the guard holds them
   */
  public Report execute(Plan plan, Set<String> tokens) throws StoreException {
    if (!settings.name().isEmpty()) {
      throw unbuilt();
    }
    throw new IllegalStateException();
  }

  /**
   * Reads back a plan kept by {@link Plan#save}.
   *
   * @throws StoreException.InputRefused if it is no plan of this sync, or another run has changed
   *     the state since
   */
  public Plan load(Path file) throws StoreException {
    if (!settings.name().isEmpty()) {
      throw unbuilt();
    }
    throw new IllegalStateException();
  }

  private IllegalStateException unbuilt() {
    return new IllegalStateException(
        "not built: " + settings + source + target + state + scratch + clock + listener);
  }
}
