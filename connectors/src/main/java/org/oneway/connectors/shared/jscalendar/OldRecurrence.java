// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules as vCalendar 1.0 wrote them: {@code W2 MO WE #10}. */
final class OldRecurrence {
  private static final Map<String, String> FREQUENCIES =
      Map.of(
          "D",
          "DAILY",
          "W",
          "WEEKLY",
          "MP",
          "MONTHLY",
          "MD",
          "MONTHLY",
          "YM",
          "YEARLY",
          "YD",
          "YEARLY",
          "M",
          "MINUTELY");
  private static final Pattern BEGIN = Pattern.compile("(MP|MD|YM|YD|D|W|M)(\\d{1,5})");
  private static final Pattern ORDINAL = Pattern.compile("(\\d)([+-])");
  private static final Pattern DAY_OF_MONTH = Pattern.compile("(\\d{1,3})([+-]?)");
  private static final Pattern TIME = Pattern.compile("\\d{4}");
  private static final Set<String> DAYS = Set.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

  private OldRecurrence() {}

  /** The rule as iCalendar writes it; empty where it is none of the old ones. */
  static Optional<String> modern(String old) {
    String[] words = old.trim().toUpperCase(Locale.ROOT).split("\\s+", -1);
    Matcher begin = BEGIN.matcher(words[0]);
    if (!begin.matches()) {
      return Optional.empty();
    }
    String kind = begin.group(1);
    // Without a number of times it is two of them (vCalendar 1.0, "Repeat Count").
    String end = "COUNT=2";
    List<String> values = new ArrayList<>();
    String ordinal = "";
    for (int i = 1; i < words.length; i++) {
      String word = words[i];
      Matcher nth = ORDINAL.matcher(word);
      if (word.startsWith("#")) {
        if (!word.matches("#\\d{1,6}")) {
          return Optional.empty();
        }
        int count = Integer.parseInt(word.substring(1));
        end = count == 0 ? "" : "COUNT=" + count;
      } else if (word.length() >= 8 && Stamp.parse(word).isPresent()) {
        end = "UNTIL=" + word;
      } else if (kind.equals("MP") && nth.matches()) {
        ordinal = (nth.group(2).equals("-") ? "-" : "") + nth.group(1);
      } else if (DAYS.contains(word) && (kind.equals("W") || kind.equals("MP"))) {
        values.add(ordinal + word);
      } else {
        Optional<String> number = number(kind, word);
        if (number.isEmpty()) {
          return Optional.empty();
        }
        values.add(number.get());
      }
    }
    StringBuilder rule = new StringBuilder("FREQ=").append(FREQUENCIES.get(kind));
    if (!begin.group(2).equals("1")) {
      rule.append(";INTERVAL=").append(begin.group(2));
    }
    if (!values.isEmpty()) {
      rule.append(';').append(part(kind)).append('=').append(String.join(",", values));
    }
    return Optional.of(end.isEmpty() ? rule.toString() : rule.append(';').append(end).toString());
  }

  private static Optional<String> number(String kind, String word) {
    boolean hasNumbers = kind.equals("MD") || kind.equals("YM") || kind.equals("YD");
    if (kind.equals("MD") && word.equals("LD")) {
      return Optional.of("-1");
    }
    Matcher number = DAY_OF_MONTH.matcher(word);
    if (!hasNumbers || TIME.matcher(word).matches() || !number.matches()) {
      return Optional.empty();
    }
    return Optional.of((number.group(2).equals("-") ? "-" : "") + number.group(1));
  }

  private static String part(String kind) {
    return switch (kind) {
      case "MD" -> "BYMONTHDAY";
      case "YM" -> "BYMONTH";
      case "YD" -> "BYYEARDAY";
      default -> "BYDAY";
    };
  }
}
