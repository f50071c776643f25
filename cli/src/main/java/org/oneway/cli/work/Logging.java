// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import org.oneway.cli.terminal.RunLog;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.Outcome;

/**
 * Writes down how a sync goes.
 *
 * @param sync its name
 */
record Logging(RunLog log, String sync) implements RunListener {
  @Override
  public void reading(Side side, String folder, long named) {
    if (log.followsItems()) {
      log.debug(sync + ": " + (side == Side.SOURCE ? "source" : "target") + " named " + named);
    }
  }

  @Override
  public void planned(Counts counts) {
    log.info(
        sync
            + ": planned "
            + counts.of(Counts.Count.ADDED)
            + " to add, "
            + counts.of(Counts.Count.CHANGED)
            + " to change, "
            + counts.of(Counts.Count.DELETED)
            + " to delete");
  }

  @Override
  public void done(Operation operation, Outcome outcome) {
    if (log.followsItems()) {
      String what =
          outcome.match(
              done -> "done" + done.reference().map(to -> " -> " + to).orElse(""),
              stale -> "the target was not as expected; decided again",
              refused -> "refused: " + refused.why().property());
      log.debug(
          sync
              + ": "
              + operation.action()
              + " "
              + operation.pairing().sourceUid()
              + operation.reference().map(at -> " at " + at).orElse("")
              + ": "
              + what);
    }
  }
}
