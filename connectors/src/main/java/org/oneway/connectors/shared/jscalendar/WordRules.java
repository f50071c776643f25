// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding.Level;

/** How it stands: properties that are a word, a number or a moment. */
final class WordRules {
  private static final Map<String, String> PRIVACY =
      Map.of("PUBLIC", "public", "PRIVATE", "private", "CONFIDENTIAL", "secret");
  private static final Map<String, String> TRANSPARENCY =
      Map.of("OPAQUE", "busy", "TRANSPARENT", "free");
  private static final Set<String> EVENT_STATUS = Set.of("CONFIRMED", "TENTATIVE", "CANCELLED");
  private static final Set<String> TASK_STATUS =
      Set.of("NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED", "FAILED", "PENDING");
  private static final Set<String> NOTE_STATUS = Set.of("DRAFT", "FINAL", "CANCELLED");
  private static final int HIGHEST_PRIORITY = 9;
  private static final int WHOLE = 100;

  private WordRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("STATUS", WordRules::status);
    rules.put("CLASS", (reading, line) -> word(reading, line, "privacy", PRIVACY));
    rules.put("TRANSP", (reading, line) -> word(reading, line, "freeBusyStatus", TRANSPARENCY));
    rules.put("COLOR", (reading, line) -> TextRules.text(reading, line, "color"));
    rules.put("PRIORITY", (reading, line) -> number(reading, line, "priority", HIGHEST_PRIORITY));
    rules.put("SEQUENCE", (reading, line) -> number(reading, line, "sequence", Integer.MAX_VALUE));
    rules.put("PERCENT-COMPLETE", WordRules::percent);
    rules.put("CREATED", (reading, line) -> moment(reading, line, "created"));
    rules.put("DTSTAMP", (reading, line) -> moment(reading, line, "updated"));
  }

  private static Set<String> statuses(boolean isTask, boolean isEvent) {
    return isTask ? TASK_STATUS : isEvent ? EVENT_STATUS : NOTE_STATUS;
  }

  private static void status(Reading reading, Line line) {
    String word = line.value().trim().toUpperCase(Locale.ROOT);
    if (!statuses(reading.isTask(), reading.isEvent()).contains(word)) {
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

  private static void percent(Reading reading, Line line) {
    if (reading.isEvent()) {
      reading.raw(line.content(), "is for tasks only");
    } else {
      number(reading, line, "percentComplete", WHOLE);
    }
  }

  static void number(Reading reading, Line line, String member, int most) {
    Optional<Integer> number = number(line.value(), most);
    if (number.isEmpty()) {
      reading.raw(line.content(), "is no number from 0 to " + most);
      return;
    }
    reading.object.put(member, number.get());
    reading.converted(line, member);
  }

  private static Optional<Integer> number(String value, int most) {
    try {
      int number = Integer.parseInt(value.trim());
      return number >= 0 && number <= most ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static void moment(Reading reading, Line line, String member) {
    Optional<Stamp> read = Stamp.parse(line.value()).filter(stamp -> !stamp.isDate());
    Optional<Stamp> stamp =
        read.isEmpty() || read.get().isUtc() ? read : inUtc(reading, line, read.get());
    if (stamp.isEmpty()) {
      reading.raw(line.content(), "is no time");
      return;
    }
    reading.object.put(member, Stamp.json(stamp.get().instant()));
    reading.converted(line, member);
  }

  /** Outlook leaves the Z out, and means UTC (RFC 5545 section 3.8.7). */
  private static Optional<Stamp> inUtc(Reading reading, Line line, Stamp local) {
    Optional<String> tzid = line.take("TZID");
    Optional<Stamp> stamp =
        tzid.isEmpty()
            ? Optional.of(local)
            : Optional.of(reading.zones.of(tzid.get()))
                .filter(reading.zones::knows)
                .map(zone -> local.in(Optional.of(zone)));
    stamp.ifPresent(
        s -> reading.find(Level.REPAIRED, line.content(), "is not in UTC, and taken as if it was"));
    return stamp;
  }

  static void write(Writing writing) {
    writeMoment(writing, "DTSTAMP", "updated");
    writeMoment(writing, "CREATED", "created");
    writeNumber(writing, "SEQUENCE", "sequence", Integer.MAX_VALUE);
    String status = writing.isTask() ? "progress" : "status";
    writing
        .text(status)
        .filter(word -> word.equals(word.toLowerCase(Locale.ROOT)))
        .map(word -> word.toUpperCase(Locale.ROOT))
        .filter(statuses(writing.isTask(), writing.isEvent())::contains)
        .ifPresent(word -> writing.line("STATUS", status).surely(status).value(word));
    writeWord(writing, "CLASS", "privacy", PRIVACY);
    writeWord(writing, "TRANSP", "freeBusyStatus", TRANSPARENCY);
    TextRules.writeText(writing, "COLOR", "color");
    writeNumber(writing, "PRIORITY", "priority", HIGHEST_PRIORITY);
    if (!writing.isEvent()) {
      writeNumber(writing, "PERCENT-COMPLETE", "percentComplete", WHOLE);
    }
  }

  static void writeMoment(Writing writing, String property, String member) {
    writing
        .text(member)
        .flatMap(Stamp::parseExtended)
        .filter(Stamp::isUtc)
        .ifPresent(stamp -> writing.line(property, member).surely(member).value(stamp.basic()));
  }

  static void writeNumber(Writing writing, String property, String member, int most) {
    JsonNode node = writing.object.path(member);
    if (node.isIntegralNumber() && number(node.asText(), most).isPresent()) {
      writing.line(property, member).surely(member).value(node.asText());
    }
  }

  private static void writeWord(
      Writing writing, String property, String member, Map<String, String> words) {
    String word = Writing.textOf(writing.object, member);
    for (Map.Entry<String, String> one : words.entrySet()) {
      if (one.getValue().equals(word)) {
        writing.line(property, member).surely(member).value(one.getKey());
      }
    }
  }
}
