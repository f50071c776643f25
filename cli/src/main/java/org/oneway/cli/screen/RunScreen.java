// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Screen.Tone;
import org.oneway.cli.terminal.Visible;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.work.Result;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.state.Pending;

/** Shows what runs did, in a few lines each. */
public final class RunScreen {
  private static final int MOST_NOTICES = 4;

  private final Screen screen;
  private final Invocation invocation;
  private final boolean verbose;
  private final int nameWidth;

  /**
   * A screen for runs.
   *
   * @param verbose whether every notice and finding is shown
   * @param names of the syncs that will be shown
   */
  public RunScreen(Screen screen, Invocation invocation, boolean verbose, List<String> names) {
    this.screen = screen;
    this.invocation = invocation;
    this.verbose = verbose;
    this.nameWidth = names.stream().mapToInt(Visible::width).max().orElse(0);
  }

  /** Shows what became of one sync. */
  public void show(Result result) {
    result.troubles().forEach(screen::trouble);
    if (result.counts().equals(Counts.ZERO) && !result.troubles().isEmpty()) {
      return;
    }
    String name = Visible.column(result.job().name(), nameWidth);
    screen.line(
        name
            + "   "
            + (isQuiet(result) ? nothing(result) : counts(result.counts()) + notWritten(result)));
    notes(result).forEach(note -> screen.line(Tone.FAINT, "  " + note));
  }

  /** Shows how the whole run ended. */
  public void end(String run, List<Result> results, Duration took) {
    int attention = results.stream().mapToInt(result -> result.attention().size()).sum();
    screen.line(
        attention == 0 ? Tone.PLAIN : Tone.ATTENTION,
        "Run "
            + run
            + (results.stream().allMatch(r -> r.troubles().isEmpty())
                ? " finished in "
                : " ended after ")
            + Words.duration(took)
            + (attention == 0
                ? "."
                : ", "
                    + Words.number(attention, "item needs", "items need")
                    + " attention:  "
                    + invocation.command("quarantine", "list")));
  }

  private static boolean isQuiet(Result result) {
    Counts counts = result.counts();
    return counts.writes() == 0
        && result.planned().writes() == 0
        && counts.of(Count.ADOPTED) == 0
        && result.held().isEmpty()
        && result.newFolders().isEmpty();
  }

  private static String nothing(Result result) {
    Counts counts = result.counts();
    return "nothing to do, "
        + Words.number(result.known())
        + " in sync"
        + some(counts, Count.SKIPPED, "skipped")
        + some(counts, Count.CONFLICTS, "in conflict");
  }

  private static String counts(Counts counts) {
    return Words.number(counts.of(Count.ADDED))
        + " added   "
        + Words.number(counts.of(Count.CHANGED))
        + " changed   "
        + Words.number(counts.of(Count.DELETED))
        + " deleted"
        + some(counts, Count.MOVED, "moved")
        + some(counts, Count.ADOPTED, "adopted")
        + "   "
        + Words.number(counts.of(Count.SKIPPED))
        + " skipped"
        + some(counts, Count.CONFLICTS, "in conflict")
        + some(counts, Count.UNCHANGED, "unchanged");
  }

  /** What a trouble of the target kept from being done. */
  private static String notWritten(Result result) {
    long refused =
        result.pending().stream().filter(p -> p.reason() == Pending.Reason.REFUSED).count();
    long left = result.planned().writes() - result.counts().writes() - refused;
    boolean isCutOff =
        result.held().isEmpty()
            && result.troubles().stream().anyMatch(t -> t.exit() != ExitCode.INTERRUPTED);
    return isCutOff && left > 0 ? "   " + Words.number(left) + " not written" : "";
  }

  private static String some(Counts counts, Count count, String word) {
    return counts.of(count) == 0 ? "" : "   " + Words.number(counts.of(count)) + " " + word;
  }

  private List<String> notes(Result result) {
    List<String> notes = new ArrayList<>();
    result.newFolders().forEach(name -> notes.add("new folder \"" + name + "\""));
    List<String> notices = Notices.summary(result.notices(), verbose);
    notices.stream().limit(verbose ? Long.MAX_VALUE : MOST_NOTICES).forEach(notes::add);
    if (!verbose && notices.size() > MOST_NOTICES) {
      notes.add("and " + Words.number(notices.size() - MOST_NOTICES) + " more (-v shows all)");
    }
    notes.addAll(FindingLines.of(result.findings(), verbose));
    if (verbose) {
      notes.addAll(TrafficLines.of(result.traffic()));
    }
    return notes;
  }
}
