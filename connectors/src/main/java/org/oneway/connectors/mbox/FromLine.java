// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line before each message, {@code From ada@example.org Thu Jan 1 08:00:05 2026}. Only with a
 * date is it one, since people begin lines with "From " too. A time without a zone is UTC (RFC 4155
 * appendix A).
 */
final class FromLine {
  /** No such line is longer; more of a line is never looked at. */
  static final int LONGEST = 1000;

  static final String START = "From ";

  /** Who has sent what nobody is known to have sent. */
  static final String NOBODY = "MAILER-DAEMON";

  private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final Pattern DATE =
      Pattern.compile(
          "([A-Z][a-z]{2}) +(\\d{1,2}) +(\\d{1,2}):(\\d{2})(?::(\\d{2}))?"
              + "(?: +(?:([+-]\\d{4})|[A-Z]{1,5}))* +(\\d{4})(?: +([+-]\\d{4}))?(?: .*)?$");

  private FromLine() {}

  /** The line of a message that comes to the others, without its end. */
  static String of(String sender, Instant arrived) {
    ZonedDateTime time = arrived.atZone(ZoneOffset.UTC);
    return String.format(
        Locale.ROOT,
        "%s%s %s %s %2d %02d:%02d:%02d %04d",
        START,
        sender,
        DAYS.get(time.getDayOfWeek().getValue() - 1),
        MONTHS.get(time.getMonthValue() - 1),
        time.getDayOfMonth(),
        time.getHour(),
        time.getMinute(),
        time.getSecond(),
        time.getYear());
  }

  /** Whether a line can say this time. */
  static boolean canSay(Instant arrived) {
    return !arrived.isBefore(EARLIEST) && arrived.isBefore(LATEST);
  }

  /** Who sent the message, as its line says. */
  static String sender(String line) {
    String[] words = line.split(" +", 3);
    return words.length > 2 && !DAYS.contains(words[1]) ? words[1] : NOBODY;
  }

  /** When the message arrived; empty where this is no such line. */
  static Optional<Instant> arrival(String line) {
    Matcher date = DATE.matcher(line);
    if (!line.startsWith(START) || !date.find()) {
      return Optional.empty();
    }
    Optional<String> second = Optional.ofNullable(date.group(5));
    String zone =
        Optional.ofNullable(date.group(6)).or(() -> Optional.ofNullable(date.group(8))).orElse("Z");
    try {
      return Optional.of(
          LocalDateTime.of(
                  Integer.parseInt(date.group(7)),
                  MONTHS.indexOf(date.group(1)) + 1,
                  Integer.parseInt(date.group(2)),
                  Integer.parseInt(date.group(3)),
                  Integer.parseInt(date.group(4)),
                  Math.min(second.map(Integer::parseInt).orElse(0), 59))
              .toInstant(ZoneOffset.of(zone)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
