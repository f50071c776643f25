// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.oneway.cli.history.LoggedSync;
import org.oneway.cli.screen.EventWords;
import org.oneway.cli.screen.FieldWords;
import org.oneway.cli.terminal.Words;

/** The events of one sync of a run as lists: what needs attention first, then what was changed. */
final class HtmlEvents {
  /** So many of each sort are on the page; a browser is quick with that. */
  private static final int MOST = 1_000;

  private static final String FINDING = "finding";

  /** The sorts in the order in which they are shown, and their titles. */
  private static final Map<String, String> SORTS = new LinkedHashMap<>();

  static {
    SORTS.put("trouble", "What went wrong");
    SORTS.put("held", "Held: these deletions wait to be allowed");
    SORTS.put("quarantined", "Quarantine");
    SORTS.put("refused", "Refused by the target");
    SORTS.put("left-alone", "Left alone: changed since");
    SORTS.put("deleted", "Deleted");
    SORTS.put("changed", "Changed");
    SORTS.put("moved", "Moved");
    SORTS.put("added", "Added");
    SORTS.put("new-folder", "New folders");
    SORTS.put("adopted", "Adopted: was at the target already");
    SORTS.put("notice", "Notices");
  }

  /** Of which of them several stand side by side. */
  private static final Map<String, String> SHAPES =
      Map.of(
          "added", " names",
          "deleted", " names",
          "adopted", " names",
          "changed", " pairs",
          "moved", " pairs");

  private final Markup page;
  private final String again;
  private final Map<String, List<JsonNode>> kept = new HashMap<>();
  private final Map<String, Long> findings = new TreeMap<>();

  HtmlEvents(Markup page, String again) {
    this.page = page;
    this.again = again;
  }

  void write(LoggedSync logged) throws IOException {
    logged.each(this::keep);
    if (logged.end().isEmpty()) {
      page.raw("<p>This run was cut off, or still runs: the list ends where its log ends.</p>");
    }
    boolean isQuarantined = logged.seen().getOrDefault("quarantined", 0L) > 0;
    for (Map.Entry<String, String> sort : SORTS.entrySet()) {
      long all = logged.seen().getOrDefault(sort.getKey(), 0L);
      // What was refused is quarantined at the end of the run.
      if (all > 0 && !(sort.getKey().equals("refused") && isQuarantined)) {
        list(sort.getKey(), sort.getValue(), all);
      }
    }
    findings(logged.seen().getOrDefault(FINDING, 0L));
  }

  private void keep(JsonNode event) {
    String name = event.path("event").asText();
    if (name.equals(FINDING)) {
      findings.merge(findingWords(event), 1L, Long::sum);
    }
    List<JsonNode> some = kept.computeIfAbsent(name, n -> new ArrayList<>());
    if (some.size() < MOST) {
      some.add(event);
    }
  }

  private void list(String name, String title, long all) throws IOException {
    begin(title, all, SHAPES.getOrDefault(name, ""), !name.equals("adopted"));
    for (JsonNode event : kept.getOrDefault(name, List.of())) {
      item(event, sign(name), tone(name));
    }
    end(all);
  }

  private void begin(String title, long all, String shape, boolean isOpen) throws IOException {
    page.raw("<details" + (isOpen ? " open" : "") + ">")
        .raw(
            "<summary>"
                + title
                + " <span class=\"soft\">"
                + Words.number(all)
                + "</span></summary>")
        .raw("<ul class=\"items" + shape + "\">");
  }

  private void end(long all) throws IOException {
    page.raw("</ul>");
    if (all > MOST) {
      page.raw(
          "<p class=\"left-out\">"
              + Words.number(all - MOST)
              + " more are left out here. All of them: <code>"
              + Markup.text(again)
              + "</code></p>");
    }
    page.raw("</details>");
  }

  private static String sign(String name) {
    return switch (name) {
      case "added", "new-folder" -> "+";
      case "changed" -> "~";
      case "moved" -> "→";
      case "deleted" -> "−";
      case "adopted" -> "=";
      case "notice", FINDING -> "i";
      default -> "!";
    };
  }

  private static String tone(String name) {
    return switch (name) {
      case "added", "changed", "deleted", "moved" -> name;
      case "new-folder" -> "added";
      case "adopted", "notice", FINDING -> "soft";
      default -> "attention";
    };
  }

  private void item(JsonNode event, String sign, String tone) throws IOException {
    EventWords words = EventWords.of(event).orElseThrow();
    StringBuilder item = new StringBuilder();
    item.append("<li><span class=\"sign " + tone + "\">" + sign + "</span><div>");
    item.append(Markup.name(words.title()));
    String where = where(event);
    if (!where.isEmpty()) {
      item.append(" <span class=\"where\">" + where + "</span>");
    }
    for (JsonNode field : event.path("fields")) {
      item.append(field(field));
    }
    switch (event.path("event").asText()) {
      case "added", "changed", "deleted", "moved", "adopted", "new-folder", "left-alone" -> {}
      default -> item.append("<p class=\"why\">" + Markup.name(words.text()) + "</p>");
    }
    for (JsonNode detail : event.path("details")) {
      item.append("<p class=\"why\">" + Markup.name(detail.asText()) + "</p>");
    }
    page.raw(item.append("</div></li>").toString());
  }

  private static String where(JsonNode event) {
    String folder = event.path("folder").asText();
    String from = event.path("from").asText();
    if (!event.has("kind")) {
      return event.has("id") ? "<code>" + Markup.text(event.path("id").asText()) + "</code>" : "";
    }
    String text = event.path("text").asText();
    return (from.isEmpty() ? "" : Markup.name(from) + " → ")
        + Markup.name(folder)
        + (event.path("event").asText().equals("moved") && !text.isEmpty()
            ? ", " + Markup.text(text)
            : "");
  }

  private static String field(JsonNode field) {
    String before = field.path("before").asText();
    String after = field.path("after").asText();
    StringBuilder line = new StringBuilder("<p class=\"field\"><span>");
    line.append(Markup.text(field.path("field").asText())).append("</span>");
    if (field.has("before")) {
      line.append("<del>" + Markup.name(before) + "</del>");
    }
    if (field.has("after")) {
      line.append(field.has("before") ? " → " : "").append("<ins>" + Markup.name(after) + "</ins>");
    }
    return line.append("</p>").toString();
  }

  private static String findingWords(JsonNode event) {
    String property = event.path("property").asText();
    String name = property.contains("/") ? FieldWords.field(property) : property;
    String level =
        switch (event.path("level").asText()) {
          case "lost" -> "could not be carried";
          case "repaired" -> "repaired on the way";
          case "carried-raw" -> "carried as it is";
          default -> "noted";
        };
    return level + '\t' + (name.isEmpty() ? "the whole item" : name);
  }

  private void findings(long all) throws IOException {
    if (all == 0) {
      return;
    }
    page.raw("<h3>Findings</h3>\n<div class=\"card scroll\">\n<table>")
        .raw("<thead><tr><th>What</th><th>Property</th><th class=\"n\">Items</th></tr></thead>")
        .raw("<tbody>");
    for (Map.Entry<String, Long> finding : findings.entrySet()) {
      String[] words = finding.getKey().split("\t", 2);
      page.raw(
          "<tr><td>"
              + Markup.text(words[0])
              + "</td><td>"
              + Markup.name(words[1])
              + "</td><td class=\"n\">"
              + Words.number(finding.getValue())
              + "</td></tr>");
    }
    page.raw("</tbody>\n</table>\n</div>");
    begin("Findings, each", all, "", false);
    for (JsonNode event : kept.getOrDefault(FINDING, List.of())) {
      item(event, sign(FINDING), tone(FINDING));
    }
    end(all);
  }
}
