// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import org.oneway.cli.trouble.Trouble;

/**
 * The only way to print text. What is printed may hold anything that a file or server said: every
 * line passes {@link Visible} here and nowhere else. Colours are added afterwards.
 */
public final class Screen {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean color;
  private final boolean progress;
  private final boolean quiet;
  private boolean progressShown;

  /** How a line looks where colours are wanted. */
  public enum Tone {
    PLAIN(""),
    ADDED("32"),
    CHANGED("33"),
    REMOVED("31"),
    ATTENTION("1;35"),
    STRONG("1"),
    FAINT("2");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  /**
   * A screen on these streams.
   *
   * @param color whether lines may be coloured
   * @param progress whether a line that changes may be shown
   * @param quiet whether results are left out
   */
  public Screen(PrintStream out, PrintStream err, boolean color, boolean progress, boolean quiet) {
    this.out = out;
    this.err = err;
    this.color = color;
    this.progress = progress;
    this.quiet = quiet;
  }

  /** Whether results are left out. */
  public boolean isQuiet() {
    return quiet;
  }

  /** Whether {@link #progress} shows anything. */
  public boolean showsProgress() {
    return progress;
  }

  /** A line of the result. */
  public void line(String text) {
    line(Tone.PLAIN, text);
  }

  /** A line of the result in a tone. */
  public void line(Tone tone, String text) {
    if (!quiet) {
      clearProgress();
      out.println(toned(tone, Visible.of(text).stripTrailing()));
    }
  }

  /** A line beside the result: a message, a warning. Shown also where results are left out. */
  public void note(String text) {
    clearProgress();
    err.println(Visible.of(text).stripTrailing());
  }

  /** What went wrong, in the form that all messages have. */
  public void trouble(Trouble trouble) {
    List<String> more = trouble.more();
    if (more.isEmpty()) {
      note(trouble.what() + "    " + trouble.tag());
      return;
    }
    note(trouble.what());
    for (int i = 0; i < more.size(); i++) {
      note("  " + more.get(i) + (i == more.size() - 1 ? "    " + trouble.tag() : ""));
    }
  }

  /** Asks a question; the answer is read by the caller. */
  public void ask(String question) {
    clearProgress();
    err.print(Visible.of(question) + " ");
    err.flush();
  }

  /** Shows how far it is, in place of what was shown before. */
  public void progress(String text) {
    if (progress) {
      err.print(CLEAR_LINE + Visible.of(text));
      err.flush();
      progressShown = true;
    }
  }

  /** Takes the progress away. */
  public void clearProgress() {
    if (progressShown) {
      err.print(CLEAR_LINE);
      err.flush();
      progressShown = false;
    }
  }

  private String toned(Tone tone, String text) {
    return color && !tone.code.isEmpty() ? "\u001b[" + tone.code + "m" + text + "\u001b[0m" : text;
  }
}
