// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.work.Rebuilding;
import org.oneway.engine.run.Remembered;

/** Shows what was found out of both stores, and what that means for the next runs. */
public final class RebuildScreen {
  private final Screen screen;
  private final Invocation invocation;

  public RebuildScreen(Screen screen, Invocation invocation) {
    this.screen = screen;
    this.invocation = invocation;
  }

  /** Shows one sync. */
  public void show(Rebuilding.Result result) {
    screen.line(result.sync());
    found(result);
  }

  private void found(Rebuilding.Result result) {
    Remembered found = result.remembered();
    line(found.before(), "remembered already");
    line(found.ours(), "taken as ours: deleted at the source, they go from the target too");
    line(found.adopted(), "adopted: deleted at the source, they stay at the target");
    line(found.differing(), "on both sides, but not the same: the next sync decides");
    line(
        found.onlySource(),
        "only at the source: the next sync adds them, also what was deleted at the target before");
    line(found.onlyTarget(), "only at the target: left alone");
    result.troubles().forEach(screen::trouble);
  }

  private void line(long number, String what) {
    if (number > 0) {
      screen.line("%9s   %s".formatted(Words.number(number), what));
    }
  }

  /** The end: nothing was written to a store, and what comes next. */
  public void end(boolean dryRun) {
    screen.line("");
    screen.line(
        dryRun
            ? "Nothing was changed. To remember this:  " + invocation.command("state", "rebuild")
            : "No store was changed. What a sync would do now:  " + invocation.command("plan"));
  }

  /** Shows that a sync has other stores, and what that means. */
  public void show(String sync, Rebuilding.Change change) {
    screen.line(sync);
    screen.line(
        "  It was   "
            + change.before().source().words()
            + " -> "
            + change.before().target().words());
    screen.line(
        "  It is    " + change.now().source().words() + " -> " + change.now().target().words());
    screen.line(
        "  Of "
            + Words.number(change.known(), "item", "items")
            + " that it remembers, "
            + Words.number(change.recognised())
            + (change.recognised() == 1 ? " is" : " are")
            + " where it was.");
    if (change.renamed()) {
      screen.line("  So it is the same under another name: all that is remembered stays.");
    } else if (change.swapped()) {
      screen.line("  Source and target have changed places: what is remembered is forgotten, and");
      screen.line("  nothing that is in the new target counts as ours.");
    } else {
      screen.line("  So it is another store: what is remembered is forgotten, and this instead:");
    }
    change.anew().ifPresent(this::found);
  }
}
