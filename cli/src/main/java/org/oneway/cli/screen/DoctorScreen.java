// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import java.util.List;
import java.util.Locale;
import org.oneway.cli.doctor.Diagnosis;
import org.oneway.cli.doctor.Diagnosis.Level;
import org.oneway.cli.terminal.Screen;
import org.oneway.cli.terminal.Screen.Tone;
import org.oneway.cli.terminal.Words;

/** Shows what the doctor found. */
public final class DoctorScreen {
  private static final String MARGIN = " ".repeat(9);

  private final Screen screen;
  private final boolean onlyErrors;

  /**
   * A screen.
   *
   * @param onlyErrors whether nothing but errors is shown, beside the result
   */
  public DoctorScreen(Screen screen, boolean onlyErrors) {
    this.screen = screen;
    this.onlyErrors = onlyErrors;
  }

  /** Shows each finding, and how many of them are bad. */
  public void show(List<Diagnosis> found) {
    for (Diagnosis diagnosis : found) {
      String level = diagnosis.level().name().toLowerCase(Locale.ROOT);
      String what = diagnosis.what();
      line(
          diagnosis,
          String.format(Locale.ROOT, "%-7s  %s", level, what.endsWith(".") ? what : what + "."));
      diagnosis.why().lines().forEach(why -> line(diagnosis, MARGIN + why));
      diagnosis.remedy().lines().forEach(remedy -> line(diagnosis, MARGIN + remedy));
    }
    long errors = count(found, Level.ERROR);
    long warnings = count(found, Level.WARNING);
    screen.line("");
    screen.line(
        errors + warnings == 0
            ? "All is well."
            : Words.number(errors, "error", "errors")
                + ", "
                + Words.number(warnings, "warning", "warnings")
                + ". Nothing was changed.");
  }

  private static long count(List<Diagnosis> found, Level level) {
    return found.stream().filter(diagnosis -> diagnosis.level() == level).count();
  }

  private void line(Diagnosis diagnosis, String text) {
    switch (diagnosis.level()) {
      case OK -> screen.line(text);
      case WARNING -> screen.line(Tone.CHANGED, text);
      case ERROR -> {
        if (onlyErrors) {
          screen.note(text);
        } else {
          screen.line(Tone.REMOVED, text);
        }
      }
    }
  }
}
