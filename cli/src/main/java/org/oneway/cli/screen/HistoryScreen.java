// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.oneway.cli.history.LoggedSync;
import org.oneway.cli.history.PastRun;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Screen.Tone;
import org.oneway.cli.terminal.Visible;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.Invocation;
import org.oneway.cli.work.SideCounts;
import org.oneway.engine.state.Side;

/** Shows what runs did. */
public final class HistoryScreen {
  private static final List<String> HEAD =
      List.of("RUN", "SYNC", "START", "TOOK", "+", "~", "-", "!", "BYTES", "RESULT");
  private static final int WIDEST = 40;
  private static final int MOST_LINES = 50;
  private static final int TITLE = 28;

  private final Screen screen;
  private final Invocation invocation;
  private final DateTimeFormatter time;

  /** A screen for the history of all runs. */
  public HistoryScreen(Screen screen, Invocation invocation, ZoneId zone) {
    this.screen = screen;
    this.invocation = invocation;
    this.time = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /** Shows one line for each run of a sync, the newest first. */
  public void list(List<PastRun> runs) {
    if (runs.isEmpty()) {
      screen.line("No run is remembered.");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    runs.forEach(run -> rows.add(row(run)));
    List<String> lines = Columns.lines(rows, WIDEST);
    for (int i = 0; i < rows.size(); i++) {
      Tone tone = i == 0 ? Tone.STRONG : tone(runs.get(i - 1));
      screen.line(tone, lines.get(i));
    }
    String latest = runs.get(0).id();
    screen.line(
        "Details: "
            + invocation.command("history", latest)
            + "     Report: "
            + invocation.command("history", latest, "--report", "html", "--output", "FILE"));
  }

  private static Tone tone(PastRun run) {
    return run.exit().filter(exit -> exit == 0).isPresent() ? Tone.PLAIN : Tone.ATTENTION;
  }

  private List<String> row(PastRun run) {
    long bytes =
        SideCounts.bytes(Side.SOURCE, run.counts()) + SideCounts.bytes(Side.TARGET, run.counts());
    return List.of(
        run.id(),
        run.sync(),
        time.format(run.start()),
        run.took().map(Words::duration).orElse("-"),
        Words.number(run.count("added")),
        Words.number(run.count("changed") + run.count("moved")),
        Words.number(run.count("deleted")),
        Words.number(run.count("skipped")),
        bytes == 0 ? "-" : Words.bytes(bytes),
        run.result() + run.exit().map(exit -> " (" + exit + ")").orElse(""));
  }

  /** The beginning of a run's page. */
  public void head(PastRun run, boolean isLogged) {
    screen.line(
        Tone.STRONG,
        run.sync()
            + ": run "
            + run.id()
            + ", "
            + at(run.start())
            + run.took().map(took -> ", took " + Words.duration(took)).orElse("")
            + ": "
            + run.result()
            + run.exit().map(exit -> " (" + exit + ")").orElse(""));
    screen.line(
        "  "
            + Words.number(run.count("added"))
            + " added   "
            + Words.number(run.count("changed"))
            + " changed   "
            + Words.number(run.count("deleted"))
            + " deleted"
            + some(run, "moved", "moved")
            + some(run, "adopted", "adopted")
            + "   "
            + Words.number(run.count("skipped"))
            + " skipped"
            + some(run, "conflicts", "in conflict")
            + some(run, "unchanged", "unchanged"));
    if (!isLogged) {
      boolean isQuiet =
          run.count("added") + run.count("changed") + run.count("deleted") + run.count("moved")
              == 0;
      screen.line(
          Tone.FAINT,
          isQuiet
              ? "  It changed nothing."
              : "  What it changed is not known any more; that is kept for 90 days.");
    }
  }

  private static String at(Instant start) {
    return start.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
  }

  private static String some(PastRun run, String count, String word) {
    long number = run.count(count);
    return number == 0 ? "" : "   " + Words.number(number) + " " + word;
  }

  /** What a log tells of one sync of a run. */
  public void events(LoggedSync logged, boolean all) throws IOException {
    long[] shown = {0};
    Map<String, Integer> findings = new TreeMap<>();
    logged.each(
        event -> {
          if (event.path("event").asText().equals("finding") && !all) {
            findings.merge(findingWords(event), 1, Integer::sum);
            return;
          }
          EventWords.of(event)
              .ifPresent(
                  words -> {
                    shown[0]++;
                    if (all || shown[0] <= MOST_LINES) {
                      show(words);
                    }
                  });
        });
    if (!all && shown[0] > MOST_LINES) {
      screen.line("    and " + Words.number(shown[0] - MOST_LINES) + " more (--all)");
    }
    findings.forEach((words, count) -> screen.line(Tone.FAINT, "  i " + words + ": " + count));
    screen.line("");
  }

  private static String findingWords(JsonNode event) {
    String property = event.path("property").asText();
    String what =
        switch (event.path("level").asText()) {
          case "repaired" -> "repaired";
          case "lost" -> "not carried";
          case "carried-raw" -> "carried as it is";
          default -> "noted";
        };
    return what
        + " "
        + (property.contains("/")
            ? FieldWords.field(property)
            : property.isEmpty() ? "items" : property);
  }

  private void show(EventWords words) {
    screen.line(
        words.tone(),
        "  " + words.sign() + " " + Visible.column(words.title(), TITLE) + "  " + words.text());
  }

  /** The end of a run's page. */
  public void end(String run) {
    screen.line(
        "Report: "
            + invocation.command("history", run, "--report", "html", "--output", "FILE")
            + "     Take it back: "
            + invocation.command("undo", run));
  }
}
