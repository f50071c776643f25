// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * A log for those who look after syncs: INFO tells what a run did in a few lines, DEBUG follows
 * each item. Holds names of syncs and stores and handles of items, never what is in an item.
 */
public interface RunLog {
  /** Of nothing. */
  RunLog NONE =
      new RunLog() {
        @Override
        public void info(String text) {}

        @Override
        public void debug(String text) {}

        @Override
        public boolean followsItems() {
          return false;
        }
      };

  /** Writes a line of the story. */
  void info(String text);

  /** Writes a line about an item. */
  void debug(String text);

  /** Whether {@link #debug} writes anything. */
  boolean followsItems();

  /**
   * A log that is written line by line.
   *
   * @param file is written to the end of; nobody closes it before the process ends
   * @param debug whether lines about items are wanted
   */
  static RunLog to(OutputStream file, InstantSource clock, boolean debug) {
    return new RunLog() {
      @Override
      public void info(String text) {
        write("INFO ", text);
      }

      @Override
      public void debug(String text) {
        if (debug) {
          write("DEBUG", text);
        }
      }

      @Override
      public boolean followsItems() {
        return debug;
      }

      private synchronized void write(String level, String text) {
        String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        String line = time + " " + level + " " + Visible.of(text) + "\n";
        try {
          file.write(line.getBytes(StandardCharsets.UTF_8));
          file.flush();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
