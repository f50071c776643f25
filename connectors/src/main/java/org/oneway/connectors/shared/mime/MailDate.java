// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.mime;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the dates of header fields (RFC 5322 sections 3.3 and 4.3), and what comes close to them.
 */
public final class MailDate {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final Map<String, String> ZONES =
      Map.of(
          "edt", "-0400", "est", "-0500", "cdt", "-0500", "cst", "-0600", "mdt", "-0600", "mst",
          "-0700", "pdt", "-0700", "pst", "-0800");
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{1,2})[ -]+([A-Za-z]{3})[a-z]*[ -]+(\\d{2,4})[ ,]+(\\d{1,2})[:.](\\d{2})"
              + "(?:[:.](\\d{2}))?(?: *([+-]\\d{4}|[A-Za-z]{1,5}))?");

  private MailDate() {}

  /** The time that {@code value} tells; empty where it tells none. */
  public static Optional<OffsetDateTime> parse(String value) {
    Matcher date = DATE.matcher(value);
    if (!date.find()) {
      return Optional.empty();
    }
    int month = MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1;
    int year = Integer.parseInt(date.group(3));
    if (date.group(3).length() < 4) {
      year += date.group(3).length() == 2 && year < 50 ? 2000 : 1900;
    }
    Optional<String> second = Optional.ofNullable(date.group(6));
    try {
      return Optional.of(
          OffsetDateTime.of(
              year,
              month,
              Integer.parseInt(date.group(1)),
              Integer.parseInt(date.group(4)),
              Integer.parseInt(date.group(5)),
              // A leap second is the last one of its minute here.
              Math.min(second.map(Integer::parseInt).orElse(0), 59),
              0,
              offset(Optional.ofNullable(date.group(7)).orElse(""))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static ZoneOffset offset(String zone) {
    String known = ZONES.getOrDefault(zone.toLowerCase(Locale.ROOT), zone);
    return known.matches("[+-]\\d{4}") ? ZoneOffset.of(known) : ZoneOffset.UTC;
  }
}
