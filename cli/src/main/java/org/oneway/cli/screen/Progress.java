// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Visible;
import org.oneway.cli.terminal.Words;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.Outcome;

/**
 * Shows how far a sync is: on a terminal in a line that changes at most ten times a second,
 * elsewhere in a new line every 30 seconds.
 */
public final class Progress implements RunListener {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration LONG_PAUSE = Duration.ofSeconds(30);

  /** A rate says nothing before. */
  private static final Duration ENOUGH = Duration.ofSeconds(1);

  private static final int LONGEST_BAR = 30;
  private static final int SHORTEST_BAR = 5;
  private static final int LONGEST_NAME = 24;

  /** Blocks that are filled to one eighth, two eighths and so on. */
  private static final String EIGHTHS = "▏▎▍▌▋▊▉";

  private final Screen screen;
  private final InstantSource clock;
  private final String name;
  private final IntSupplier columns;
  private final Duration pause;
  private Instant shown;
  private Instant begun;
  private String reading = "";
  private long planned;
  private long done;

  /**
   * Follows one sync from now on.
   *
   * @param name of the sync, as it is shown
   * @param columns how wide the terminal is
   */
  public Progress(Screen screen, InstantSource clock, String name, IntSupplier columns) {
    this.screen = screen;
    this.clock = clock;
    this.name = Visible.clipped(name, LONGEST_NAME);
    this.columns = columns;
    this.pause = screen.showsProgress() ? PAUSE : LONG_PAUSE;
    this.begun = clock.instant();
    // The first line on a terminal is shown at once, the first of the others after a pause.
    this.shown = screen.showsProgress() ? Instant.EPOCH : begun;
  }

  @Override
  public void reading(Side side, String folder, long named) {
    String what = side + folder;
    if (!what.equals(reading)) {
      reading = what;
      begun = clock.instant();
    }
    if (isTime()) {
      String where = side == Side.SOURCE ? "source" : "target";
      show(
          "   reading "
              + where
              + " "
              + Visible.clipped(folder, 30)
              + "   "
              + Words.number(named)
              + rate(named));
    }
  }

  @Override
  public void planned(Counts counts) {
    // Of a later round of the same run: what was done before is not to be done again.
    planned = done + counts.writes();
    begun = clock.instant();
    reading = "";
  }

  @Override
  public void done(Operation operation, Outcome outcome) {
    done++;
    if (isTime()) {
      String numbers =
          "   "
              + Words.number(done)
              + "/"
              + Words.number(Math.max(done, planned))
              + rate(done)
              + remaining();
      String share = String.format("%7s", Words.share(done, Math.max(done, planned)));
      if (!screen.showsProgress()) {
        show(share + numbers);
        return;
      }
      int room = columns.getAsInt() - 1 - Visible.width(name + "   " + share + numbers);
      int length = Math.min(LONGEST_BAR, room);
      show("   " + (length < SHORTEST_BAR ? "" : bar(length)) + share + numbers);
    }
  }

  private String bar(int length) {
    long eighths = planned <= 0 ? length * 8L : Math.min(length * 8L, done * length * 8 / planned);
    int full = (int) (eighths / 8);
    int rest = (int) (eighths % 8);
    String part = rest == 0 ? "" : EIGHTHS.substring(rest - 1, rest);
    return "█".repeat(full) + part + " ".repeat(length - full - part.length());
  }

  private Duration elapsed() {
    return Duration.between(begun, clock.instant());
  }

  private String rate(long items) {
    Duration elapsed = elapsed();
    return elapsed.compareTo(ENOUGH) < 0
        ? ""
        : "   " + Words.number(Math.round(items * 1_000.0 / elapsed.toMillis())) + "/s";
  }

  private String remaining() {
    Duration elapsed = elapsed();
    long left = planned - done;
    if (left <= 0 || elapsed.compareTo(ENOUGH) < 0) {
      return "";
    }
    long seconds = Math.max(1, Math.round(elapsed.toMillis() / 1_000.0 * left / done));
    return "   " + Words.duration(Duration.ofSeconds(seconds)).replace(".0", "") + " left";
  }

  private boolean isTime() {
    return Duration.between(shown, clock.instant()).compareTo(pause) >= 0;
  }

  private void show(String text) {
    shown = clock.instant();
    if (screen.showsProgress()) {
      screen.progress(Visible.clipped(name + text, Math.max(20, columns.getAsInt() - 1)));
    } else {
      screen.note(name + ":" + text.replaceFirst("^ +", " "));
    }
  }
}
