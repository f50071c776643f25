// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Clock;
import org.oneway.engine.state.SyncState;

/**
 * Commits what {@link SoakHistory} says until it is killed, and writes down the number of each
 * commit after that returned.
 */
final class SoakWriter {
  /** So small that the file is tidied while it is written, too. */
  private static final long TIDY_ABOVE = 512L << 10;

  /** What it prints after each commit. */
  static final int COMMITTED = '.';

  private SoakWriter() {}

  /** Arguments: directory of the state, file for what was acknowledged. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    H2State.Settings settings = new H2State.Settings(Schema.CURRENT, TIDY_ABOVE);
    try (RandomAccessFile acknowledged = new RandomAccessFile(arguments[1], "rw")) {
      while (true) {
        try (H2State state = H2State.open(directory, Clock.systemUTC(), "soak", settings)) {
          commitSome(state, acknowledged);
        }
      }
    }
  }

  private static void commitSome(H2State state, RandomAccessFile acknowledged) throws IOException {
    SyncState sync = state.sync(SoakHistory.SYNC);
    for (int times = 0; times < 40; times++) {
      long number = state.generation() + 1;
      sync.commit(SoakHistory.commit(number));
      acknowledged.seek(0);
      acknowledged.writeLong(number);
      System.out.write(COMMITTED);
      System.out.flush();
    }
  }
}
