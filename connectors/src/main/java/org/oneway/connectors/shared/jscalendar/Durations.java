// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long something takes (RFC 5545 section 3.3.6; RFC 8984 section 1.4.6). */
final class Durations {
  private static final Pattern FORM =
      Pattern.compile(
          "([+-])?P(?:(\\d{1,9})W)?(?:(\\d{1,9})D)?"
              + "(?:T(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})(?:\\.\\d{1,9})?S)?)?");

  /** What Outlook writes for days. */
  private static final Pattern DAYS_AS_TIME = Pattern.compile("([+-])?PT(\\d{1,9}[DW])");

  private static final Pattern NOTHING = Pattern.compile("(?<=[A-Z])0+[WDHMS]");
  private static final Pattern ZEROS = Pattern.compile("(?<=[A-Z])0+(?=\\d)");

  private static final int LAST_YEAR = 9999;

  /**
   * A length.
   *
   * @param days on the calendar, however long they are
   * @param seconds that pass after them
   */
  record Length(boolean isNegative, long days, long seconds) {
    boolean isZero() {
      return days == 0 && seconds == 0;
    }
  }

  private Durations() {}

  /** Reads either form; empty where it is none. */
  static Optional<Length> parse(String text) {
    Matcher matcher = FORM.matcher(text.trim().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean anything = false;
    for (int group = 2; group <= matcher.groupCount(); group++) {
      anything |= matcher.group(group) != null;
    }
    if (!anything) {
      return Optional.empty();
    }
    long days = number(matcher, 2) * 7 + number(matcher, 3);
    long seconds = number(matcher, 4) * 3600 + number(matcher, 5) * 60 + number(matcher, 6);
    return Optional.of(new Length("-".equals(matcher.group(1)), days, seconds));
  }

  private static long number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** The Duration that a value of iCalendar means, or would mean were it well written. */
  static Optional<String> json(String value) {
    String text = value.trim().toUpperCase(Locale.ROOT);
    Matcher days = DAYS_AS_TIME.matcher(text);
    if (days.matches()) {
      text = "P" + days.group(2);
      return days.group(1) == null || days.group(1).equals("+")
          ? Optional.of(text)
          : Optional.empty();
    }
    String unsigned = text.startsWith("+") ? text.substring(1) : text;
    String whole = unsigned.endsWith("T") ? unsigned.substring(0, unsigned.length() - 1) : unsigned;
    return parse(whole)
        .filter(length -> !length.isNegative())
        .map(length -> length.isZero() ? whole : withoutZeros(whole));
  }

  private static String withoutZeros(String text) {
    if (text.indexOf('0') < 0) {
      return text;
    }
    String plain = NOTHING.matcher(text).replaceAll("");
    plain = ZEROS.matcher(plain).replaceAll("");
    return plain.endsWith("T") ? plain.substring(0, plain.length() - 1) : plain;
  }

  /** As iCalendar writes it; empty where it is none, or less than nothing. */
  static Optional<String> value(String json) {
    return parse(json)
        .filter(length -> !length.isNegative())
        .map(
            length -> {
              boolean isPlain = json.indexOf('.') < 0;
              boolean weeksAndMore = json.indexOf('W') > 0 && !json.endsWith("W");
              return isPlain && !weeksAndMore ? json : text(length.days(), length.seconds());
            });
  }

  /** Days and seconds. */
  static String text(long days, long seconds) {
    StringBuilder text = new StringBuilder("P");
    if (days > 0) {
      text.append(days).append('D');
    }
    if (seconds == 0) {
      return days == 0 ? "PT0S" : text.toString();
    }
    text.append('T');
    unit(text, seconds / 3600, 'H');
    unit(text, seconds % 3600 / 60, 'M');
    unit(text, seconds % 60, 'S');
    return text.toString();
  }

  private static void unit(StringBuilder text, long number, char unit) {
    if (number > 0) {
      text.append(number).append(unit);
    }
  }

  /** Weeks and days. */
  private static String weeks(long days) {
    StringBuilder text = new StringBuilder("P");
    unit(text, days / 7, 'W');
    unit(text, days % 7, 'D');
    return text.toString();
  }

  /** How long it is from one to the other; empty where it ends before it starts. */
  static Optional<String> between(Stamp start, Stamp end) {
    if (start.isDate()) {
      long days = ChronoUnit.DAYS.between(start.local().toLocalDate(), end.local().toLocalDate());
      return days <= 0 ? Optional.empty() : Optional.of(weeks(days));
    }
    boolean isSameClock = start.zone().equals(end.zone());
    boolean isFixed = start.zone().map(zone -> zone.rules().isFixedOffset()).orElse(true);
    long seconds =
        isSameClock && isFixed
            ? Duration.between(start.local(), end.local()).toSeconds()
            : Duration.between(start.instant(), end.instant()).toSeconds();
    if (seconds < 0) {
      return Optional.empty();
    }
    if (seconds == 0) {
      return Optional.of("PT0S");
    }
    // A day that clocks may be set in is not 24 hours long.
    long days = isFixed ? seconds / 86400 : 0;
    return Optional.of(text(days, seconds - days * 86400));
  }

  /** When something ends: days first, then the time that passes; empty after the year 9999. */
  static Optional<Stamp> after(Stamp start, Length length) {
    try {
      long sign = length.isNegative() ? -1 : 1;
      LocalDateTime local = start.local().plusDays(sign * length.days());
      if (length.seconds() > 0) {
        long seconds = sign * length.seconds();
        if (start.zone().isPresent()) {
          Zone zone = start.zone().get();
          Instant instant = zone.instant(local).plusSeconds(seconds);
          local = zone.local(instant);
        } else {
          local = local.plusSeconds(seconds);
        }
      }
      Stamp end = new Stamp(local, start.isDate() && length.seconds() == 0, start.zone());
      return Optional.of(end).filter(s -> s.local().getYear() <= LAST_YEAR);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
