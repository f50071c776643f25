// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Trouble;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.run.Verified;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.StoreException;

/** Reads both sides of a sync again and compares them. Writes nothing. */
public final class Verifying {
  private final BothSides sides;

  /** Nothing is read yet. */
  public Verifying(BothSides sides) {
    this.sides = sides;
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
    Instant start = sides.clock().instant();
    Verified verified = sides.open(job, state, opened -> opened.sync().verify(reread));
    return new Result(
        job,
        verified,
        sides.told(job, verified.troubles()),
        Duration.between(start, sides.clock().instant()));
  }
}
