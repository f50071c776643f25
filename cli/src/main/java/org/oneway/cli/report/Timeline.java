// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.report;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.oneway.cli.history.PastRun;
import org.oneway.cli.terminal.Words;

/** Runs side by side as a drawing (SVG): what each changed as a bar, how long it took as a line. */
final class Timeline {
  private static final int MOST = 40;
  private static final int WIDTH = 720;
  private static final int TOP = 18;
  private static final int HEIGHT = 150;
  private static final int LEFT = 52;
  private static final int RIGHT = 56;
  private static final int SMALLEST = 3;

  private final List<PastRun> runs;
  private final Optional<String> marked;
  private final DateTimeFormatter day;
  private final long highest;
  private final long longest;

  /**
   * A drawing of the latest of these.
   *
   * @param newestFirst what is drawn
   * @param marked the run that is pointed out
   */
  Timeline(List<PastRun> newestFirst, Optional<String> marked, ZoneId zone) {
    List<PastRun> drawn = new ArrayList<>(newestFirst.stream().limit(MOST).toList());
    Collections.reverse(drawn);
    this.runs = List.copyOf(drawn);
    this.marked = marked;
    this.day = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(zone);
    this.highest = Math.max(1, runs.stream().mapToLong(Timeline::changes).max().orElse(1));
    this.longest = Math.max(1, runs.stream().mapToLong(Timeline::millis).max().orElse(1));
  }

  private static long changes(PastRun run) {
    return run.count("added") + changed(run) + run.count("deleted");
  }

  private static long changed(PastRun run) {
    return run.count("changed") + run.count("moved");
  }

  private static long millis(PastRun run) {
    return run.took().map(Duration::toMillis).orElse(0L);
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    int bottom = TOP + HEIGHT;
    svg.append(
        "<svg viewBox=\"0 0 "
            + WIDTH
            + " "
            + (bottom + 26)
            + "\" role=\"img\" aria-label=\"The latest runs: changes as bars, time as a line\">\n");
    line(svg, TOP);
    line(svg, TOP + HEIGHT / 2);
    line(svg, bottom);
    label(svg, LEFT - 8, TOP + 4, "end", Words.number(highest));
    label(svg, LEFT - 8, bottom + 4, "end", "0");
    label(svg, WIDTH - RIGHT + 8, TOP + 4, "start", Words.duration(Duration.ofMillis(longest)));
    double step = (double) (WIDTH - LEFT - RIGHT) / Math.max(6, runs.size());
    StringBuilder points = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < runs.size(); i++) {
      PastRun run = runs.get(i);
      double x = LEFT + i * step;
      bar(svg, run, x, step, bottom);
      if (run.took().isPresent()) {
        double y = bottom - (double) HEIGHT * millis(run) / longest;
        points.append(number(x + step / 2)).append(',').append(number(y)).append(' ');
        dots.append(
            "<circle class=\"dot\" r=\"2.5\" cx=\""
                + number(x + step / 2)
                + "\" cy=\""
                + number(y)
                + "\"/>\n");
      }
    }
    svg.append("<polyline class=\"time\" points=\"" + points.toString().strip() + "\"/>\n");
    svg.append(dots);
    if (!runs.isEmpty()) {
      label(svg, LEFT, bottom + 20, "start", day.format(runs.get(0).start()));
      if (runs.size() > 1) {
        double end = LEFT + runs.size() * step;
        label(svg, end, bottom + 20, "end", day.format(runs.get(runs.size() - 1).start()));
      }
    }
    return svg.append("</svg>").toString();
  }

  private void bar(StringBuilder svg, PastRun run, double x, double step, int bottom) {
    svg.append("<g><title>" + Markup.text(words(run)) + "</title>\n");
    if (marked.filter(run.id()::equals).isPresent()) {
      rect(svg, "here", x, TOP - 10, step, HEIGHT + 10);
    }
    double width = Math.min(28, step * 0.7);
    double left = x + (step - width) / 2;
    double base = bottom;
    String[] names = {"added", "changed", "deleted"};
    long[] counts = {run.count("added"), changed(run), run.count("deleted")};
    for (int i = 0; i < names.length; i++) {
      if (counts[i] > 0) {
        double height = Math.max(SMALLEST, (double) HEIGHT * counts[i] / highest);
        base -= height;
        rect(svg, names[i], left, base, width, height);
      }
    }
    if (!run.exit().equals(Optional.of(0))) {
      svg.append(
          "<circle class=\"attention\" r=\"3\" cx=\""
              + number(x + step / 2)
              + "\" cy=\""
              + (bottom + 6)
              + "\"/>\n");
    }
    svg.append("</g>\n");
  }

  private String words(PastRun run) {
    return run.sync()
        + ", "
        + day.format(run.start())
        + ": "
        + run.count("added")
        + " added, "
        + changed(run)
        + " changed, "
        + run.count("deleted")
        + " deleted; "
        + run.took().map(Words::duration).orElse("not ended")
        + "; "
        + run.result();
  }

  private static void line(StringBuilder svg, int y) {
    svg.append(
        "<line class=\"grid\" x1=\""
            + LEFT
            + "\" x2=\""
            + (WIDTH - RIGHT)
            + "\" y1=\""
            + y
            + "\" y2=\""
            + y
            + "\"/>\n");
  }

  private static void rect(
      StringBuilder svg, String name, double x, double y, double width, double height) {
    svg.append(
        "<rect class=\""
            + name
            + "\" x=\""
            + number(x)
            + "\" y=\""
            + number(y)
            + "\" width=\""
            + number(width)
            + "\" height=\""
            + number(height)
            + "\"/>\n");
  }

  private static void label(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        "<text x=\""
            + number(x)
            + "\" y=\""
            + number(y)
            + "\" text-anchor=\""
            + anchor
            + "\">"
            + Markup.text(text)
            + "</text>\n");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
