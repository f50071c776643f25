// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.oneway.engine.state.RunRecord;

/** Names runs by when they began: {@code 2026-11-22-0614}. */
public final class RunIds {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT);

  private RunIds() {}

  /** The id of a run that begins at {@code start}; with a number where it is taken. */
  public static String next(Instant start, ZoneId zone, Collection<RunRecord> taken) {
    String id = FORM.format(start.atZone(zone));
    Set<String> used = taken.stream().map(RunRecord::id).collect(Collectors.toSet());
    if (!used.contains(id)) {
      return id;
    }
    int number = 2;
    while (used.contains(id + "-" + number)) {
      number++;
    }
    return id + "-" + number;
  }
}
