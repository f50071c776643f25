// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.oneway.cli.history.LoggedSync;
import org.oneway.cli.history.PastRun;
import org.oneway.cli.terminal.Visible;

/**
 * A table for spreadsheets (RFC 4180): of a run one row for each event, and for each field that
 * differs; else one row for each run. Nothing is left out.
 */
public final class CsvReport {
  private static final String FORMULA = "=+-@|\t\r\n\uff1d\uff0b\uff0d\uff20";

  private CsvReport() {}

  /** Writes the report. */
  public static void write(Material material, Writer out) throws IOException {
    if (material.run().isEmpty()) {
      runs(material, out);
      return;
    }
    row(
        out, "run", "sync", "event", "kind", "folder", "uid", "name", "field", "before", "after",
        "text");
    for (LoggedSync logged : material.logs()) {
      try {
        logged.each(event -> event(out, logged.run(), event));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  private static void runs(Material material, Writer out) throws IOException {
    row(
        out,
        "run",
        "sync",
        "start",
        "milliseconds",
        "added",
        "changed",
        "deleted",
        "moved",
        "adopted",
        "skipped",
        "conflicts",
        "exit",
        "result");
    for (PastRun run : material.runs()) {
      row(
          out,
          run.id(),
          run.sync(),
          run.start().toString(),
          run.took().map(took -> String.valueOf(took.toMillis())).orElse(""),
          String.valueOf(run.count("added")),
          String.valueOf(run.count("changed")),
          String.valueOf(run.count("deleted")),
          String.valueOf(run.count("moved")),
          String.valueOf(run.count("adopted")),
          String.valueOf(run.count("skipped")),
          String.valueOf(run.count("conflicts")),
          run.exit().map(String::valueOf).orElse(""),
          run.result());
    }
  }

  private static void event(Writer out, String run, JsonNode event) {
    String name = event.path("event").asText();
    switch (name) {
      case "start", "plan", "end" -> {}
      default -> {
        try {
          JsonNode fields = event.path("fields");
          for (JsonNode field : fields) {
            row(
                out,
                run,
                event,
                field.path("field").asText(),
                field.path("before").asText(),
                field.path("after").asText());
          }
          if (fields.isEmpty()) {
            row(out, run, event, event.path("property").asText(), event.path("from").asText(), "");
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void row(
      Writer out, String run, JsonNode event, String field, String before, String after)
      throws IOException {
    String text =
        event.has("message")
            ? event.path("message").asText()
            : joined(event.path("place").asText(), event.path("text").asText());
    row(
        out,
        run,
        event.path("sync").asText(),
        event.path("event").asText(),
        event.path("kind").asText(),
        event.path("folder").asText(),
        event.path("uid").asText(),
        event.path("title").asText(),
        field,
        before,
        after,
        text);
  }

  private static String joined(String place, String text) {
    return place.isEmpty() ? text : place + ": " + text;
  }

  private static void row(Writer out, String... cells) throws IOException {
    out.write(Arrays.stream(cells).map(CsvReport::cell).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  /** A cell that a spreadsheet shows and never computes. */
  static String cell(String text) {
    String start = text.stripLeading();
    boolean isFormula =
        !text.isEmpty()
            && (FORMULA.indexOf(text.charAt(0)) >= 0
                || (!start.isEmpty() && FORMULA.indexOf(start.charAt(0)) >= 0));
    String safe = (isFormula ? "'" : "") + Visible.of(text);
    boolean isPlain = safe.chars().noneMatch(c -> c == '"' || c == ',' || c == ';' || c == '\'');
    return isPlain && safe.equals(safe.strip()) ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
