// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Visible;
import org.oneway.cli.terminal.Words;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.Outcome;

/** Shows how far a sync is, in a line that changes at most ten times a second. */
public final class Progress implements RunListener {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int BAR = 30;

  private final Screen screen;
  private final InstantSource clock;
  private final String name;
  private Instant shown = Instant.EPOCH;
  private long planned;
  private long done;

  public Progress(Screen screen, InstantSource clock, String name) {
    this.screen = screen;
    this.clock = clock;
    this.name = name;
  }

  @Override
  public void reading(Side side, String folder, long named) {
    String where = side == Side.SOURCE ? "source" : "target";
    show("reading " + where + " " + Visible.clipped(folder, 30) + "   " + Words.number(named));
  }

  @Override
  public void planned(Counts counts) {
    planned = counts.writes();
  }

  @Override
  public void done(Operation operation, Outcome outcome) {
    done++;
    int full = planned == 0 ? BAR : (int) Math.min(BAR, done * BAR / planned);
    show(
        "█".repeat(full)
            + " ".repeat(BAR - full)
            + "   "
            + Words.number(done)
            + "/"
            + Words.number(Math.max(done, planned)));
  }

  private void show(String text) {
    Instant now = clock.instant();
    if (Duration.between(shown, now).compareTo(PAUSE) >= 0) {
      shown = now;
      screen.progress(Visible.clipped(name, 24) + "   " + text);
    }
  }
}
