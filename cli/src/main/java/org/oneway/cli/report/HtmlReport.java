// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.oneway.cli.history.LoggedSync;
import org.oneway.cli.history.PastRun;
import org.oneway.cli.terminal.Words;

/**
 * A page for people: one file that asks for nothing, runs nothing and needs nothing. Its policy
 * (Content Security Policy) forbids everything but the one style sheet in it.
 */
public final class HtmlReport {
  private final Material material;
  private final Markup page;
  private final DateTimeFormatter time;

  private HtmlReport(Material material, Writer out) {
    this.material = material;
    this.page = new Markup(out);
    this.time =
        DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss", Locale.ENGLISH)
            .withZone(material.zone());
  }

  /** Writes the report. */
  public static void write(Material material, Writer out) throws IOException {
    new HtmlReport(material, out).write();
  }

  private void write() throws IOException {
    head();
    if (material.run().isPresent()) {
      run();
    } else {
      overview();
    }
    environment();
    page.raw("</body>\n</html>");
  }

  private void head() throws IOException {
    String style = style();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")
        .raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '"
                + hash(style)
                + "'; base-uri 'none'; form-action 'none'\">")
        .raw("<meta name=\"referrer\" content=\"no-referrer\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .raw("<title>" + Markup.text(title()) + "</title>")
        .raw("<style>" + style + "</style>\n</head>\n<body>");
  }

  private String title() {
    return material.run().map(run -> "Oneway: run " + run).orElse("Oneway: history of all runs");
  }

  private void run() throws IOException {
    PastRun first = material.runs().get(0);
    String command = logged(first).map(log -> log.start().path("command").asText()).orElse("");
    page.raw("<header>\n<h1>Run " + Markup.text(first.id()) + "</h1>")
        .raw(
            "<p class=\"soft\">"
                + Markup.text(time.format(first.start()))
                + (command.isEmpty() ? "" : " · " + Markup.text(command))
                + took(material.runs())
                + " · "
                + material.runs().stream()
                    .map(run -> Markup.text(run.result()))
                    .distinct()
                    .collect(Collectors.joining("; "))
                + "</p>\n</header>");
    totals(material.runs());
    timeline();
    syncs();
    for (PastRun run : material.runs()) {
      if (material.runs().size() > 1) {
        page.raw("<h2>" + Markup.name(run.sync()) + "</h2>");
      }
      Optional<LoggedSync> log = logged(run);
      if (log.isPresent()) {
        new HtmlEvents(page, material.again()).write(log.get());
      } else {
        page.raw("<p class=\"soft\">Nothing but its counters is kept of this run.</p>");
      }
    }
  }

  private Optional<LoggedSync> logged(PastRun run) {
    return material.logs().stream().filter(log -> log.sync().equals(run.sync())).findFirst();
  }

  private static String took(List<PastRun> runs) {
    long millis = runs.stream().flatMap(r -> r.took().stream()).mapToLong(t -> t.toMillis()).sum();
    return runs.stream().allMatch(PastRun::hasEnded)
        ? " · took " + Words.duration(Duration.ofMillis(millis))
        : "";
  }

  private void overview() throws IOException {
    page.raw("<header>\n<h1>History</h1>")
        .raw(
            "<p class=\"soft\">"
                + Words.number(material.runs().size(), "run", "runs")
                + (material.runs().isEmpty()
                    ? ""
                    : ", the latest on " + Markup.text(time.format(material.runs().get(0).start())))
                + "</p>\n</header>");
    totals(material.runs());
    timeline();
    page.raw("<h2>Runs</h2>\n<div class=\"card scroll\">");
    table(material.runs(), true);
    page.raw("</div>");
  }

  private void totals(List<PastRun> runs) throws IOException {
    page.raw("<ul class=\"totals\">");
    total(runs, "added", "added", "added");
    total(runs, "changed", "changed", "changed");
    total(runs, "moved", "moved", "moved");
    total(runs, "deleted", "deleted", "deleted");
    if (material.run().isPresent()) {
      total(runs, "skipped", "attention", "quarantined");
      total(runs, "conflicts", "attention", "conflicts");
    }
    page.raw("</ul>");
  }

  private void total(List<PastRun> runs, String count, String tone, String word)
      throws IOException {
    long sum = runs.stream().mapToLong(run -> run.count(count)).sum();
    page.raw(
        "<li"
            + (sum == 0 ? " class=\"none\"" : "")
            + "><b class=\""
            + tone
            + "\">"
            + Words.number(sum)
            + "</b><span>"
            + word
            + "</span></li>");
  }

  private void timeline() throws IOException {
    page.raw("<h2>Timeline</h2>\n<div class=\"card\">\n<div class=\"scroll\">")
        .raw(new Timeline(material.around(), material.run(), material.zone()).svg())
        .raw("</div>\n<p class=\"legend\">")
        .raw("<span><i class=\"added\"></i>added</span><span><i class=\"changed\"></i>changed,")
        .raw("moved</span><span><i class=\"deleted\"></i>deleted</span>")
        .raw("<span><i class=\"time\"></i>how long it took</span>")
        .raw("<span><i class=\"attention\"></i>not ended with 0</span></p>\n</div>");
  }

  private void syncs() throws IOException {
    page.raw("<h2>Syncs</h2>\n<div class=\"card scroll\">");
    table(material.runs(), false);
    page.raw("</div>");
  }

  private void table(List<PastRun> runs, boolean withRun) throws IOException {
    page.raw(
        "<table>\n<thead><tr>"
            + (withRun ? "<th>Run</th>" : "")
            + "<th>Sync</th><th class=\"n\">Took</th><th class=\"n\">Added</th>"
            + "<th class=\"n\">Changed</th><th class=\"n\">Moved</th><th class=\"n\">Deleted</th>"
            + "<th class=\"n\">Skipped</th><th>Result</th></tr></thead>\n<tbody>");
    for (PastRun run : runs) {
      page.raw(
          "<tr>"
              + (withRun ? "<td>" + Markup.text(run.id()) + "</td>" : "")
              + "<td>"
              + Markup.name(run.sync())
              + "</td><td class=\"n\">"
              + run.took().map(Words::duration).orElse("–")
              + "</td>"
              + cell(run, "added")
              + cell(run, "changed")
              + cell(run, "moved")
              + cell(run, "deleted")
              + cell(run, "skipped")
              + "<td>"
              + Markup.text(run.result() + run.exit().map(e -> " (" + e + ")").orElse(""))
              + "</td></tr>");
    }
    page.raw("</tbody>\n</table>");
  }

  private static String cell(PastRun run, String count) {
    return "<td class=\"n\">" + Words.number(run.count(count)) + "</td>";
  }

  private void environment() throws IOException {
    page.raw("<h2>Environment</h2>\n<div class=\"card scroll\">\n<table>\n<tbody>");
    for (LoggedSync log : material.logs()) {
      fact("Sync " + log.sync(), store(log, "from") + " → " + store(log, "to"));
    }
    for (LoggedSync log : material.logs().subList(0, Math.min(1, material.logs().size()))) {
      fact(
          "Run by",
          "Oneway "
              + log.start().path("oneway").asText()
              + ", Java "
              + log.start().path("java").asText()
              + ", "
              + log.start().path("system").asText());
    }
    fact("Report by", "Oneway " + material.version());
    fact("Report made", time.format(material.made()) + ", " + material.zone());
    page.raw("</tbody>\n</table>\n</div>");
  }

  private void fact(String name, String value) throws IOException {
    page.raw("<tr><th>" + Markup.text(name) + "</th><td>" + Markup.name(value) + "</td></tr>");
  }

  private static String store(LoggedSync log, String side) {
    return log.start().path(side).path("name").asText()
        + " ("
        + log.start().path(side).path("type").asText()
        + ")";
  }

  private static String style() throws IOException {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      if (css == null) {
        throw new IllegalStateException("report.css is missing");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String hash(String style) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
