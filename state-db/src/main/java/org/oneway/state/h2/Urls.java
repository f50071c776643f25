// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.nio.file.Path;
import java.util.stream.Collectors;

/** The URLs of databases, with the settings they are opened with. */
final class Urls {
  /**
   * Written at each commit (other settings lose acknowledged commits when the process is killed);
   * closed by nobody but us; tidied for at most three seconds then.
   */
  private static final String WRITING =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=3000";

  private static final String READING = ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";

  /** No file but the database; no result is kept for the case that it is asked for again. */
  private static final String COMMON = ";TRACE_LEVEL_FILE=0;OPTIMIZE_REUSE_RESULTS=FALSE";

  /** A sixth of the memory holds the indexes of 100,000 pairings in a heap of 256 MB. */
  private static final int PARTS_OF_MEMORY = 6;

  private Urls() {}

  /**
   * @param file without its extension
   */
  static String toWrite(Path file) {
    return of(file) + WRITING;
  }

  /**
   * @param file without its extension
   */
  static String toRead(Path file) {
    return of(file) + READING;
  }

  private static String of(Path file) {
    long cache = Runtime.getRuntime().maxMemory() / PARTS_OF_MEMORY / 1024;
    return "jdbc:h2:file:" + file.toAbsolutePath() + COMMON + ";CACHE_SIZE=" + cache;
  }

  /** An empty database of this version, which lasts as long as its connection. */
  static String empty(Schema schema) {
    return schema.migrations().stream()
        .map(migration -> "RUNSCRIPT FROM 'classpath:/" + migration + "'")
        .collect(Collectors.joining("\\;", "jdbc:h2:mem:" + COMMON + ";INIT=", ""));
  }
}
