// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A recurrence rule that names days (RFC 8984 section 4.3.3), followed day by day. More than one
 * occurrence on a day counts as one, so that the end found is never too early.
 */
final class CountedRule {
  /** About 80 years. */
  private static final int MOST_DAYS = 30_000;

  private static final Set<String> MEMBERS =
      Set.of(
          "@type",
          "frequency",
          "interval",
          "count",
          "firstDayOfWeek",
          "byDay",
          "byMonth",
          "byMonthDay",
          "byYearDay",
          "byHour",
          "byMinute",
          "bySecond");

  private static final List<String> DAYS = List.of("mo", "tu", "we", "th", "fr", "sa", "su");

  private final LocalDateTime start;
  private final LocalDate first;
  private final String frequency;
  private final long interval;
  private final DayOfWeek weekStart;
  private final Set<Day> byDay = new HashSet<>();
  private final Set<Integer> byMonth = new HashSet<>();
  private final Set<Integer> byMonthDay = new HashSet<>();
  private final Set<Integer> byYearDay = new HashSet<>();

  private record Day(DayOfWeek day, int nth) {}

  private CountedRule(JsonNode rule, LocalDateTime start) {
    this.start = start;
    this.first = start.toLocalDate();
    this.frequency = rule.path("frequency").asText("");
    this.interval = Math.max(1, rule.path("interval").asLong(1));
    this.weekStart = dayOf(rule.path("firstDayOfWeek").asText("mo")).orElse(DayOfWeek.MONDAY);
    rule.path("byDay")
        .forEach(
            day ->
                dayOf(day.path("day").asText(""))
                    .ifPresent(d -> byDay.add(new Day(d, day.path("nthOfPeriod").asInt(0)))));
    rule.path("byMonth").forEach(month -> byMonth.add(month.asInt(0)));
    rule.path("byMonthDay").forEach(day -> byMonthDay.add(day.asInt(0)));
    rule.path("byYearDay").forEach(day -> byYearDay.add(day.asInt(0)));
    if (byDay.isEmpty() && byMonthDay.isEmpty() && byYearDay.isEmpty()) {
      asTheStart();
    }
  }

  /** What a rule does not say is as it is on the first day (RFC 5545 section 3.3.10). */
  private void asTheStart() {
    switch (frequency) {
      case "weekly" -> byDay.add(new Day(first.getDayOfWeek(), 0));
      case "monthly" -> byMonthDay.add(first.getDayOfMonth());
      case "yearly" -> {
        byMonthDay.add(first.getDayOfMonth());
        if (byMonth.isEmpty()) {
          byMonth.add(first.getMonthValue());
        }
      }
      default -> {}
    }
  }

  /** The rule, where it is one of those that can be followed. */
  static Optional<CountedRule> of(JsonNode rule, LocalDateTime start) {
    boolean isPlain = true;
    for (var member : rule.properties()) {
      isPlain &= MEMBERS.contains(member.getKey());
    }
    for (JsonNode month : rule.path("byMonth")) {
      isPlain &= month.asText("").matches("[0-9]+");
    }
    return isPlain
            && Set.of("daily", "weekly", "monthly", "yearly")
                .contains(rule.path("frequency").asText(""))
        ? Optional.of(new CountedRule(rule, start))
        : Optional.empty();
  }

  private static Optional<DayOfWeek> dayOf(String word) {
    int index = DAYS.indexOf(word);
    return index < 0 ? Optional.empty() : Optional.of(DayOfWeek.of(index + 1));
  }

  /**
   * Whether one of the first {@code count} occurrences is late enough; so too where more days would
   * have to be looked at than is sensible.
   */
  boolean reaches(long count, Predicate<LocalDateTime> lateEnough) {
    long left = count;
    for (int days = 0; days < MOST_DAYS; days++) {
      LocalDate day = first.plusDays(days);
      // The start counts, whether the rule names it or not.
      if (days == 0 || isNamed(day)) {
        if (left-- <= 0) {
          return false;
        }
        if (lateEnough.test(day.atTime(start.toLocalTime()))) {
          return true;
        }
      }
    }
    return true;
  }

  private boolean isNamed(LocalDate day) {
    return isInPeriod(day)
        && (byMonth.isEmpty() || byMonth.contains(day.getMonthValue()))
        && (byMonthDay.isEmpty() || isAny(byMonthDay, day.getDayOfMonth(), day.lengthOfMonth()))
        && (byYearDay.isEmpty() || isAny(byYearDay, day.getDayOfYear(), day.lengthOfYear()))
        && (byDay.isEmpty() || byDay.stream().anyMatch(d -> isThat(d, day)));
  }

  private boolean isInPeriod(LocalDate day) {
    long periods =
        switch (frequency) {
          case "daily" -> ChronoUnit.DAYS.between(first, day);
          case "weekly" -> ChronoUnit.WEEKS.between(week(first), week(day));
          case "monthly" ->
              ChronoUnit.MONTHS.between(first.withDayOfMonth(1), day.withDayOfMonth(1));
          default -> (long) day.getYear() - first.getYear();
        };
    return periods % interval == 0;
  }

  private LocalDate week(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(weekStart));
  }

  private static boolean isAny(Set<Integer> numbers, int number, int length) {
    return numbers.contains(number) || numbers.contains(number - length - 1);
  }

  private boolean isThat(Day wanted, LocalDate day) {
    if (day.getDayOfWeek() != wanted.day) {
      return false;
    }
    if (wanted.nth == 0 || frequency.equals("daily") || frequency.equals("weekly")) {
      return true;
    }
    boolean inYear = frequency.equals("yearly") && byMonth.isEmpty();
    int number = inYear ? day.getDayOfYear() : day.getDayOfMonth();
    int length = inYear ? day.lengthOfYear() : day.lengthOfMonth();
    return wanted.nth > 0
        ? (number - 1) / 7 + 1 == wanted.nth
        : (length - number) / 7 + 1 == -wanted.nth;
  }
}
