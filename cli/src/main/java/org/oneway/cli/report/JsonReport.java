// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.oneway.cli.history.LoggedSync;
import org.oneway.cli.history.PastRun;
import org.oneway.cli.json.CountsJson;
import org.oneway.cli.json.JsonText;

/** One object with everything that is known, the events of a run among it, written as a stream. */
public final class JsonReport {
  private JsonReport() {}

  /** Writes the report. */
  public static void write(Material material, Writer out) throws IOException {
    ObjectNode head = JsonNodeFactory.instance.objectNode().put("command", "history");
    material.run().ifPresent(run -> head.put("run", run));
    head.put("exit", 0);
    ArrayNode runs = head.putArray("runs");
    for (PastRun run : material.runs()) {
      runs.add(of(run, material.logs()));
    }
    String text = JsonText.of(head);
    if (material.run().isEmpty()) {
      out.write(text + "\n");
      return;
    }
    out.write(text.substring(0, text.lastIndexOf('\n')));
    out.write(",\n  \"events\": [");
    String[] between = {"\n    "};
    for (LoggedSync logged : material.logs()) {
      try {
        logged.each(event -> event(out, event, between, ",\n    "));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    out.write("\n  ]\n}\n");
  }

  /** Writes an object on a line of its own for each run; after those of one run, its events. */
  public static void writeLines(Material material, Writer out) throws IOException {
    for (PastRun run : material.runs()) {
      out.write(JsonText.line(of(run, material.logs())) + "\n");
    }
    String[] between = {""};
    for (LoggedSync logged : material.run().isPresent() ? material.logs() : List.<LoggedSync>of()) {
      try {
        logged.each(event -> event(out, event, between, "\n"));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    out.write(between[0]);
  }

  private static void event(Writer out, JsonNode event, String[] between, String next) {
    try {
      out.write(between[0]);
      out.write(JsonText.line(event));
      between[0] = next;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode of(PastRun run, List<LoggedSync> logs) {
    ObjectNode object =
        JsonNodeFactory.instance
            .objectNode()
            .put("run", run.id())
            .put("sync", run.sync())
            .put("start", run.start().toString());
    run.took().ifPresent(took -> object.put("milliseconds", took.toMillis()));
    run.exit().ifPresent(exit -> object.put("exit", exit));
    object.put("result", run.result());
    CountsJson.put(object, run.counts());
    logs.stream()
        .filter(logged -> logged.sync().equals(run.sync()))
        .map(LoggedSync::start)
        .forEach(
            start -> {
              for (String member : List.of("command", "from", "to", "oneway", "java", "system")) {
                if (start.has(member)) {
                  object.set(member, start.path(member));
                }
              }
            });
    return object;
  }
}
