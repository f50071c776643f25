// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.oneway.cli.terminal.Visible;
import org.oneway.engine.store.Trace;

/**
 * Writes down each request to a server: its time, the store, what was asked and what came back.
 * What stands before {@code @} or behind {@code ?} in an address is left out, for it may be a
 * secret.
 */
public final class RequestLog {
  private final OutputStream file;
  private final InstantSource clock;
  private final Consumer<IOException> failures;
  private boolean isWhole = true;

  /**
   * A log that is written line by line.
   *
   * @param file is written to the end of; nobody closes it before the process ends
   * @param failures is told once that a line cannot be written; nothing more is written then
   */
  public RequestLog(OutputStream file, InstantSource clock, Consumer<IOException> failures) {
    this.file = file;
    this.clock = clock;
    this.failures = failures;
  }

  /** Who writes down the requests to a store. */
  public Trace of(String store) {
    return (method, where, answer, took) ->
        write("[" + store + "] " + method + " " + shown(where) + " -> " + words(answer, took));
  }

  private static String words(String answer, Duration took) {
    return answer + " in " + took.toMillis() + " ms";
  }

  private static String shown(URI where) {
    StringBuilder shown = new StringBuilder();
    if (where.getScheme() != null) {
      shown.append(where.getScheme()).append(':');
    }
    if (where.getRawAuthority() != null) {
      String authority = where.getRawAuthority();
      shown.append("//").append(authority, authority.lastIndexOf('@') + 1, authority.length());
    }
    shown.append(where.getRawPath() == null ? "" : where.getRawPath());
    return shown.append(where.getRawQuery() == null ? "" : "?…").toString();
  }

  private synchronized void write(String text) {
    if (!isWhole) {
      return;
    }
    String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    try {
      file.write((time + " " + Visible.of(text) + "\n").getBytes(StandardCharsets.UTF_8));
      file.flush();
    } catch (IOException e) {
      isWhole = false;
      failures.accept(e);
    }
  }
}
