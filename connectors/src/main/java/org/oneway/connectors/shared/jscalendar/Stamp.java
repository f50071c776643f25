// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * A date, or a time with or without a zone (RFC 5545 sections 3.3.4 and 3.3.5).
 *
 * @param local the wall-clock time; midnight of a date
 * @param isDate whether it is a whole day
 * @param zone where {@code local} is; UTC for one that ends with Z; empty where it floats
 */
record Stamp(LocalDateTime local, boolean isDate, Optional<Zone> zone) {
  private static final int DATE = 8;
  private static final int TIME = 15;
  private static final int EXTENDED_DATE = 10;
  private static final int EXTENDED = 19;

  /** Reads {@code 20060102}, {@code 20060102T030405} or {@code 20060102T030405Z}. */
  static Optional<Stamp> parse(String value) {
    String text = value.trim();
    boolean isUtc = text.length() == TIME + 1 && upper(text.charAt(TIME)) == 'Z';
    int length = isUtc ? TIME : text.length();
    if ((length != DATE && length != TIME) || (length == TIME && upper(text.charAt(DATE)) != 'T')) {
      return Optional.empty();
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 4, 6);
    int day = digits(text, 6, DATE);
    int hour = length == DATE ? 0 : digits(text, 9, 11);
    int minute = length == DATE ? 0 : digits(text, 11, 13);
    int second = length == DATE ? 0 : digits(text, 13, TIME);
    if ((year | month | day | hour | minute | second) < 0) {
      return Optional.empty();
    }
    try {
      // A leap second is the second before it (RFC 5545 section 3.3.12).
      LocalDateTime local =
          LocalDateTime.of(year, month, day, hour, minute, second == 60 ? 59 : second);
      Optional<Zone> zone = isUtc ? Optional.of(Zone.UTC) : Optional.empty();
      return Optional.of(new Stamp(local, length == DATE, zone));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static char upper(char c) {
    return Character.toUpperCase(c);
  }

  /** The number that digits are; negative where one is none. */
  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** Reads {@code 2006-01-02}, {@code 2006-01-02T03:04:05} or the same with Z. */
  static Optional<Stamp> parseExtended(String text) {
    int length = text.length();
    boolean isUtc = length == EXTENDED + 1 && text.charAt(EXTENDED) == 'Z';
    boolean isDate = length == EXTENDED_DATE;
    if (!(isDate || isUtc || length == EXTENDED)
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || (!isDate
            && (text.charAt(10) != 'T' || text.charAt(13) != ':' || text.charAt(16) != ':'))) {
      return Optional.empty();
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = isDate ? 0 : digits(text, 11, 13);
    int minute = isDate ? 0 : digits(text, 14, 16);
    int second = isDate ? 0 : digits(text, 17, EXTENDED);
    if ((year | month | day | hour | minute | second) < 0) {
      return Optional.empty();
    }
    try {
      LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second);
      return Optional.of(
          new Stamp(local, isDate, isUtc ? Optional.of(Zone.UTC) : Optional.empty()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  boolean isUtc() {
    return zone.isPresent() && zone.get().isUtc();
  }

  boolean isMidnight() {
    return local.toLocalTime().toSecondOfDay() == 0;
  }

  /** The same wall-clock time in a zone. */
  Stamp in(Optional<Zone> other) {
    return new Stamp(local, isDate, other);
  }

  /** The moment it is; that of UTC where it floats. */
  Instant instant() {
    return zone.map(z -> z.instant(local)).orElseGet(() -> local.toInstant(ZoneOffset.UTC));
  }

  /**
   * The wall-clock time that this is in another zone; unchanged where one of both floats, or where
   * it is a date.
   */
  LocalDateTime localIn(Optional<Zone> other) {
    if (isDate || zone.isEmpty() || other.isEmpty() || zone.equals(other)) {
      return local;
    }
    return other.get().local(instant());
  }

  /** As iCalendar writes it, with Z where it is in UTC. */
  String basic() {
    StringBuilder text = date(new StringBuilder(TIME + 1), local, "");
    return isDate ? text.toString() : utc(time(text, local, "")).toString();
  }

  /** As jCal writes it, with Z where it is in UTC. */
  String extended() {
    StringBuilder text = date(new StringBuilder(EXTENDED + 1), local, "-");
    return isDate ? text.toString() : utc(time(text, local, ":")).toString();
  }

  private StringBuilder utc(StringBuilder text) {
    return isUtc() ? text.append('Z') : text;
  }

  /** A LocalDateTime (RFC 8984 section 1.4.4); fractions of seconds are left out. */
  static String json(LocalDateTime local) {
    return time(date(new StringBuilder(EXTENDED), local, "-"), local, ":").toString();
  }

  /** A UTCDateTime (RFC 8984 section 1.4.3). */
  static String json(Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return time(date(new StringBuilder(EXTENDED + 1), local, "-"), local, ":")
        .append('Z')
        .toString();
  }

  static String basicDate(LocalDateTime local) {
    return date(new StringBuilder(DATE), local, "").toString();
  }

  private static StringBuilder date(StringBuilder text, LocalDateTime local, String separator) {
    int year = local.getYear();
    for (int unit = 1000; unit > year && unit > 1; unit /= 10) {
      text.append('0');
    }
    text.append(year).append(separator);
    pad(text, local.getMonthValue());
    text.append(separator);
    return pad(text, local.getDayOfMonth());
  }

  private static StringBuilder time(StringBuilder text, LocalDateTime local, String separator) {
    pad(text.append('T'), local.getHour());
    pad(text.append(separator), local.getMinute());
    return pad(text.append(separator), local.getSecond());
  }

  private static StringBuilder pad(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s", extended(), zone.map(Zone::id).orElse("floating"));
  }
}
