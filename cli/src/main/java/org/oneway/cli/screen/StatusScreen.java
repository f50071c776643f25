// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Screen.Tone;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.work.SyncStatus;
import org.oneway.engine.state.RunRecord;

/** Shows how all syncs stand. */
public final class StatusScreen {
  private static final List<String> HEAD =
      List.of("SYNC", "LAST RUN", "RESULT", "IN SYNC", "ATTENTION");
  private static final int WIDEST = 44;

  private final Screen screen;
  private final Invocation invocation;

  public StatusScreen(Screen screen, Invocation invocation) {
    this.screen = screen;
    this.invocation = invocation;
  }

  /** Shows one line for each sync. */
  public void show(List<SyncStatus> all, Instant now) {
    List<List<String>> rows = new ArrayList<>();
    all.forEach(status -> rows.add(row(status, now)));
    table(rows);
    if (all.isEmpty()) {
      screen.line("No sync is configured.");
    } else if (all.stream().anyMatch(status -> status.attention() > 0)) {
      screen.line(
          Tone.ATTENTION, "What needs attention:  " + invocation.command("quarantine", "list"));
    }
  }

  /** Shows the names of the syncs where nothing more can be known. */
  public void showNames(List<String> names) {
    table(names.stream().map(name -> List.of(name, "?", "?", "?", "?")).toList());
  }

  /**
   * Shows where the state lies and how it is.
   *
   * @param backup how old the newest backup is, if there is one
   * @param healthy whether it could be read
   */
  public void state(String path, long bytes, Optional<Duration> backup, boolean healthy) {
    screen.line(
        "State: "
            + path
            + "  "
            + Words.bytes(bytes)
            + backup.map(age -> ", backup " + Words.ago(age)).orElse(", no backup")
            + (healthy ? ", healthy" : ", in use"));
  }

  private void table(List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(List.of(HEAD));
    all.addAll(rows);
    List<String> lines = Columns.lines(all, WIDEST);
    screen.line(Tone.STRONG, lines.get(0));
    lines.stream().skip(1).forEach(screen::line);
  }

  private List<String> row(SyncStatus status, Instant now) {
    Optional<RunRecord> last = status.lastRun();
    String lastRun =
        last.map(run -> Words.ago(Duration.between(run.start().plus(run.took()), now)))
            .orElse("never");
    return List.of(
        status.name(),
        lastRun,
        last.map(RunRecord::result).orElse("-"),
        status.known() == 0
            ? "-"
            : Words.number(status.inSync()) + "/" + Words.number(status.known()),
        attention(status));
  }

  private String attention(SyncStatus status) {
    boolean stopped =
        status.lastRun().filter(run -> run.exitCode() == ExitCode.GUARD.number()).isPresent();
    if (stopped && status.configured()) {
      return invocation.command("plan", status.name());
    }
    List<String> parts = new ArrayList<>();
    if (status.attention() > 0) {
      parts.add(Words.number(status.attention()) + " skipped");
    }
    if (status.ignored() > 0) {
      parts.add(Words.number(status.ignored()) + " ignored");
    }
    if (status.drifted() > 0) {
      parts.add(Words.number(status.drifted()) + " drifted");
    }
    if (status.ownFields() > 0) {
      parts.add(Words.number(status.ownFields(), "field", "fields") + " kept by the target");
    }
    return parts.isEmpty() ? "-" : String.join(", ", parts);
  }
}
