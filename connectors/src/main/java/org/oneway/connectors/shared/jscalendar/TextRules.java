// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.Text;

/** What it says: UID, SUMMARY, DESCRIPTION, STYLED-DESCRIPTION, CATEGORIES, CONCEPT. */
final class TextRules {
  private static final String STYLED = "STYLED-DESCRIPTION";
  private static final String CONTENT_TYPE = "descriptionContentType";

  private TextRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("UID", TextRules::uid);
    rules.put("SUMMARY", TextRules::summary);
    rules.put("DESCRIPTION", TextRules::description);
    rules.put(STYLED, TextRules::styled);
    rules.put("CATEGORIES", TextRules::categories);
    rules.put("CONCEPT", TextRules::concept);
    rules.put("REQUEST-STATUS", TextRules::requestStatus);
  }

  /** Sets {@code member} to the text of {@code line}, or keeps a line that says nothing. */
  static boolean text(Reading reading, Line line, String member) {
    String text = line.text();
    if (text.isEmpty()) {
      reading.raw(line.content(), "says nothing");
      return false;
    }
    reading.object.put(member, text);
    reading.converted(line, member);
    return true;
  }

  private static void uid(Reading reading, Line line) {
    String uid = line.text().trim();
    if (uid.isEmpty()) {
      reading.raw(line.content(), "says nothing");
      return;
    }
    reading.object.put("uid", uid);
    reading.converted(line, "uid");
  }

  private static void summary(Reading reading, Line line) {
    if (isDerived(line)) {
      reading.raw(line.content(), "is derived from something else");
      return;
    }
    Optional<String> language = line.peek("LANGUAGE").filter(tag -> !tag.isEmpty());
    if (language.isPresent() && !line.value().isEmpty()) {
      line.take("LANGUAGE");
      reading.object.put("locale", language.get());
    }
    text(reading, line, "title");
  }

  /** Whether a line repeats what another one says (RFC 9073 section 5.3). */
  static boolean isDerived(Line line) {
    return line.peek("DERIVED").filter("TRUE"::equalsIgnoreCase).isPresent();
  }

  private static void description(Reading reading, Line line) {
    if (isDerived(line) || reading.lines(STYLED).stream().anyMatch(TextRules::isUsable)) {
      reading.raw(line.content(), "says the same as the styled description");
      return;
    }
    text(reading, line, "description");
  }

  private static void styled(Reading reading, Line line) {
    if (!isUsable(line.content()) || reading.object.has(CONTENT_TYPE)) {
      reading.raw(line.content());
      return;
    }
    line.takeType();
    reading.object.put(CONTENT_TYPE, line.take("FMTTYPE").orElse("text/html"));
    text(reading, line, "description");
  }

  private static boolean isUsable(ContentLine line) {
    String type = line.parameter("FMTTYPE").orElse("text/html");
    return !line.value().isEmpty()
        && line.parameter("VALUE").filter(v -> !v.equalsIgnoreCase("TEXT")).isEmpty()
        && line.parameter("DERIVED").filter("TRUE"::equalsIgnoreCase).isEmpty()
        && type.regionMatches(true, 0, "text/", 0, 5);
  }

  /** All lines are one set; of several each keyword remembers the parameters it had. */
  private static void categories(Reading reading, Line line) {
    List<String> texts = line.texts().stream().filter(text -> !text.isEmpty()).toList();
    if (texts.isEmpty()) {
      reading.raw(line.content(), "says nothing");
      return;
    }
    ObjectNode keywords = Reading.child(reading.object, "keywords");
    boolean isOnly = reading.isOnly("CATEGORIES");
    for (String text : texts) {
      keywords.put(text, true);
      if (!isOnly) {
        reading.converted(line, "keywords/" + Pointers.encode(text));
      }
    }
    if (isOnly) {
      reading.converted(line, "keywords");
    }
  }

  private static void concept(Reading reading, Line line) {
    if (line.value().isBlank()) {
      reading.raw(line.content(), "says nothing");
      return;
    }
    Reading.child(reading.object, "categories").put(line.value(), true);
    reading.converted(line, "categories/" + Pointers.encode(line.value()));
  }

  /** Only in RFC 8984, and only one (section 4.4.7). */
  private static void requestStatus(Reading reading, Line line) {
    List<String> parts = Text.split(line.value(), ';');
    String text = String.join(";", parts.stream().map(TextRules::unescape).toList());
    if (reading.surface.isNew()
        || reading.object.has("requestStatus")
        || !escapeStatus(text).equals(line.value())) {
      reading.raw(line.content());
      return;
    }
    reading.object.put("requestStatus", text);
    reading.converted(line, "requestStatus");
  }

  private static String unescape(String part) {
    return new Line(ContentLine.of("TEXT", List.of(), part)).text();
  }

  private static String escapeStatus(String text) {
    return Text.join(List.of(text.split(";", -1)), ';');
  }

  static void write(Writing writing) {
    writeText(writing, "UID", "uid");
    writing
        .text("title")
        .filter(title -> !title.isEmpty())
        .ifPresent(
            title ->
                writing
                    .line("SUMMARY", "title")
                    .with("LANGUAGE", writing.text("locale").orElse(""))
                    .surely("title")
                    .text(title));
    writeDescription(writing);
    writeCategories(writing);
    writing
        .text("requestStatus")
        .filter(text -> !writing.surface.isNew())
        .ifPresent(
            text -> writing.line("REQUEST-STATUS", "requestStatus").value(escapeStatus(text)));
  }

  static void writeText(Writing writing, String property, String member) {
    writing
        .text(member)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> writing.line(property, member).surely(member).text(text));
  }

  private static void writeDescription(Writing writing) {
    String type = writing.text(CONTENT_TYPE).orElse("text/plain");
    String text = writing.text("description").orElse("");
    boolean isStyled = type.startsWith("text/") && !type.equals("text/plain");
    if (isStyled && !text.isEmpty()) {
      writing.line(STYLED, "description").with("VALUE", "TEXT").with("FMTTYPE", type).text(text);
    } else {
      writeText(writing, "DESCRIPTION", "description");
    }
  }

  /** CATEGORIES and CONCEPT. */
  static void writeCategories(Writing writing) {
    Map<List<Parameter>, List<String>> lines = new LinkedHashMap<>();
    List<Parameter> common = Preserved.parameters(writing.object, "keywords", "CATEGORIES");
    for (String keyword : names(writing.object, "keywords")) {
      String path = "keywords/" + Pointers.encode(keyword);
      List<Parameter> own = Preserved.parameters(writing.object, path, "CATEGORIES");
      lines.computeIfAbsent(own.isEmpty() ? common : own, p -> new ArrayList<>()).add(keyword);
    }
    lines.forEach((parameters, texts) -> writing.line("CATEGORIES").with(parameters).texts(texts));
    for (String uri : names(writing.object, "categories")) {
      if (!uri.isBlank()) {
        writing.line("CONCEPT", "categories/" + Pointers.encode(uri)).value(uri);
      }
    }
  }

  /** The members of a set that are true. */
  static List<String> names(ObjectNode object, String member) {
    List<String> names = new ArrayList<>();
    object
        .path(member)
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isBoolean() && field.getValue().asBoolean()) {
                names.add(field.getKey());
              }
            });
    return names;
  }
}
