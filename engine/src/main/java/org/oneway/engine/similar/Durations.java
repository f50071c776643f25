// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations with and without sign (RFC 8984 sections 1.4.6 and 1.4.7). */
final class Durations {
  private static final Pattern DURATION =
      Pattern.compile(
          "([+-]?)P(?:(\\d{1,9})W)?(?:(\\d{1,9})D)?"
              + "(?:T(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9}(?:\\.\\d{1,9})?)S)?)?");

  private static final int DAYS = 7;
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;

  private Durations() {}

  /**
   * Weeks in days, seconds in hours and minutes as far as they go; a day is not 24 hours. What is
   * no duration stays as it is.
   */
  static String canonical(String text) {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      return text;
    }
    long days = DAYS * number(parts.group(2)) + number(parts.group(3));
    BigDecimal seconds = new BigDecimal(parts.group(6) == null ? "0" : parts.group(6));
    long whole =
        HOUR * number(parts.group(4)) + MINUTE * number(parts.group(5)) + seconds.longValue();
    BigDecimal rest =
        seconds
            .remainder(BigDecimal.ONE)
            .add(BigDecimal.valueOf(whole % MINUTE))
            .stripTrailingZeros();
    String time =
        part(whole / HOUR, "H")
            + part(whole % HOUR / MINUTE, "M")
            + (rest.signum() == 0 ? "" : rest.toPlainString() + "S");
    String duration = part(days, "D") + (time.isEmpty() ? "" : "T" + time);
    if (duration.isEmpty()) {
      return "PT0S";
    }
    return (parts.group(1).equals("-") ? "-P" : "P") + duration;
  }

  private static String part(long number, String unit) {
    return number == 0 ? "" : number + unit;
  }

  @SuppressWarnings("NullAway") // a group that is not there is null
  private static long number(String group) {
    return group == null ? 0 : Long.parseLong(group);
  }
}
