// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.trouble;

import java.util.Collection;
import java.util.List;

/**
 * How the command ends, for scripts. A script treats a number that it does not know as failure.
 * {@code docs/reference/exit-codes.md} lists them.
 */
public enum ExitCode {
  OK(0, "ok"),
  UNEXPECTED(1, "unexpected error"),
  ATTENTION(2, "done, but items need attention"),
  SIGN_IN(3, "sign-in failed"),
  UNAVAILABLE(4, "not available now, try again later"),
  UNTRUSTED(5, "connection not trusted"),
  GUARD(6, "too many deletions"),
  IDENTITY(7, "another account than before"),
  TARGET_FULL(8, "target full or read-only"),
  CHANGES(9, "changes pending"),
  REFUSED(10, "configuration or input refused"),
  LOCKED(11, "state in use by another process"),
  STATE_DAMAGED(20, "state damaged"),
  DISK_FULL(21, "local disk full"),
  USAGE(64, "wrong usage"),
  INTERRUPTED(130, "interrupted");

  /** Several troubles at once: the first of these is what the command ends with. */
  private static final List<ExitCode> PRECEDENCE =
      List.of(
          INTERRUPTED,
          STATE_DAMAGED,
          DISK_FULL,
          LOCKED,
          IDENTITY,
          GUARD,
          SIGN_IN,
          UNTRUSTED,
          TARGET_FULL,
          REFUSED,
          UNAVAILABLE,
          UNEXPECTED,
          USAGE,
          ATTENTION,
          CHANGES,
          OK);

  private final int number;
  private final String words;

  ExitCode(int number, String words) {
    this.number = number;
    this.words = words;
  }

  /** What the process returns. */
  public int number() {
    return number;
  }

  /** In a few words, for the list of runs. */
  public String words() {
    return words;
  }

  /** What a command ends with that met all of these; {@link #OK} if there are none. */
  public static ExitCode worst(Collection<ExitCode> all) {
    return PRECEDENCE.stream().filter(all::contains).findFirst().orElse(OK);
  }
}
