// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oneway.engine.similar.FieldChange;

/**
 * Says in words what differs in an event or task (JSCalendar, RFC 8984) where it takes more than to
 * name the value: when it happens, alerts, answers, single dates of a series.
 */
final class CalendarWords {
  private static final Pattern DURATION =
      Pattern.compile("([+-]?)P(?:(\\d+)W)?(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+)S)?)?");

  private static final List<String> UNITS = List.of("week", "day", "hour", "minute", "second");

  private static final String DATES = "recurrenceOverrides";
  private static final String INSTANCES = "oneway.dev:instances";

  private CalendarWords() {}

  /** Whether fields under this path are never one in place of another. */
  static boolean isDistinct(String path) {
    String member = path.split("/", 2)[0];
    return member.equals(DATES) || member.equals(INSTANCES) || member.equals("participants");
  }

  /**
   * The date of a series that a path leads into.
   *
   * @param date as people write it
   * @param rest the path from there on; empty where the path ends
   */
  record OnDate(String date, String rest) {
    /** Empty where the path leads into no single date. */
    static Optional<OnDate> of(String path) {
      String[] steps = path.split("/", 3);
      boolean date = steps.length > 1 && (steps[0].equals(DATES) || steps[0].equals(INSTANCES));
      return date
          ? Optional.of(new OnDate(time(steps[1]), steps.length > 2 ? steps[2] : ""))
          : Optional.empty();
    }
  }

  /** The change in words; empty where the value's name and text say it. */
  static Optional<String> of(FieldChange change) {
    String[] steps = change.path().split("/", -1);
    JsonNode before = change.before().orElse(MissingNode.getInstance());
    JsonNode after = change.after().orElse(MissingNode.getInstance());
    boolean entry = steps.length == 2;
    if (steps[0].equals("start") && (before.isObject() || after.isObject())) {
      return Optional.of(times(before, after));
    }
    if (steps[0].equals("excluded")) {
      return Optional.of(after.asBoolean() ? "cancelled" : "no longer cancelled");
    }
    if (steps[0].equals("alerts") && entry) {
      return Optional.of(said("alert", alert(before), alert(after)));
    }
    if (steps[0].equals("participants")) {
      return participant(steps, before, after);
    }
    if (steps[0].equals("recurrenceRules") || steps[0].equals("excludedRecurrenceRules")) {
      return Optional.of(said("recurrence", rules(before), rules(after)));
    }
    return Optional.empty();
  }

  private static String said(String field, String before, String after) {
    if (before.isEmpty()) {
      return field + " added: " + after;
    }
    if (after.isEmpty()) {
      return field + " removed: " + before;
    }
    return before.equals(after)
        ? field + " " + after + " changed"
        : field + " " + before + " -> " + after;
  }

  /** {@code start 2026-11-22 10:00 -> 11:00 (Europe/Berlin), length 1 hour -> 2 hours}. */
  private static String times(JsonNode before, JsonNode after) {
    List<String> parts = new ArrayList<>();
    for (String member : List.of("start", "due")) {
      String one = time(before.path(member).asText());
      String other = time(after.path(member).asText());
      boolean zone = !before.path("timeZone").equals(after.path("timeZone"));
      if (!one.equals(other) || (zone && !other.isEmpty())) {
        parts.add(
            said(member, one + in(before, zone), sameDay(one, other, zone) + in(after, true)));
      }
    }
    String one = duration(before.path("duration").asText());
    String other = duration(after.path("duration").asText());
    if (!one.equals(other)) {
      parts.add(
          one.isEmpty() || other.isEmpty()
              ? said("length", one, other)
              : "length " + one + " -> " + other);
    }
    return parts.isEmpty() ? "start changed" : String.join(", ", parts);
  }

  private static String in(JsonNode times, boolean shown) {
    String zone = times.path("timeZone").asText();
    return shown && !zone.isEmpty() && !zone.equals("null") ? " (" + zone + ")" : "";
  }

  private static String sameDay(String before, String after, boolean zone) {
    boolean same = before.length() > 10 && after.startsWith(before.substring(0, 11));
    return same && !zone ? after.substring(11) : after;
  }

  /** A LocalDateTime as people write it: {@code 2026-11-22 10:00}. */
  private static String time(String local) {
    return local.replaceFirst("T00:00:00$", "").replaceFirst(":00(?=Z?$)", "").replace('T', ' ');
  }

  /** {@code 1 hour 30 minutes}. */
  private static String duration(String text) {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      return text;
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < UNITS.size(); i++) {
      String number = Optional.ofNullable(parts.group(i + 2)).orElse("0");
      if (!number.matches("0+")) {
        words.add(number + " " + UNITS.get(i) + (number.equals("1") ? "" : "s"));
      }
    }
    return words.isEmpty() ? "0 minutes" : String.join(" ", words);
  }

  /** {@code 15 minutes before}, {@code at 2026-11-22 10:00Z}. */
  private static String alert(JsonNode alert) {
    JsonNode trigger = alert.path("trigger");
    if (trigger.has("when")) {
      return "at " + time(trigger.path("when").asText());
    }
    String offset = trigger.path("offset").asText();
    if (offset.isEmpty()) {
      return alert.isMissingNode() ? "" : "of its own kind";
    }
    String length = duration(offset);
    String end = trigger.path("relativeTo").asText().equals("end") ? " the end" : "";
    if (length.equals("0 minutes")) {
      return end.isEmpty() ? "at the start" : "at" + end;
    }
    return length + (offset.startsWith("-") ? " before" : " after") + end;
  }

  private static Optional<String> participant(String[] steps, JsonNode before, JsonNode after) {
    if (steps.length == 3 && steps[2].equals("participationStatus")) {
      return Optional.of("answer " + after.asText("withdrawn"));
    }
    if (steps.length != 2) {
      return Optional.empty();
    }
    String one = person(before);
    String other = person(after);
    String name = FieldWords.clipped(other.isEmpty() ? one : other);
    if (before.isMissingNode() || after.isMissingNode()) {
      return Optional.of("participant " + name + (before.isMissingNode() ? " added" : " removed"));
    }
    String status = after.path("participationStatus").asText("needs-action");
    boolean answered = !before.path("participationStatus").asText("needs-action").equals(status);
    return one.equals(other) && answered
        ? Optional.of("participant " + name + " " + status)
        : Optional.empty();
  }

  /** The address of a participant, else the name. */
  static String person(JsonNode participant) {
    for (JsonNode text :
        List.of(
            participant.path("sendTo").path("imip"),
            participant.path("calendarAddress"),
            participant.path("email"),
            participant.path("name"))) {
      if (!text.asText().isBlank()) {
        return text.asText().strip().replaceFirst("(?i)^mailto:", "");
      }
    }
    return "";
  }

  private static String rules(JsonNode rules) {
    List<String> all = new ArrayList<>();
    for (JsonNode rule : rules) {
      StringBuilder words = new StringBuilder(rule.path("frequency").asText("odd"));
      if (rule.path("interval").asInt(1) > 1) {
        words.append(" (every ").append(rule.path("interval").asText()).append(')');
      }
      List<String> days = new ArrayList<>();
      for (JsonNode day : rule.path("byDay")) {
        days.add((day.path("nthOfPeriod").asText() + " " + day.path("day").asText()).strip());
      }
      words.append(days.isEmpty() ? "" : " on " + String.join(", ", days));
      words.append(rule.has("count") ? ", " + rule.path("count").asText() + " times" : "");
      words.append(rule.has("until") ? " until " + time(rule.path("until").asText()) : "");
      all.add(words.toString().toLowerCase(Locale.ROOT));
    }
    return FieldWords.clipped(String.join("; ", all));
  }
}
