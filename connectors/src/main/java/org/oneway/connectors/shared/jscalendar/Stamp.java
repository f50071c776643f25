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
    if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return Optional.empty();
    }
    StringBuilder basic = new StringBuilder(TIME + 1);
    for (int i = 0; i < text.length() && basic.length() <= TIME; i++) {
      char c = text.charAt(i);
      if (c != '-' && c != ':') {
        basic.append(c);
      }
    }
    return parse(basic.toString()).filter(stamp -> stamp.extended().equals(text));
  }

  boolean isUtc() {
    return zone.isPresent() && zone.get().equals(Zone.UTC);
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
    String date = basicDate(local);
    return isDate ? date : date + basicTime(local) + (isUtc() ? "Z" : "");
  }

  /** As jCal writes it, with Z where it is in UTC. */
  String extended() {
    return isDate ? json(local).substring(0, 10) : json(local) + (isUtc() ? "Z" : "");
  }

  /** A LocalDateTime (RFC 8984 section 1.4.4); fractions of seconds are left out. */
  static String json(LocalDateTime local) {
    StringBuilder text = new StringBuilder(19);
    pad(text, local.getYear(), 4).append('-');
    pad(text, local.getMonthValue(), 2).append('-');
    pad(text, local.getDayOfMonth(), 2).append('T');
    pad(text, local.getHour(), 2).append(':');
    pad(text, local.getMinute(), 2).append(':');
    return pad(text, local.getSecond(), 2).toString();
  }

  /** A UTCDateTime (RFC 8984 section 1.4.3). */
  static String json(Instant instant) {
    return json(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "Z";
  }

  static String basicDate(LocalDateTime local) {
    StringBuilder text = new StringBuilder(DATE);
    pad(text, local.getYear(), 4);
    pad(text, local.getMonthValue(), 2);
    return pad(text, local.getDayOfMonth(), 2).toString();
  }

  private static String basicTime(LocalDateTime local) {
    StringBuilder text = new StringBuilder("T");
    pad(text, local.getHour(), 2);
    pad(text, local.getMinute(), 2);
    return pad(text, local.getSecond(), 2).toString();
  }

  private static StringBuilder pad(StringBuilder text, int number, int width) {
    String digits = Integer.toString(number);
    return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s", extended(), zone.map(Zone::id).orElse("floating"));
  }
}
