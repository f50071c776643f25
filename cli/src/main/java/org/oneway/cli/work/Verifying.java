// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.run.Sync;
import org.oneway.engine.run.Verified;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/** Reads both sides of a sync again and compares them. Writes nothing. */
public final class Verifying {
  private final Scratch scratch;
  private final InstantSource clock;
  private final Troubles troubles;
  private final Function<Job, RunListener> listeners;

  /** Nothing is read yet. */
  public Verifying(
      Scratch scratch,
      InstantSource clock,
      Troubles troubles,
      Function<Job, RunListener> listeners) {
    this.scratch = scratch;
    this.clock = clock;
    this.troubles = troubles;
    this.listeners = listeners;
  }

  /** What came of it. */
  public record Result(Job job, Verified verified, List<Trouble> troubles, Duration took) {
    public Result {
      troubles = List.copyOf(troubles);
    }

    /** How a command that ends with this alone exits. */
    public ExitCode exit() {
      List<ExitCode> exits = new ArrayList<>(troubles.stream().map(Trouble::exit).toList());
      boolean isWhole = verified.isSound() && verified.counts().of(Count.SKIPPED) == 0;
      exits.add(isWhole ? ExitCode.OK : ExitCode.ATTENTION);
      return ExitCode.worst(exits);
    }
  }

  /**
   * Compares the two sides of a sync.
   *
   * @param reread which items are read although nothing says that they changed
   */
  public Result verify(Job job, SyncState state, Predicate<Reference> reread)
      throws StoreException {
    Instant start = clock.instant();
    try (SourceStore source = job.source().open();
        TargetStore target = job.target().open()) {
      Sync sync =
          new Sync(
              job.settings(), source, target, state, scratch.folder(), clock, listeners.apply(job));
      Verified verified = sync.verify(reread);
      List<Trouble> told =
          verified.troubles().stream().map(e -> troubles.of(e, job.name())).toList();
      return new Result(job, verified, told, Duration.between(start, clock.instant()));
    }
  }
}
