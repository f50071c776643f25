// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.run.Sync;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/**
 * Opens both sides of a sync for what looks at them and writes to neither.
 *
 * @param listeners who is told how a job goes
 */
public record BothSides(
    Scratch scratch, InstantSource clock, Troubles troubles, Function<Job, RunListener> listeners) {
  /** Both stores, and the sync between them. */
  record Opened(SourceStore source, TargetStore target, Sync sync) {}

  /** Looks at a sync while its stores are open. */
  @FunctionalInterface
  interface Look<R, X extends Exception> {
    R at(Opened opened) throws StoreException, X;
  }

  /** Opens both stores, looks, and closes them. */
  <R, X extends Exception> R open(Job job, SyncState state, Look<R, X> look)
      throws StoreException, X {
    try (SourceStore source = job.source().open();
        TargetStore target = job.target().open()) {
      RunListener listener = listeners.apply(job);
      Sync sync =
          new Sync(job.settings(), source, target, state, scratch.folder(), clock, listener);
      return look.at(new Opened(source, target, sync));
    }
  }

  /** What went wrong with single folders, as the user is told. */
  List<Trouble> told(Job job, List<StoreException> failures) {
    return failures.stream()
        .map(failure -> troubles.of(failure, job.name(), job.look(), job.again()))
        .toList();
  }
}
