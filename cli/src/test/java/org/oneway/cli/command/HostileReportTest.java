// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.cli.real.Book;

/** Reports of a run in whose log every text is hostile. */
final class HostileReportTest {
  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"onmouseover=\"alert(1)",
          "'onmouseover='alert(1)",
          "</style><img src=x onerror=alert(1)>",
          "--><svg/onload=alert(1)>",
          "<a href=javascript:alert(1)>x</a>",
          "url(https://evil.example/x.png)",
          "&lt;script&gt;",
          "=cmd|'/c calc'!A1",
          "+cmd()",
          "-1+1",
          "@SUM(1)",
          "\t=1+1",
          "\r=1+1",
          "\uff1d1+1",
          "a\",=cmd()",
          "a\r\n=cmd(),b",
          "\u001b[31mred\u001b]0;title\u0007",
          "\u202egnp.exe",
          "\u2066\u2067x\u2069",
          "\u0000\u0085\u2028\ud800");

  private static final Set<String> TAGS =
      Set.of(
          "html",
          "head",
          "meta",
          "title",
          "style",
          "body",
          "header",
          "h1",
          "h2",
          "h3",
          "p",
          "ul",
          "li",
          "b",
          "span",
          "div",
          "svg",
          "g",
          "line",
          "text",
          "rect",
          "circle",
          "polyline",
          "i",
          "table",
          "thead",
          "tbody",
          "tr",
          "th",
          "td",
          "details",
          "summary",
          "bdi",
          "del",
          "ins",
          "code");

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void writeLogs() throws IOException {
    desk = new Desk(directory);
    desk.write("oneway.toml", Book.CONFIG);
    for (int i = 0; i < HOSTILE.size(); i++) {
      String run = "2026-11-22-07" + (10 + i);
      Path folder = Files.createDirectories(directory.resolve("state/runs").resolve(run));
      StringBuilder log = new StringBuilder();
      events(HOSTILE.get(i)).forEach(event -> log.append(event).append('\n'));
      Files.write(
          folder.resolve("contacts.jsonl"), log.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Every event there is, with this in every member that is a text. */
  private static List<ObjectNode> events(String hostile) {
    List<ObjectNode> events = new ArrayList<>();
    ObjectNode start = event("start", hostile).put("time", "2026-11-22T07:00:00Z");
    start.putObject("from").put("name", hostile).put("type", hostile);
    start.putObject("to").put("name", hostile).put("type", hostile);
    events.add(start);
    for (String name :
        List.of(
            "added",
            "changed",
            "deleted",
            "moved",
            "adopted",
            "refused",
            "finding",
            "notice",
            "quarantined",
            "trouble",
            "held",
            "new-folder",
            "left-alone")) {
      ObjectNode event = event(name, hostile);
      event
          .putArray("fields")
          .addObject()
          .put("field", hostile)
          .put("before", hostile)
          .put("after", hostile)
          .put("words", hostile);
      event.putArray("why").add(hostile);
      event.putArray("details").add(hostile);
      event.putArray("folders").addObject().put("name", hostile).put("why", hostile);
      events.add(event);
    }
    ObjectNode end = event("end", hostile).put("exit", 0).put("milliseconds", 7);
    end.putObject("counts").put("added", 1).put("changed", 1).put("deleted", 1);
    events.add(end);
    return events;
  }

  private static ObjectNode event(String name, String hostile) {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("event", name);
    for (String member :
        List.of(
            "kind",
            "folder",
            "from",
            "uid",
            "title",
            "level",
            "property",
            "place",
            "text",
            "id",
            "reason",
            "about",
            "code",
            "message",
            "result",
            "command",
            "oneway",
            "java",
            "system")) {
      event.put(member, hostile);
    }
    return event;
  }

  private String report(int run, String form) {
    Desk.Answer answer = desk.oneway("history", "2026-11-22-07" + (10 + run), "--report", form);
    assertThat(answer.exit()).as(answer.err()).isZero();
    return answer.out();
  }

  @Test
  @DisplayName("S22 a page has no script, no address, and no markup that we did not write")
  void thePageIsInert() {
    for (int i = 0; i < HOSTILE.size(); i++) {
      assertInert(report(i, "html"));
    }
    assertInert(desk.oneway("history", "--report", "html").out());
  }

  private static void assertInert(String page) {
    assertThat(page)
        .contains("content=\"default-src 'none'; style-src 'sha256-")
        .containsPattern("(?s)^<!DOCTYPE html>.*</html>\\s*$");
    int style = page.indexOf("<style>");
    int end = page.indexOf("</style>");
    assertThat(page.substring(style, end)).doesNotContain("url(", "@import", "http", "<bdi");
    String body = page.substring(0, style) + page.substring(end);
    Matcher tags = Pattern.compile("<(/?)([a-zA-Z!][^\\s>/]*)([^>]*)>").matcher(body);
    Set<String> attributes = new TreeSet<>();
    while (tags.find()) {
      if (!tags.group(2).equals("!DOCTYPE")) {
        assertThat(TAGS).contains(tags.group(2));
      }
      Matcher names = Pattern.compile("([\\w-]+)(=\"[^\"]*\")?").matcher(tags.group(3));
      while (names.find()) {
        attributes.add(names.group(1));
      }
    }
    assertThat(attributes)
        .isSubsetOf(
            "html",
            "lang",
            "charset",
            "http-equiv",
            "content",
            "name",
            "class",
            "open",
            "viewBox",
            "role",
            "aria-label",
            "x",
            "y",
            "x1",
            "x2",
            "y1",
            "y2",
            "r",
            "cx",
            "cy",
            "width",
            "height",
            "points",
            "text-anchor");
    String texts = tags.reset().replaceAll("\u0001");
    assertThat(texts).doesNotContain("<", ">", "'", "`").doesNotContain("\u202e", "\u2066");
    assertThat(texts.replace("\n", "").chars().filter(c -> c < ' ' && c != 1)).isEmpty();
  }

  @Test
  @DisplayName("S22 no cell of a table is computed, and no text leaves its cell")
  void theTableIsInert() {
    for (int i = 0; i < HOSTILE.size(); i++) {
      assertCells(report(i, "csv"), 11);
    }
    assertCells(desk.oneway("history", "--limit", "99", "--report", "csv").out(), 13);
  }

  private static void assertCells(String table, int columns) {
    assertThat(table).endsWith("\r\n");
    for (String row : table.substring(0, table.length() - 2).split("\r\n", -1)) {
      assertThat(row.chars().filter(c -> c < ' ')).as(row).isEmpty();
      List<String> cells = cells(row);
      assertThat(cells).as(row).hasSize(columns);
      for (String cell : cells) {
        assertThat(cell).doesNotStartWith("=").doesNotStartWith("+").doesNotStartWith("@");
        assertThat(cell).doesNotStartWith("-").doesNotStartWith("\uff1d");
        assertThat(cell).doesNotContain("\u202e", "\u2066", "\u001b");
      }
    }
  }

  /** Of one row (RFC 4180). */
  private static List<String> cells(String row) {
    List<String> cells = new ArrayList<>();
    Matcher cell = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^\",]*))(,|$)").matcher(row);
    while (cell.find()) {
      cells.add(cell.group(1) != null ? cell.group(1).replace("\"\"", "\"") : cell.group(2));
      if (cell.group(3).isEmpty()) {
        break;
      }
    }
    return cells;
  }

  @Test
  @DisplayName("S24 S05 a terminal and a program get nothing that steers or hides")
  void screenAndJsonAreInert() throws IOException {
    for (int i = 0; i < HOSTILE.size(); i++) {
      String screen = desk.oneway("history", "2026-11-22-07" + (10 + i)).all();
      assertThat(screen.replace("\n", "").chars().filter(Character::isISOControl)).isEmpty();
      assertThat(screen).doesNotContain("\u202e", "\u2066", "\u2028");
      String json = report(i, "json");
      assertThat(json).doesNotContain("\u202e", "\u2066", "\u2028", "\u001b");
      JsonNode events = new ObjectMapper().readTree(json).path("events");
      assertThat(events).hasSize(15);
    }
    String list = desk.oneway("history", "--limit", "99").all();
    assertThat(list.replace("\n", "").chars().filter(Character::isISOControl)).isEmpty();
  }
}
