// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Visible;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.work.Waiting;
import org.oneway.engine.state.Pending;

/** Shows what is not settled. */
public final class QuarantineScreen {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

  private final Screen screen;
  private final Invocation invocation;
  private final ZoneId zone;

  public QuarantineScreen(Screen screen, Invocation invocation, ZoneId zone) {
    this.screen = screen;
    this.invocation = invocation;
    this.zone = zone;
  }

  /** Shows one line for each. */
  public void list(List<Waiting> all, Instant now) {
    if (all.isEmpty()) {
      screen.line("Nothing is quarantined.");
      return;
    }
    int idWidth = all.stream().mapToInt(w -> w.pending().id().length()).max().orElse(0);
    int syncWidth = all.stream().mapToInt(w -> Visible.width(w.sync())).max().orElse(0);
    for (Waiting waiting : all) {
      Pending pending = waiting.pending();
      screen.line(
          Visible.column(pending.id(), idWidth)
              + "  "
              + Visible.column(waiting.sync(), Math.min(syncWidth, 24))
              + "  "
              + Visible.column(PendingWords.title(pending), 24)
              + "  "
              + (pending.ignored() ? "ignored; " : "")
              + PendingWords.brief(pending)
              + "  ("
              + Words.ago(Duration.between(pending.since(), now))
              + ")");
    }
    String first = all.get(0).pending().id();
    screen.line(
        "Each is tried again in every run. Details:  "
            + invocation.command("quarantine", "show", first)
            + "    Not to be counted:  "
            + invocation.command("quarantine", "ignore", first));
  }

  /** Shows all that is known of one. */
  public void show(Waiting waiting) {
    Pending pending = waiting.pending();
    screen.line(pending.id() + "  \"" + PendingWords.title(pending) + "\"");
    screen.line("  sync      " + waiting.sync());
    screen.line("  what      " + PendingWords.sentence(pending));
    screen.line("  why       " + pending.finding().reason());
    if (!pending.finding().property().isEmpty()) {
      screen.line("  property  " + pending.finding().property());
    }
    if (!pending.finding().place().isEmpty()) {
      screen.line("  where     " + pending.finding().place());
    }
    screen.line(
        "  since     "
            + TIME.format(pending.since().atZone(zone))
            + ", tried in "
            + Words.number(pending.attempts(), "run", "runs"));
    if (pending.ignored()) {
      screen.line("  ignored   it does not count; again:  " + again(pending));
    } else {
      screen.line(
          "It is tried again in every run. Not to be counted:  "
              + invocation.command("quarantine", "ignore", pending.id()));
    }
  }

  private String again(Pending pending) {
    return invocation.command("quarantine", "retry", pending.id());
  }
}
