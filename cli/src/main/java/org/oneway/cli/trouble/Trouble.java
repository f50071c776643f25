// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.trouble;

import java.util.ArrayList;
import java.util.List;

/**
 * Something went wrong, as a user is told: what happened and where, why we think so, what to do.
 *
 * @param code stable name for programs: {@code E-LOCK}
 * @param exit how the command ends for this trouble alone
 * @param what one sentence: what happened, and where
 * @param more further lines: why we think so, what to do; the last one ends with the exact command.
 *     Not escaped yet; may be empty
 */
public record Trouble(String code, ExitCode exit, String what, List<String> more) {
  public Trouble {
    more = List.copyOf(more);
  }

  /** A trouble with its further lines; empty ones are left out. */
  public static Trouble of(String code, ExitCode exit, String what, String... more) {
    List<String> lines = new ArrayList<>();
    for (String text : more) {
      text.lines().filter(line -> !line.isBlank()).forEach(lines::add);
    }
    return new Trouble(code, exit, what, lines);
  }

  /** Code and exit code as the message ends with them: {@code [E-LOCK, exit 11]}. */
  public String tag() {
    return "[" + code + ", exit " + exit.number() + "]";
  }
}
