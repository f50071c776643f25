// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A TimeZone that an item defines (RFC 8984 section 4.7.2), of the sort that calendars write: its
 * clocks change once a year on a certain day, or on dates that are listed.
 */
final class ZoneDefinition {
  private static final List<String> DAYS = List.of("mo", "tu", "we", "th", "fr", "sa", "su");

  /** Windows lets its zones begin in 1601. */
  private static final int FIRST_YEAR = 1600;

  private static final int LAST_YEAR = 2037;
  private static final int MOST_OBSERVANCES = 200;

  /** The offset from each change on. */
  private final TreeMap<Instant, ZoneOffset> changes = new TreeMap<>();

  private Optional<LocalDateTime> first = Optional.empty();
  private ZoneOffset before = ZoneOffset.UTC;

  private ZoneDefinition() {}

  /** What the zone does until 2037; empty where that is not understood. */
  static Optional<ZoneRules> rules(JsonNode definition) {
    List<JsonNode> observances = new ArrayList<>();
    definition.path("standard").forEach(observances::add);
    definition.path("daylight").forEach(observances::add);
    if (observances.isEmpty() || observances.size() > MOST_OBSERVANCES) {
      return Optional.empty();
    }
    ZoneDefinition zone = new ZoneDefinition();
    try {
      boolean understood = observances.stream().allMatch(zone::add);
      return understood ? Optional.of(zone.rules()) : Optional.empty();
    } catch (DateTimeException broken) {
      return Optional.empty();
    }
  }

  private ZoneRules rules() {
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    ZoneOffset offset = before;
    for (Map.Entry<Instant, ZoneOffset> change : changes.entrySet()) {
      if (!change.getValue().equals(offset)) {
        LocalDateTime local = LocalDateTime.ofInstant(change.getKey(), offset);
        transitions.add(ZoneOffsetTransition.of(local, offset, change.getValue()));
      }
      offset = change.getValue();
    }
    return ZoneRules.of(before, before, List.of(), transitions, List.of());
  }

  /** Adds the changes of an observance; whether all of them are known. */
  private boolean add(JsonNode observance) {
    Optional<LocalDateTime> start = Zones.local(observance.path("start"));
    if (start.isEmpty() || start.get().getYear() < FIRST_YEAR) {
      return false;
    }
    ZoneOffset from = ZoneOffset.of(observance.path("offsetFrom").asText());
    ZoneOffset to = ZoneOffset.of(observance.path("offsetTo").asText());
    if (first.filter(start.get()::isAfter).isEmpty()) {
      first = start;
      before = from;
    }
    add(start.get(), from, to);
    for (Map.Entry<String, JsonNode> date : observance.path("recurrenceOverrides").properties()) {
      add(LocalDateTime.parse(date.getKey()), from, to);
    }
    for (JsonNode rule : observance.path("recurrenceRules")) {
      if (!rule.path("frequency").asText().equals("yearly")
          || rule.path("interval").asInt(1) != 1
          || !add(rule, start.get(), from, to)) {
        return false;
      }
    }
    return true;
  }

  private boolean add(JsonNode rule, LocalDateTime start, ZoneOffset from, ZoneOffset to) {
    Optional<LocalDateTime> until = Zones.local(rule.path("until"));
    int left = rule.path("count").asInt(Integer.MAX_VALUE) - 1;
    for (int year = start.getYear(); year <= LAST_YEAR && left > 0; year++) {
      Optional<LocalDate> day = day(rule, start.toLocalDate(), year);
      if (day.isEmpty()) {
        return false;
      }
      LocalDateTime change = day.get().atTime(start.toLocalTime());
      if (until.filter(change::isAfter).isPresent()) {
        return true;
      }
      if (change.isAfter(start)) {
        add(change, from, to);
        left--;
      }
    }
    return true;
  }

  private void add(LocalDateTime local, ZoneOffset from, ZoneOffset to) {
    changes.put(local.toInstant(from), to);
  }

  private static Optional<LocalDate> day(JsonNode rule, LocalDate start, int year) {
    int month = rule.path("byMonth").path(0).asInt(start.getMonthValue());
    JsonNode days = rule.path("byDay");
    JsonNode dates = rule.path("byMonthDay");
    if (rule.path("byMonth").size() > 1 || days.size() > 1) {
      return Optional.empty();
    }
    if (days.isEmpty()) {
      int date = dates.isEmpty() ? start.getDayOfMonth() : dates.path(0).asInt();
      return dates.size() > 1 || date < 1
          ? Optional.empty()
          : Optional.of(LocalDate.of(year, month, date));
    }
    int weekday = DAYS.indexOf(days.path(0).path("day").asText());
    int nth = days.path(0).path("nthOfPeriod").asInt();
    if (weekday < 0) {
      return Optional.empty();
    }
    DayOfWeek day = DayOfWeek.of(weekday + 1);
    LocalDate firstOfMonth = LocalDate.of(year, month, 1);
    if (nth != 0) {
      return dates.isEmpty()
          ? Optional.of(firstOfMonth.with(TemporalAdjusters.dayOfWeekInMonth(nth, day)))
          : Optional.empty();
    }
    // The first such day among seven dates in a row: Sunday on or after the 8th.
    boolean week = dates.size() == 7 && dates.path(6).asInt() - dates.path(0).asInt() == 6;
    return week && dates.path(0).asInt() > 0
        ? Optional.of(
            firstOfMonth
                .withDayOfMonth(dates.path(0).asInt())
                .with(TemporalAdjusters.nextOrSame(day)))
        : Optional.empty();
  }
}
