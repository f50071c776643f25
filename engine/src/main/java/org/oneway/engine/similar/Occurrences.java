// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a series certainly has an occurrence on a date: found by calculation, never by expanding
 * the series, and only for the rules that people use.
 */
final class Occurrences {
  private static final List<String> DAYS = List.of("mo", "tu", "we", "th", "fr", "sa", "su");
  private static final Set<String> UNDERSTOOD =
      Set.of("@type", "frequency", "interval", "count", "until", "byDay", "firstDayOfWeek");

  /** Every month has these. */
  private static final int SURE_DAYS = 28;

  private final LocalDateTime start;
  private final LocalDateTime date;

  private Occurrences(LocalDateTime start, LocalDateTime date) {
    this.start = start;
    this.date = date;
  }

  /**
   * Whether it certainly has.
   *
   * @param item with canonical values
   */
  static boolean has(JsonNode item, String recurrenceId) {
    Optional<LocalDateTime> start = Zones.local(item.path("start"));
    Optional<LocalDateTime> date = Zones.local(Canonical.NODES.textNode(recurrenceId));
    if (start.isEmpty() || date.isEmpty() || !item.path("excludedRecurrenceRules").isEmpty()) {
      return false;
    }
    Occurrences occurrences = new Occurrences(start.get(), date.get());
    boolean first = start.equals(date);
    for (JsonNode rule : item.path("recurrenceRules")) {
      first |= occurrences.areMadeBy(rule);
    }
    return first;
  }

  private boolean areMadeBy(JsonNode rule) {
    boolean simple =
        rule.properties().stream().allMatch(member -> UNDERSTOOD.contains(member.getKey()));
    long interval = rule.path("interval").asLong(1);
    Optional<LocalDateTime> until = Zones.local(rule.path("until"));
    if (!simple
        || interval < 1
        || date.isBefore(start)
        || !date.toLocalTime().equals(start.toLocalTime())
        || until.filter(date::isAfter).isPresent()
        || (rule.has("until") && until.isEmpty())) {
      return false;
    }
    long count = rule.path("count").asLong(Long.MAX_VALUE);
    boolean byDay = rule.has("byDay");
    return switch (rule.path("frequency").asText()) {
      case "daily" -> !byDay && isStep(ChronoUnit.DAYS.between(start, date), interval, count);
      case "weekly" -> weekly(rule, interval, count);
      case "monthly" -> byDay ? nthDay(rule, interval, count) : monthly(interval, count);
      case "yearly" ->
          !byDay
              && start.getMonth() == date.getMonth()
              && start.getDayOfMonth() == date.getDayOfMonth()
              && sure(count)
              && isStep(date.getYear() - start.getYear(), interval, count);
      default -> false;
    };
  }

  private static boolean isStep(long units, long interval, long count) {
    return units % interval == 0 && units / interval < count;
  }

  /** A day that some months lack makes a count hard to tell. */
  private boolean sure(long count) {
    return count == Long.MAX_VALUE || start.getDayOfMonth() <= SURE_DAYS;
  }

  private boolean monthly(long interval, long count) {
    return start.getDayOfMonth() == date.getDayOfMonth()
        && sure(count)
        && isStep(months(), interval, count);
  }

  private long months() {
    return ChronoUnit.MONTHS.between(
        start.toLocalDate().withDayOfMonth(1), date.toLocalDate().withDayOfMonth(1));
  }

  private boolean nthDay(JsonNode rule, long interval, long count) {
    JsonNode day = rule.path("byDay").path(0);
    long nth = day.path("nthOfPeriod").asLong();
    int weekday = DAYS.indexOf(day.path("day").asText());
    LocalDate month = date.toLocalDate();
    return rule.path("byDay").size() == 1
        && count == Long.MAX_VALUE
        && weekday >= 0
        && (nth == -1 || (nth >= 1 && nth <= 4))
        && months() % interval == 0
        && month.equals(
            month.with(TemporalAdjusters.dayOfWeekInMonth((int) nth, DayOfWeek.of(weekday + 1))));
  }

  private boolean weekly(JsonNode rule, long interval, long count) {
    Set<DayOfWeek> days = new TreeSet<>();
    for (JsonNode day : rule.path("byDay")) {
      int weekday = DAYS.indexOf(day.path("day").asText());
      if (weekday < 0 || day.has("nthOfPeriod")) {
        return false;
      }
      days.add(DayOfWeek.of(weekday + 1));
    }
    if (days.isEmpty()) {
      days.add(start.getDayOfWeek());
    }
    int firstDay = Math.max(0, DAYS.indexOf(rule.path("firstDayOfWeek").asText("mo")));
    long weeks = ChronoUnit.WEEKS.between(week(start, firstDay), week(date, firstDay));
    boolean countable = count == Long.MAX_VALUE || days.size() == 1;
    return days.contains(date.getDayOfWeek())
        && countable
        && (count == Long.MAX_VALUE || days.contains(start.getDayOfWeek()))
        && isStep(weeks, interval, count);
  }

  private static LocalDate week(LocalDateTime day, int firstDay) {
    return day.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.of(firstDay + 1)));
  }
}
