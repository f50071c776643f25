// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How wide the terminal is: the variable COLUMNS, else what stty says, else 80. */
final class TerminalWidth {
  private static final int USUAL = 80;
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{1,3}");
  private static final Pattern SIZE = Pattern.compile("[0-9]+ ([1-9][0-9]{1,3})\\s*");

  private TerminalWidth() {}

  static int of(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return NUMBER.matcher(columns).matches() ? Integer.parseInt(columns) : asked();
  }

  private static int asked() {
    File terminal = new File("/dev/tty");
    if (!terminal.exists()) {
      return USUAL;
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(terminal)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher matcher = SIZE.matcher(size);
      return stty.waitFor(1, TimeUnit.SECONDS) && matcher.matches()
          ? Integer.parseInt(matcher.group(1))
          : USUAL;
    } catch (IOException e) {
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }
}
