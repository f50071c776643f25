// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ezvcard.util.PartialDate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dates and times as vCard writes them (RFC 6350 section 4.3) and as JSContact does. */
final class Dates {
  private static final int LEAP_YEAR = 1604;
  private static final int SHORTEST_UTC = "2026-11-22T06:00:00Z".length();
  private static final int SHORTEST_BASIC = "20261122T060000Z".length();
  private static final int FULL_DATE = "2026-11-22".length();
  private static final int LAST_YEAR = 9999;

  private Dates() {}

  /** A PartialDate: a year, a year and month, all three, or month and day. */
  static Optional<ObjectNode> partialDate(String text) {
    Optional<ObjectNode> full = fullDate(text);
    if (full.isPresent()) {
      return full;
    }
    PartialDate parsed;
    try {
      parsed = PartialDate.parse(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
    if (parsed.hasTimeComponent()) {
      return Optional.empty();
    }
    return date(number(parsed.getYear()), number(parsed.getMonth()), number(parsed.getDate()));
  }

  private static int number(@Nullable Integer value) {
    return value == null ? 0 : value;
  }

  /** The forms that nearly all programs write: 19960415 and 1996-04-15. */
  private static Optional<ObjectNode> fullDate(String text) {
    boolean basic = text.length() == 8;
    if (!basic && (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-')) {
      return Optional.empty();
    }
    int year = digits(text, 0, 4);
    int month = basic ? digits(text, 4, 6) : digits(text, 5, 7);
    int day = basic ? digits(text, 6, 8) : digits(text, 8, 10);
    return year > 0 && month > 0 && day > 0 ? date(year, month, day) : Optional.empty();
  }

  private static int digits(String text, int from, int to) {
    if (to > text.length()) {
      return -1;
    }
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

  /** RFC 9555 section 2.5.1 converts neither a month alone nor a day alone; 0 is not there. */
  private static Optional<ObjectNode> date(int year, int month, int day) {
    boolean known = year > 0 ? month > 0 || day == 0 : month > 0 && day > 0;
    if (!known) {
      return Optional.empty();
    }
    try {
      LocalDate.of(year > 0 ? year : LEAP_YEAR, Math.max(month, 1), Math.max(day, 1));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    ObjectNode date = Draft.JSON.objectNode();
    putIfKnown(date, "year", year);
    putIfKnown(date, "month", month);
    putIfKnown(date, "day", day);
    return Optional.of(date);
  }

  private static void putIfKnown(ObjectNode date, String member, int value) {
    if (value > 0) {
      date.put(member, value);
    }
  }

  /**
   * A point in time with a known offset, {@code 1987-09-27T08:30:00-06:00} or {@code
   * 19870927T083000Z}; of REV also a date or a time without offset, taken as UTC.
   */
  static Optional<Instant> instant(String text, boolean lenient) {
    String value = text.trim();
    int t = Math.max(value.indexOf('T'), value.indexOf('t'));
    Optional<ObjectNode> date = fullDate(t < 0 ? value : value.substring(0, t));
    if (date.isEmpty() || (t < 0 && !lenient)) {
      return Optional.empty();
    }
    LocalDate day =
        LocalDate.of(
            date.get().path("year").asInt(),
            date.get().path("month").asInt(),
            date.get().path("day").asInt());
    if (t < 0) {
      return Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
    String time = value.substring(t + 1);
    int zone = zoneStart(time);
    if (zone == time.length() && !lenient) {
      return Optional.empty();
    }
    try {
      ZoneOffset offset =
          zone == time.length() || time.substring(zone).equalsIgnoreCase("Z")
              ? ZoneOffset.UTC
              : ZoneOffset.of(withoutSpaces(time.substring(zone)));
      return Optional.of(day.atTime(time(time.substring(0, zone))).toInstant(offset));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String withoutSpaces(String offset) {
    return offset.trim();
  }

  private static int zoneStart(String time) {
    for (int i = 0; i < time.length(); i++) {
      char c = time.charAt(i);
      if (c == 'Z' || c == 'z' || c == '+' || c == '-') {
        return i;
      }
    }
    return time.length();
  }

  private static LocalTime time(String text) {
    String plain = text.indexOf(':') < 0 ? text : text.replace(":", "");
    int point = Math.max(plain.indexOf('.'), plain.indexOf(','));
    String whole = point < 0 ? plain : plain.substring(0, point);
    int second = whole.length() == 6 ? digits(whole, 4, 6) : whole.length() == 4 ? 0 : -1;
    // RFC 6350 allows the leap second; no clock here does.
    LocalTime time = LocalTime.of(digits(whole, 0, 2), digits(whole, 2, 4), Math.min(second, 59));
    if (point < 0) {
      return time;
    }
    String fraction = (plain.substring(point + 1) + "000000000").substring(0, 9);
    return time.withNano(digits(fraction, 0, 9));
  }

  /** As vCard 4.0 writes a PartialDate or Timestamp; empty where it is neither. */
  static Optional<String> written(JsonNode date, boolean extended) {
    if (date.has("utc")) {
      return parseUtc(date.path("utc").asText()).map(utc -> extended ? utc.toString() : basic(utc));
    }
    int year = date.path("year").asInt();
    int month = date.path("month").asInt();
    int day = date.path("day").asInt();
    if (date(year, month, day).isEmpty() || year > LAST_YEAR) {
      return Optional.empty();
    }
    if (year > 0 && day > 0) {
      StringBuilder text = new StringBuilder(FULL_DATE);
      append(text, year / 100 % 100);
      append(text, year % 100);
      text.append(extended ? "-" : "");
      append(text, month);
      text.append(extended ? "-" : "");
      append(text, day);
      return Optional.of(text.toString());
    }
    if (year > 0) {
      return Optional.of(
          month > 0
              ? String.format(Locale.ROOT, "%04d-%02d", year, month)
              : String.format(Locale.ROOT, "%04d", year));
    }
    return Optional.of(String.format(Locale.ROOT, "--%02d%02d", month, day));
  }

  static Optional<Instant> parseUtc(String text) {
    if (text.length() < SHORTEST_UTC) {
      return Optional.empty();
    }
    if (text.length() == SHORTEST_UTC && text.charAt(10) == 'T' && text.charAt(19) == 'Z') {
      return instant(text, false);
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** {@code 1995-10-31T22:27:10Z}, with a fraction only where there is one. */
  static String text(Instant instant) {
    String basic = basic(instant);
    boolean isWhole = instant.equals(instant.truncatedTo(ChronoUnit.SECONDS));
    return !isWhole || basic.length() != SHORTEST_BASIC
        ? instant.toString()
        : basic.substring(0, 4)
            + '-'
            + basic.substring(4, 6)
            + '-'
            + basic.substring(6, 11)
            + ':'
            + basic.substring(11, 13)
            + ':'
            + basic.substring(13);
  }

  /** {@code 19951031T222710Z}, without the fraction, which vCard 4.0 does not have. */
  static String basic(Instant instant) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
      return instant.toString();
    }
    StringBuilder text = new StringBuilder(SHORTEST_BASIC);
    append(text, time.getYear() / 100);
    append(text, time.getYear() % 100);
    append(text, time.getMonthValue());
    append(text, time.getDayOfMonth());
    text.append('T');
    append(text, time.getHour());
    append(text, time.getMinute());
    append(text, time.getSecond());
    return text.append('Z').toString();
  }

  private static void append(StringBuilder text, int twoDigits) {
    text.append((char) ('0' + twoDigits / 10)).append((char) ('0' + twoDigits % 10));
  }
}
