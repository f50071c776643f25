// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One rule: RRULE (RFC 5545 section 3.3.10, RFC 7529) and RecurrenceRule (RFC 8984, 4.3.3). */
final class Recurrence {
  private static final Set<String> FREQUENCIES =
      Set.of("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY");
  private static final Set<String> DAYS = Set.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
  private static final Set<String> SKIPS = Set.of("OMIT", "BACKWARD", "FORWARD");
  private static final Pattern DAY = Pattern.compile("([+-]?\\d{1,3})?([A-Z]{2})");
  private static final Pattern MONTH = Pattern.compile("0?[1-9]|1[0-2]");
  private static final Pattern MONTH_OF_ANY_CALENDAR = Pattern.compile("(0?[1-9]|1[0-3])L?");
  private static final int MOST_VALUES = 1000;

  /** A part that is a list of numbers. */
  private record Numbers(String member, int least, int most) {}

  private static final Map<String, Numbers> NUMBERS = numbers();

  private Recurrence() {}

  private static Map<String, Numbers> numbers() {
    Map<String, Numbers> numbers = new LinkedHashMap<>();
    numbers.put("BYYEARDAY", new Numbers("byYearDay", -366, 366));
    numbers.put("BYWEEKNO", new Numbers("byWeekNo", -53, 53));
    numbers.put("BYMONTHDAY", new Numbers("byMonthDay", -31, 31));
    numbers.put("BYHOUR", new Numbers("byHour", 0, 23));
    numbers.put("BYMINUTE", new Numbers("byMinute", 0, 59));
    numbers.put("BYSECOND", new Numbers("bySecond", 0, 60));
    numbers.put("BYSETPOS", new Numbers("bySetPosition", -366, 366));
    return numbers;
  }

  /**
   * The RecurrenceRule that a text means; empty where a part of it is not as it may be.
   *
   * @param start of the series, in whose zone it ends
   */
  static Optional<ObjectNode> read(String text, Stamp start) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : text.trim().toUpperCase(Locale.ROOT).split(";", -1)) {
      if (part.isBlank()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals).trim();
      if (name.isEmpty() || parts.put(name, part.substring(equals + 1).trim()) != null) {
        return Optional.empty();
      }
    }
    if (parts.containsKey("COUNT") && parts.containsKey("UNTIL")) {
      return Optional.empty();
    }
    String frequency = parts.getOrDefault("FREQ", "");
    if (!FREQUENCIES.contains(frequency)) {
      return Optional.empty();
    }
    ObjectNode rule = Reading.JSON.objectNode();
    rule.put("@type", "RecurrenceRule");
    rule.put("frequency", lower(frequency));
    for (Map.Entry<String, String> part : parts.entrySet()) {
      boolean isRead =
          part.getKey().equals("FREQ")
              || part(rule, part.getKey(), part.getValue(), start, parts.containsKey("RSCALE"));
      if (!isRead) {
        return Optional.empty();
      }
    }
    return Optional.of(rule);
  }

  private static boolean part(
      ObjectNode rule, String name, String value, Stamp start, boolean hasScale) {
    return switch (name) {
      case "INTERVAL" -> number(rule, "interval", value);
      case "COUNT" -> number(rule, "count", value);
      case "UNTIL" -> until(rule, value, start);
      case "BYDAY" -> days(rule, value);
      case "BYMONTH" -> months(rule, value, hasScale);
      case "WKST" -> word(rule, "firstDayOfWeek", value, DAYS);
      case "SKIP" -> hasScale && word(rule, "skip", value, SKIPS);
      case "RSCALE" -> {
        rule.put("rscale", lower(value));
        yield value.matches("[A-Z0-9-]+");
      }
      default ->
          Optional.ofNullable(NUMBERS.get(name))
              .filter(numbers -> numbers(rule, numbers, value))
              .isPresent();
    };
  }

  private static boolean number(ObjectNode rule, String member, String value) {
    Optional<Integer> number = number(value).filter(n -> n > 0);
    number.ifPresent(n -> rule.put(member, n));
    return number.isPresent();
  }

  private static Optional<Integer> number(String text) {
    boolean isOne = text.matches("[+-]?\\d{1,9}");
    return isOne ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  private static boolean word(ObjectNode rule, String member, String value, Set<String> words) {
    rule.put(member, lower(value));
    return words.contains(value);
  }

  /** The end in the zone of the series; of days, the last day; none before the start. */
  private static boolean until(ObjectNode rule, String value, Stamp start) {
    Optional<Stamp> until = Stamp.parse(value);
    if (until.isEmpty()) {
      return false;
    }
    LocalDateTime local = until.get().localIn(start.zone());
    if (start.isDate()) {
      local = local.toLocalDate().atStartOfDay();
    }
    rule.put("until", Stamp.json(local));
    return !local.isBefore(start.local().toLocalDate().atStartOfDay());
  }

  private static boolean days(ObjectNode rule, String value) {
    ArrayNode days = rule.putArray("byDay");
    for (String text : value.split(",", MOST_VALUES)) {
      Matcher day = DAY.matcher(text.trim());
      if (!day.matches() || !DAYS.contains(day.group(2))) {
        return false;
      }
      ObjectNode entry = days.addObject();
      entry.put("@type", "NDay").put("day", lower(day.group(2)));
      if (day.group(1) != null) {
        int nth = Integer.parseInt(day.group(1));
        if (nth == 0 || Math.abs(nth) > 53) {
          return false;
        }
        entry.put("nthOfPeriod", nth);
      }
    }
    return true;
  }

  private static boolean months(ObjectNode rule, String value, boolean hasScale) {
    ArrayNode months = rule.putArray("byMonth");
    for (String text : value.split(",", MOST_VALUES)) {
      String month = text.trim();
      if (!(hasScale ? MONTH_OF_ANY_CALENDAR : MONTH).matcher(month).matches()) {
        return false;
      }
      months.add(month.startsWith("0") ? month.substring(1) : month);
    }
    return true;
  }

  private static boolean numbers(ObjectNode rule, Numbers numbers, String value) {
    ArrayNode array = rule.putArray(numbers.member());
    for (String text : value.split(",", MOST_VALUES)) {
      Optional<Integer> number =
          number(text.trim())
              .filter(n -> n >= numbers.least() && n <= numbers.most())
              .filter(n -> n != 0 || numbers.least() == 0);
      if (number.isEmpty()) {
        return false;
      }
      array.add(number.get());
    }
    return true;
  }

  /**
   * The text of a RecurrenceRule; empty where it has no frequency.
   *
   * @param zone of the series; empty where it floats
   * @param isDate whether the series is one of days
   */
  static Optional<String> write(JsonNode rule, Optional<Zone> zone, boolean isDate) {
    String frequency = upper(rule.path("frequency"));
    if (!FREQUENCIES.contains(frequency)) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    parts.add("FREQ=" + frequency);
    add(parts, "RSCALE", upper(rule.path("rscale")));
    add(parts, "SKIP", upper(rule.path("skip")));
    add(parts, "INTERVAL", integer(rule.path("interval")));
    add(parts, "BYMONTH", list(rule.path("byMonth")));
    NUMBERS.forEach(
        (name, numbers) -> {
          if (!name.equals("BYSETPOS")) {
            add(parts, name, list(rule.path(numbers.member())));
          }
        });
    List<String> days = new ArrayList<>();
    rule.path("byDay")
        .forEach(day -> days.add(integer(day.path("nthOfPeriod")) + upper(day.path("day"))));
    add(parts, "BYDAY", String.join(",", days));
    add(parts, "BYSETPOS", list(rule.path("bySetPosition")));
    add(parts, "WKST", upper(rule.path("firstDayOfWeek")));
    add(parts, "COUNT", integer(rule.path("count")));
    Stamp.parseExtended(rule.path("until").asText())
        .ifPresent(until -> add(parts, "UNTIL", until(until, zone, isDate)));
    return Optional.of(String.join(";", parts));
  }

  private static String until(Stamp until, Optional<Zone> zone, boolean isDate) {
    if (isDate || zone.isEmpty()) {
      return new Stamp(until.local(), isDate, Optional.empty()).basic();
    }
    Optional<Zone> utc = Optional.of(Zone.UTC);
    return new Stamp(until.in(zone).localIn(utc), false, utc).basic();
  }

  private static void add(List<String> parts, String name, String value) {
    if (!value.isEmpty()) {
      parts.add(name + "=" + value);
    }
  }

  private static String list(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asText().toUpperCase(Locale.ROOT)));
    return String.join(",", values);
  }

  private static String integer(JsonNode number) {
    return number.isIntegralNumber() ? number.asText() : "";
  }

  private static String upper(JsonNode word) {
    return word.asText().toUpperCase(Locale.ROOT);
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
