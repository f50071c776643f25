// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ContentLine;

/** Properties that are a text, a word or a number: who it is, what it says, how it stands. */
final class TextRules {
  private static final Map<String, String> PRIVACY =
      Map.of("PUBLIC", "public", "PRIVATE", "private", "CONFIDENTIAL", "secret");
  private static final Map<String, String> TRANSPARENCY =
      Map.of("OPAQUE", "busy", "TRANSPARENT", "free");
  private static final Set<String> EVENT_STATUS = Set.of("CONFIRMED", "TENTATIVE", "CANCELLED");
  private static final Set<String> TASK_STATUS =
      Set.of("NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED", "FAILED");
  private static final Set<String> NOTE_STATUS = Set.of("DRAFT", "FINAL", "CANCELLED");

  private TextRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("UID", (reading, line) -> text(reading, line, "uid"));
    rules.put("SUMMARY", TextRules::summary);
    rules.put("DESCRIPTION", TextRules::description);
    rules.put("STATUS", TextRules::status);
    rules.put("CLASS", (reading, line) -> word(reading, line, "privacy", PRIVACY));
    rules.put("TRANSP", (reading, line) -> word(reading, line, "freeBusyStatus", TRANSPARENCY));
    rules.put("COLOR", (reading, line) -> text(reading, line, "color"));
    rules.put("PRIORITY", (reading, line) -> number(reading, line, "priority", 9));
    rules.put("SEQUENCE", (reading, line) -> number(reading, line, "sequence", Integer.MAX_VALUE));
    rules.put("PERCENT-COMPLETE", (reading, line) -> number(reading, line, "percentComplete", 100));
    rules.put("CREATED", (reading, line) -> time(reading, line, "created"));
    rules.put("DTSTAMP", (reading, line) -> time(reading, line, "updated"));
    rules.put("CATEGORIES", (reading, line) -> set(reading, line, "keywords"));
    rules.put("CONCEPT", (reading, line) -> set(reading, line, "categories"));
  }

  private static void text(Reading reading, Line line, String member) {
    if (line.text().isEmpty()) {
      reading.raw(line.content(), "says nothing");
      return;
    }
    reading.object.put(member, line.text());
    reading.converted(line, member);
  }

  private static void summary(Reading reading, Line line) {
    line.take("LANGUAGE").ifPresent(language -> reading.object.put("locale", language));
    text(reading, line, "title");
  }

  private static void description(Reading reading, Line line) {
    text(reading, line, "description");
  }

  private static void status(Reading reading, Line line) {
    String word = line.value().trim().toUpperCase(Locale.ROOT);
    Set<String> words =
        reading.isTask() ? TASK_STATUS : reading.isEvent() ? EVENT_STATUS : NOTE_STATUS;
    if (!words.contains(word)) {
      reading.raw(line.content(), "is no status of this kind");
      return;
    }
    String member = reading.isTask() ? "progress" : "status";
    reading.object.put(member, word.toLowerCase(Locale.ROOT));
    reading.converted(line, member);
  }

  private static void word(Reading reading, Line line, String member, Map<String, String> words) {
    Optional<String> word =
        Optional.ofNullable(words.get(line.value().trim().toUpperCase(Locale.ROOT)));
    if (word.isEmpty()) {
      reading.raw(line.content(), "has no counterpart in JSCalendar");
      return;
    }
    reading.object.put(member, word.get());
    reading.converted(line, member);
  }

  private static void number(Reading reading, Line line, String member, int most) {
    try {
      int number = Integer.parseInt(line.value().trim());
      if (number >= 0 && number <= most) {
        reading.object.put(member, number);
        reading.converted(line, member);
        return;
      }
    } catch (NumberFormatException e) {
      // Told below, with numbers that are out of bounds.
    }
    reading.raw(line.content(), "is no number from 0 to " + most);
  }

  private static void time(Reading reading, Line line, String member) {
    Optional<Stamp> stamp = Stamp.parse(line.value()).filter(s -> !s.isDate());
    if (stamp.isEmpty()) {
      reading.raw(line.content(), "is no time");
      return;
    }
    // Outlook writes them without Z, and means UTC (RFC 5545 section 3.8.7).
    reading.object.put(member, Stamp.json(stamp.get().instant()));
    reading.converted(line, member);
  }

  private static void set(Reading reading, Line line, String member) {
    if (!line.rest().isEmpty()) {
      reading.raw(line.content(), "has parameters that a set has no place for");
      return;
    }
    ObjectNode set = Reading.child(reading.object, member);
    line.texts().stream().filter(text -> !text.isEmpty()).forEach(text -> set.put(text, true));
    if (set.isEmpty()) {
      reading.object.remove(member);
    }
  }

  static void write(Writing writing) {
    writeText(writing, "UID", "uid");
    writing
        .text("updated")
        .flatMap(Stamp::parseExtended)
        .ifPresent(stamp -> writing.line("DTSTAMP", "updated").value(stamp.basic()));
    writing
        .text("created")
        .flatMap(Stamp::parseExtended)
        .ifPresent(stamp -> writing.line("CREATED", "created").value(stamp.basic()));
    writeNumber(writing, "SEQUENCE", "sequence");
    writing
        .text("title")
        .ifPresent(
            title ->
                writing
                    .line("SUMMARY", "title")
                    .with("LANGUAGE", writing.text("locale").orElse(""))
                    .text(title));
    writeText(writing, "DESCRIPTION", "description");
    String status = writing.isTask() ? "progress" : "status";
    writing
        .text(status)
        .ifPresent(word -> writing.line("STATUS", status).value(word.toUpperCase(Locale.ROOT)));
    writeWord(writing, "CLASS", "privacy", PRIVACY);
    writeWord(writing, "TRANSP", "freeBusyStatus", TRANSPARENCY);
    writeText(writing, "COLOR", "color");
    writeNumber(writing, "PRIORITY", "priority");
    writeNumber(writing, "PERCENT-COMPLETE", "percentComplete");
    List<String> keywords = names(writing.object, "keywords");
    if (!keywords.isEmpty()) {
      writing.line("CATEGORIES", "keywords").texts(keywords);
    }
    names(writing.object, "categories").forEach(uri -> writing.line("CONCEPT").value(uri));
  }

  /** The members of a set that are true. */
  static List<String> names(ObjectNode object, String member) {
    List<String> names = new ArrayList<>();
    object
        .path(member)
        .properties()
        .forEach(
            field -> {
              if (field.getValue().asBoolean()) {
                names.add(field.getKey());
              }
            });
    return names;
  }

  private static void writeText(Writing writing, String property, String member) {
    writing.text(member).ifPresent(text -> writing.line(property, member).text(text));
  }

  private static void writeNumber(Writing writing, String property, String member) {
    if (writing.object.path(member).isIntegralNumber()) {
      writing.line(property, member).value(writing.object.path(member).asText());
    }
  }

  private static void writeWord(
      Writing writing, String property, String member, Map<String, String> words) {
    Optional<String> word = writing.text(member);
    words.forEach(
        (upper, lower) -> {
          if (word.filter(lower::equals).isPresent()) {
            writing.line(property, member).value(upper);
          }
        });
  }

  /** The lines of {@code component}, for the rules that look for others. */
  static boolean isEmpty(ContentLine line) {
    return line.value().isBlank();
  }
}
