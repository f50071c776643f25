// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.doctor;

import java.util.Collection;
import org.oneway.cli.trouble.ExitCode;

/**
 * One thing that the doctor found.
 *
 * @param level how bad it is
 * @param check what was looked at, one word for programs: {@code paths}
 * @param what what is so, one sentence
 * @param why what follows from it; empty where it is well
 * @param remedy what to do, ending with the exact command where there is one; empty where it is
 *     well
 * @param exit what the command ends with for this alone; {@link ExitCode#OK} unless it is an error
 */
public record Diagnosis(
    Level level, String check, String what, String why, String remedy, ExitCode exit) {
  /** How bad a finding is, the best first. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Works, but not as it should, or not for long. */
    WARNING,
    /** Does not work. */
    ERROR
  }

  static Diagnosis ok(String check, String what) {
    return new Diagnosis(Level.OK, check, what, "", "", ExitCode.OK);
  }

  static Diagnosis warning(String check, String what, String why, String remedy) {
    return new Diagnosis(Level.WARNING, check, what, why, remedy, ExitCode.OK);
  }

  static Diagnosis error(String check, ExitCode exit, String what, String why, String remedy) {
    return new Diagnosis(Level.ERROR, check, what, why, remedy, exit);
  }

  /** What a command ends with that found all of these. */
  public static ExitCode exitOf(Collection<Diagnosis> all) {
    return ExitCode.worst(all.stream().map(Diagnosis::exit).toList());
  }
}
