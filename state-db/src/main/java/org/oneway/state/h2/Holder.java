// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The process that has the state open for writing.
 *
 * @param command what it was started to do, on one line: {@code sync}
 * @param since when it opened the state
 */
record Holder(long pid, String command, Instant since) {
  /** As a user reads it. */
  String words() {
    return "pid " + pid + ", \"" + command + "\", since " + since;
  }

  /** As it stands in the lock file. */
  String lines() {
    return pid + "\n" + command.lines().findFirst().orElse("") + "\n" + since + "\n";
  }

  /** Who stands there, living or not, as a user reads it; empty where nobody does. */
  static Optional<String> left(String text) {
    List<String> lines = text.lines().toList();
    return lines.size() < 3
        ? Optional.empty()
        : Optional.of("pid %s, \"%s\", since %s".formatted(lines.toArray()));
  }

  /** What {@link #lines} says; empty where that is not a holder, or one that no longer lives. */
  static Optional<Holder> parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 3) {
      return Optional.empty();
    }
    try {
      Holder holder =
          new Holder(Long.parseLong(lines.get(0)), lines.get(1), Instant.parse(lines.get(2)));
      return ProcessHandle.of(holder.pid).map(alive -> holder);
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
