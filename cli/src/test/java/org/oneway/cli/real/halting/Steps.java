// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real.halting;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Counts the steps in which files change, and dies before one of them as by {@code kill -9}: all
 * that was written by then is there, nothing else is.
 */
final class Steps {
  private final String below;
  private final String except;
  private final String log;
  private final int last;
  private int taken;

  /** As the system properties of {@link HaltingProvider} say. */
  Steps() {
    below = System.getProperty(HaltingProvider.BELOW, "");
    except = System.getProperty(HaltingProvider.EXCEPT, "\0");
    log = System.getProperty(HaltingProvider.LOG, "");
    last = Integer.getInteger(HaltingProvider.AT, Integer.MAX_VALUE);
  }

  /** Comes before each change to a file. */
  synchronized void before(String what, String path) {
    if (!path.startsWith(below) || path.contains(except)) {
      return;
    }
    taken++;
    if (!log.isEmpty()) {
      write(what + " " + path.substring(below.length()) + "\n");
    }
    if (taken >= last) {
      Runtime.getRuntime().halt(HaltingProvider.HALTED);
    }
  }

  private void write(String line) {
    try (OutputStream out = new FileOutputStream(log, true)) {
      out.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
