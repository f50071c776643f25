// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times that travel as they are: with hyphens and colons in vCard 3.0 and jCard (RFC 7095
 * section 3.5), without them in 4.0 (RFC 6350 section 4.3).
 */
final class RawDates {
  private static final String MONTH = "(?:0[1-9]|1[0-2])";
  private static final String DAY = "(?:0[1-9]|[12]\\d|3[01])";
  private static final String WHOLE_DATE = "\\d{4}" + MONTH + DAY;
  private static final String ZONE = "(?:Z|[+-]\\d{2}(?:\\d{2})?)?";
  private static final String SOME_TIME = "\\d{2}(?:\\d{2}(?:\\d{2})?)?" + ZONE;
  private static final Pattern TIMESTAMP = Pattern.compile(WHOLE_DATE + "T\\d{6}" + ZONE);
  private static final Pattern DATE_AND_OR_TIME =
      Pattern.compile(
          (WHOLE_DATE + "|\\d{4}(?:-" + MONTH + ")?|--" + MONTH + "(?:" + DAY + ")?|---" + DAY)
              + ("|(?:" + WHOLE_DATE + "|--" + MONTH + DAY + "|---" + DAY + ")T" + SOME_TIME)
              + ("|T(?:" + SOME_TIME + "|-\\d{2}(?:\\d{2})?" + ZONE + "|--\\d{2}" + ZONE + ")"));

  private static final Pattern WITH_HYPHENS = Pattern.compile("(\\d{4}|-)-(\\d{2})-(\\d{2})");
  private static final Pattern WITHOUT = Pattern.compile("(\\d{4}|--)(\\d{2})(\\d{2})");
  private static final Pattern TIME =
      Pattern.compile("(\\d{2})(\\d{2})?(\\d{2})?(Z|[+-]\\d{2})?(\\d{2})?");

  private RawDates() {}

  /** Whether a value is a {@code date-and-or-time} of 4.0. */
  static boolean isDateAndOrTime(String value) {
    return DATE_AND_OR_TIME.matcher(value).matches();
  }

  /** Whether a value is a {@code timestamp} of 4.0. */
  static boolean isTimestamp(String value) {
    return TIMESTAMP.matcher(value).matches();
  }

  /** As 4.0 writes it; what is no date stays. */
  static String basic(String value) {
    int t = value.indexOf('T');
    String date = t < 0 ? value : value.substring(0, t);
    Matcher hyphens = WITH_HYPHENS.matcher(date);
    String year = hyphens.matches() ? hyphens.group(1) : "";
    String plain =
        year.isEmpty()
            ? date
            : (year.equals("-") ? "--" : year) + hyphens.group(2) + hyphens.group(3);
    String basic = t < 0 ? plain : plain + value.substring(t).replace(":", "");
    return isDateAndOrTime(basic) ? basic : value;
  }

  /** As 3.0 and jCard write it; what is no date stays. */
  static String extended(String value) {
    String basic = basic(value);
    if (!isDateAndOrTime(basic)) {
      return value;
    }
    int t = basic.indexOf('T');
    String date = t < 0 ? basic : basic.substring(0, t);
    Matcher whole = WITHOUT.matcher(date);
    String year = whole.matches() ? whole.group(1) : "";
    String plain =
        year.isEmpty()
            ? date
            : (year.equals("--") ? "-" : year) + "-" + whole.group(2) + "-" + whole.group(3);
    return t < 0 ? plain : plain + "T" + extendedTime(basic.substring(t + 1));
  }

  private static String extendedTime(String time) {
    Matcher parts = TIME.matcher(time);
    if (!parts.matches()) {
      return time;
    }
    StringBuilder text = new StringBuilder(parts.group(1));
    for (int i = 2; i <= 3; i++) {
      text.append(parts.group(i) == null ? "" : ":" + parts.group(i));
    }
    text.append(parts.group(4) == null ? "" : parts.group(4));
    return text.append(parts.group(5) == null ? "" : ":" + parts.group(5)).toString();
  }
}
