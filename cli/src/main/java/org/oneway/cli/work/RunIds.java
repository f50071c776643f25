// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** Names runs by when they began: {@code 2026-11-22-0614}. */
public final class RunIds {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT);

  private RunIds() {}

  /** The id of a run that begins at {@code start}; with a number where it is taken. */
  public static String next(Instant start, ZoneId zone, Set<String> taken) {
    String id = FORM.format(start.atZone(zone));
    if (!taken.contains(id)) {
      return id;
    }
    int number = 2;
    while (taken.contains(id + "-" + number)) {
      number++;
    }
    return id + "-" + number;
  }
}
