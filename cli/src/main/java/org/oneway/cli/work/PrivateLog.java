// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;

/** A log file that nobody but the user may read, if it is made here. */
public final class PrivateLog {
  private PrivateLog() {}

  /**
   * Opens it to write to its end.
   *
   * @param what it is, as a user calls it: {@code log}
   * @param option that names it: {@code --log-file}
   * @throws Refusal if that cannot be done
   */
  public static OutputStream open(Path file, String what, String option) {
    try {
      if (Files.notExists(file)) {
        PrivateFiles.makeFile(file);
      }
      return Files.newOutputStream(file, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new Refusal(
          Trouble.of(
              "E-FILE",
              ExitCode.REFUSED,
              "The " + what + " cannot be written: " + Troubles.fileWords(e) + ".",
              "Nothing was begun. Give " + option + " a file in a directory that is there."),
          e);
    }
  }
}
