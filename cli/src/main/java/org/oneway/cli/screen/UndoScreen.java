// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.util.List;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Screen.Tone;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.work.TakingBack;
import org.oneway.engine.plan.Held;
import org.oneway.engine.undo.Undone;

/** Shows what was taken back. */
public final class UndoScreen {
  private static final int SHOWN = 10;

  private final Screen screen;
  private final Invocation invocation;
  private final String run;

  /** A screen for the undo of a run. */
  public UndoScreen(Screen screen, Invocation invocation, String run) {
    this.screen = screen;
    this.invocation = invocation;
    this.run = run;
  }

  /** Shows what came of one sync. */
  public void show(TakingBack.Result result) {
    result.troubles().forEach(screen::trouble);
    result.done().ifPresent(done -> show(result.sync(), done));
    result.held().ifPresent(this::show);
  }

  private void show(String sync, Undone done) {
    screen.line(
        sync
            + "   "
            + Words.number(done.putBack())
            + " put back   "
            + Words.number(done.returned())
            + " returned   "
            + Words.number(done.removed())
            + " removed"
            + (done.asBefore() == 0 ? "" : "   " + Words.number(done.asBefore()) + " as before"));
    list("left alone, because they were changed since", done.kept());
    list("not taken by the target", done.refused());
  }

  private void list(String what, List<String> titles) {
    if (!titles.isEmpty()) {
      String more = titles.size() > SHOWN ? ", …" : "";
      screen.line(
          Tone.FAINT,
          "  "
              + Words.number(titles.size())
              + " "
              + what
              + ": "
              + String.join(", ", titles.subList(0, Math.min(SHOWN, titles.size())))
              + more);
    }
  }

  private void show(Held held) {
    for (Held.HeldFolder folder : held.folders()) {
      screen.line(
          Tone.ATTENTION,
          "STOPPED: "
              + Words.number(folder.deletions())
              + " of "
              + Words.number(folder.kept(), "item", "items")
              + " in \""
              + folder.name()
              + "\" would be removed ("
              + folder.why()
              + "). Nothing was changed.");
    }
    screen.line(
        "If it is right:  "
            + invocation.command("undo", run, "--allow-mass-delete=" + held.token()));
  }

  /** Shows how the undo as a whole ended. */
  public void end(String own, List<TakingBack.Result> results) {
    if (results.stream()
        .anyMatch(
            result ->
                result.done().filter(d -> d.writes() > 0).isPresent() && result.held().isEmpty())) {
      screen.line(
          "Run "
              + own
              + " took back "
              + run
              + ". To have it again:  "
              + invocation.command("undo", own));
    }
  }
}
