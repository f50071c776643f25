// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Numbers, sizes and times as people read them. */
public final class Words {
  private Words() {}

  /** With a blank between thousands: {@code 1 204}. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
  }

  /** The number with its noun: {@code 1 item}, {@code 1 204 items}. */
  public static String number(long value, String one, String many) {
    return number(value) + " " + (value == 1 ? one : many);
  }

  /** In powers of 1,000: {@code 41 kB}, {@code 1.1 MB}. */
  public static String bytes(long size) {
    if (size < 1_000) {
      return size + " bytes";
    }
    String[] units = {"kB", "MB", "GB", "TB"};
    double value = size / 1_000.0;
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1_000.0;
      unit++;
    }
    return rounded(value) + " " + units[unit];
  }

  /** {@code 0.3 s}, {@code 41 s}, {@code 2 min 5 s}, {@code 3 h 20 min}. */
  public static String duration(Duration time) {
    double seconds = Math.max(0, time.toMillis()) / 1_000.0;
    if (seconds < 59.5) {
      return rounded(seconds) + " s";
    }
    long whole = Math.round(seconds);
    return whole < 3_600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3_600 + " h " + whole % 3_600 / 60 + " min";
  }

  /** How long ago, in one unit: {@code just now}, {@code 2 min ago}, {@code 3 days ago}. */
  public static String ago(Duration time) {
    long minutes = time.toMinutes();
    if (minutes < 1) {
      return "just now";
    }
    if (minutes < 60) {
      return minutes + " min ago";
    }
    long hours = time.toHours();
    return hours < 48 ? hours + " h ago" : hours / 24 + " days ago";
  }

  /** {@code 57 %}; never rounded to 0 or 100 unless it is. */
  public static String share(long part, long whole) {
    if (whole <= 0) {
      return "0 %";
    }
    long percent = Math.round(100.0 * part / whole);
    if (percent == 100 && part < whole) {
      percent = 99;
    } else if (percent == 0 && part > 0) {
      percent = 1;
    }
    return percent + " %";
  }

  private static String rounded(double value) {
    return value < 9.95
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%.0f", value);
  }
}
