// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real.halting;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;

/**
 * Counts the steps in which files change, and dies before one of them as by {@code kill -9}: all
 * that was written by then is there, nothing else is. Or counts reads too, and lets them fail.
 */
final class Steps {
  private final String below;
  private final String except;
  private final String log;
  private final int last;
  private int taken;
  private int failable;
  private String round = "";

  /** As the system properties of {@link HaltingProvider} say. */
  Steps() {
    below = System.getProperty(HaltingProvider.BELOW, "");
    except = System.getProperty(HaltingProvider.EXCEPT, "\0");
    log = System.getProperty(HaltingProvider.LOG, "");
    last = Integer.getInteger(HaltingProvider.AT, Integer.MAX_VALUE);
  }

  /** Comes before each change to a file. */
  synchronized void before(String what, String path) throws IOException {
    fail(what, path);
    if (!path.startsWith(below) || path.contains(except)) {
      return;
    }
    taken++;
    if (!log.isEmpty()) {
      write(log, what + " " + path.substring(below.length()));
    }
    if (taken >= last) {
      Runtime.getRuntime().halt(HaltingProvider.HALTED);
    }
  }

  /** Comes before each look at a file. */
  synchronized void beforeReading(String what, String path) throws IOException {
    fail(what, path);
  }

  private void fail(String what, String path) throws IOException {
    String failing = System.getProperty(HaltingProvider.FAILING_BELOW, "");
    if (failing.isEmpty() || !path.startsWith(failing)) {
      return;
    }
    if (!failing.equals(round)) {
      round = failing;
      failable = 0;
    }
    failable++;
    String operations = System.getProperty(HaltingProvider.FAILING_LOG, "");
    if (!operations.isEmpty()) {
      write(operations, what + " " + path.substring(failing.length()));
    }
    int first = Integer.getInteger(HaltingProvider.FAILING_FROM, Integer.MAX_VALUE);
    int until = Integer.getInteger(HaltingProvider.FAILING_UNTIL, Integer.MAX_VALUE);
    if (failable >= first && failable <= until) {
      if (failable == first) {
        System.setProperty(HaltingProvider.FAILED, what + " " + path.substring(failing.length()));
      }
      boolean isOpen = what.equals("read") || what.equals("write");
      throw isOpen
          ? new IOException("Input/output error")
          : new FileSystemException(path, null, "Input/output error");
    }
  }

  private static void write(String log, String line) {
    try (OutputStream out = new FileOutputStream(log, true)) {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
