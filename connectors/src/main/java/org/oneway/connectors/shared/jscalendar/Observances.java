// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawComponent;

/** From a VTIMEZONE (RFC 5545 section 3.6.5) to when clocks are set, in the years that matter. */
final class Observances {
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2100;
  private static final int MOST = 5000;
  private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

  /** Clocks are set {@code to} an offset. */
  private record Onset(LocalDateTime local, ZoneOffset from, ZoneOffset to) {}

  private Observances() {}

  /** When clocks are set by a VTIMEZONE; empty where it does not say. */
  static Optional<ZoneRules> rules(RawComponent definition) {
    Map<Instant, Onset> onsets = new TreeMap<>();
    for (RawComponent observance : definition.components()) {
      if (!observance.name().equals("STANDARD") && !observance.name().equals("DAYLIGHT")) {
        continue;
      }
      Optional<ZoneOffset> from = offset(observance, "TZOFFSETFROM");
      Optional<ZoneOffset> to = offset(observance, "TZOFFSETTO");
      Optional<LocalDateTime> start =
          observance.line("DTSTART").flatMap(line -> Stamp.parse(line.value())).map(Stamp::local);
      if (from.isEmpty() || to.isEmpty() || start.isEmpty()) {
        return Optional.empty();
      }
      for (LocalDateTime local : onsets(observance, start.get(), from.get())) {
        if (onsets.size() < MOST) {
          onsets.put(local.toInstant(from.get()), new Onset(local, from.get(), to.get()));
        }
      }
    }
    return onsets.isEmpty() ? Optional.empty() : Optional.of(rules(onsets));
  }

  private static ZoneRules rules(Map<Instant, Onset> onsets) {
    ZoneOffset first = onsets.values().iterator().next().from();
    ZoneOffset now = first;
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    for (Map.Entry<Instant, Onset> onset : onsets.entrySet()) {
      ZoneOffset to = onset.getValue().to();
      if (!to.equals(now)) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(onset.getKey().getEpochSecond(), 0, now);
        transitions.add(ZoneOffsetTransition.of(local, now, to));
        now = to;
      }
    }
    return ZoneRules.of(first, first, List.of(), transitions, List.of());
  }

  private static Optional<ZoneOffset> offset(RawComponent observance, String name) {
    return observance.line(name).flatMap(line -> offset(line.value().trim()));
  }

  /** An offset as iCalendar writes it; empty where no place on earth has it. */
  static Optional<ZoneOffset> offset(String text) {
    if (!text.matches("[+-]\\d{4}(\\d{2})?")) {
      return Optional.empty();
    }
    int sign = text.charAt(0) == '-' ? -1 : 1;
    int hours = Integer.parseInt(text.substring(1, 3));
    int minutes = Integer.parseInt(text.substring(3, 5));
    int seconds = text.length() > 5 ? Integer.parseInt(text.substring(5)) : 0;
    if (hours > 17 || minutes > 59 || seconds > 59) {
      return Optional.empty();
    }
    return Optional.of(ZoneOffset.ofTotalSeconds(sign * (hours * 3600 + minutes * 60 + seconds)));
  }

  private static List<LocalDateTime> onsets(
      RawComponent observance, LocalDateTime start, ZoneOffset from) {
    List<LocalDateTime> all = new ArrayList<>();
    all.add(start);
    for (ContentLine line : observance.lines()) {
      if (line.name().equals("RDATE")) {
        for (String value : line.value().split(",", -1)) {
          Stamp.parse(value)
              .ifPresent(
                  stamp ->
                      all.add(
                          stamp.isUtc()
                              ? LocalDateTime.ofInstant(stamp.instant(), from)
                              : stamp.local()));
        }
      } else if (line.name().equals("RRULE")) {
        all.addAll(yearly(line.value(), start, from));
      }
    }
    return all;
  }

  /** The onsets of a rule; only those of yearly rules, which is what time zones have. */
  private static List<LocalDateTime> yearly(String rule, LocalDateTime start, ZoneOffset from) {
    Map<String, String> parts = new HashMap<>();
    for (String part : rule.toUpperCase(Locale.ROOT).trim().split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    int interval = number(parts.get("INTERVAL"), 1);
    int count = number(parts.get("COUNT"), Integer.MAX_VALUE);
    if (!"YEARLY".equals(parts.get("FREQ")) || interval < 1) {
      return List.of();
    }
    Instant until =
        Optional.ofNullable(parts.get("UNTIL"))
            .flatMap(Stamp::parse)
            .map(stamp -> stamp.isUtc() ? stamp.instant() : stamp.local().toInstant(from))
            .orElse(Instant.MAX);
    List<LocalDateTime> onsets = new ArrayList<>();
    int seen = 0;
    for (int year = start.getYear(); year <= LAST_YEAR && seen < count; year += interval) {
      Optional<LocalDate> date = date(parts, year, start.toLocalDate());
      if (date.isEmpty()) {
        continue;
      }
      LocalDateTime local = LocalDateTime.of(date.get(), start.toLocalTime());
      if (local.toInstant(from).isAfter(until)) {
        break;
      }
      if (!local.isBefore(start)) {
        seen++;
        if (year >= FIRST_YEAR) {
          onsets.add(local);
        }
      }
    }
    return onsets;
  }

  /** The day of a year that a rule means. */
  private static Optional<LocalDate> date(Map<String, String> parts, int year, LocalDate start) {
    int month = number(parts.get("BYMONTH"), start.getMonthValue());
    if (month < 1 || month > 12) {
      return Optional.empty();
    }
    String weekDay = parts.getOrDefault("BYDAY", "");
    List<LocalDate> days =
        parts.containsKey("BYYEARDAY")
            ? daysOfYear(parts.get("BYYEARDAY"), year)
            : daysOfMonth(parts, YearMonth.of(year, month), start, !weekDay.isEmpty());
    if (parts.containsKey("BYMONTH")) {
      days.removeIf(day -> day.getMonthValue() != month);
    }
    int nth = number(parts.get("BYSETPOS"), 1);
    if (!weekDay.isEmpty()) {
      String name = weekDay.substring(Math.max(0, weekDay.length() - 2));
      int index = DAYS.indexOf(name);
      if (index < 0) {
        return Optional.empty();
      }
      days.removeIf(day -> day.getDayOfWeek() != DayOfWeek.of(index + 1));
      nth = number(weekDay.substring(0, weekDay.length() - 2), nth);
    }
    if (nth < 0) {
      Collections.reverse(days);
    }
    int at = Math.abs(nth) - 1;
    return at >= 0 && at < days.size() ? Optional.of(days.get(at)) : Optional.empty();
  }

  private static List<LocalDate> daysOfYear(@Nullable String list, int year) {
    List<LocalDate> days = new ArrayList<>();
    int length = Year.of(year).length();
    for (int number : numbers(list)) {
      int day = number < 0 ? length + 1 + number : number;
      if (day > 0 && day <= length) {
        days.add(LocalDate.ofYearDay(year, day));
      }
    }
    Collections.sort(days);
    return days;
  }

  private static List<LocalDate> daysOfMonth(
      Map<String, String> parts, YearMonth of, LocalDate start, boolean hasWeekDay) {
    List<LocalDate> days = new ArrayList<>();
    for (int day = 1; day <= of.lengthOfMonth(); day++) {
      days.add(of.atDay(day));
    }
    Optional<String> list =
        Optional.ofNullable(parts.get("BYMONTHDAY"))
            .or(
                () ->
                    hasWeekDay
                        ? Optional.empty()
                        : Optional.of(Integer.toString(start.getDayOfMonth())));
    if (list.isPresent()) {
      List<Integer> wanted = new ArrayList<>();
      for (int number : numbers(list.get())) {
        wanted.add(number < 0 ? of.lengthOfMonth() + 1 + number : number);
      }
      days.removeIf(day -> !wanted.contains(day.getDayOfMonth()));
    }
    return days;
  }

  private static List<Integer> numbers(@Nullable String list) {
    List<Integer> numbers = new ArrayList<>();
    for (String one : (list == null ? "" : list).split(",", MOST)) {
      numbers.add(number(one, 0));
    }
    return numbers;
  }

  private static int number(@Nullable String text, int other) {
    if (text == null || !text.matches("[+-]?\\d{1,6}")) {
      return other;
    }
    return Integer.parseInt(text);
  }
}
