// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.util.ArrayList;
import java.util.List;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Screen.Tone;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.work.Verifying;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.run.Verified;
import org.oneway.engine.state.Sides.StoreName;

/** Shows how the two sides of a sync compare. */
public final class VerifyScreen {
  private final Screen screen;
  private final Invocation invocation;
  private final boolean verbose;

  public VerifyScreen(Screen screen, Invocation invocation, boolean verbose) {
    this.screen = screen;
    this.invocation = invocation;
    this.verbose = verbose;
  }

  /** Shows one sync. */
  public void show(Verifying.Result result) {
    Verified verified = result.verified();
    Counts counts = verified.counts();
    screen.line(
        Tone.STRONG,
        result.job().name()
            + ": "
            + store(result.job().settings().sides().source())
            + " -> "
            + store(result.job().settings().sides().target())
            + "        read "
            + Words.number(counts.of(Count.READ_SOURCE))
            + " + "
            + Words.number(counts.of(Count.READ_TARGET))
            + " in "
            + Words.duration(result.took()));
    line(verified.equal(), "equal");
    line(verified.madeByTarget(), "differ by what the target's store made of them");
    line(verified.ownOfTarget(), "are known to be as the target's user made them");
    line(verified.known(), "are known to be deleted by the target's user");
    line(verified.edited(), "edited at the target since the last run");
    line(verified.missing(), "missing at the target");
    waiting(result.job().name(), counts);
    line(counts.of(Count.SKIPPED), "skipped:  " + invocation.command("quarantine", "list"));
    line(verified.unmanaged(), "of the target are not managed by this sync, and left alone");
    Notices.summary(verified.notices(), verbose).forEach(line -> screen.line("  " + line));
    result.troubles().forEach(screen::trouble);
    screen.line(verified.isSound() ? "VERIFIED. No data difference." : "NOT VERIFIED.");
  }

  private void waiting(String sync, Counts counts) {
    if (counts.writes() > 0) {
      List<String> what = new ArrayList<>();
      add(what, counts.of(Count.ADDED), "to add");
      add(what, counts.of(Count.CHANGED), "to change");
      add(what, counts.of(Count.MOVED), "to move");
      add(what, counts.of(Count.DELETED), "to delete");
      line(
          counts.writes(),
          "wait for the next run ("
              + String.join(", ", what)
              + "):  "
              + invocation.command("plan", sync));
    }
  }

  private static void add(List<String> what, long count, String words) {
    if (count > 0) {
      what.add(Words.number(count) + " " + words);
    }
  }

  private void line(long number, String what) {
    if (number > 0) {
      screen.line("%9s   %s".formatted(Words.number(number), what));
    }
  }

  private static String store(StoreName store) {
    return store.name() + " (" + store.type() + ")";
  }
}
