// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Where the files of a new archive go. Nothing is there under the archive's name before {@link
 * #name}. Paths are relative to the archive and separated by "/"; directories need not be made.
 */
interface ArchiveOutput extends Closeable {
  /**
   * Adds a file.
   *
   * @param time when it was last modified
   * @return whether it was added; false where there is one of this name, which stays
   */
  boolean create(String path, Instant time, DurableFiles.Body body) throws IOException;

  /** A directory for what belongs to the writing; it goes with {@link #close}. */
  Path scratch();

  /** About how many bytes were written so far. */
  long size() throws IOException;

  /** Completes what was written, makes it last and reads it over; it has no name yet. */
  void complete() throws IOException;

  /** Gives it its name, where it has one; comes after {@link #complete}. */
  void name() throws IOException;

  /** Removes what is unfinished and what belonged to the writing. */
  @Override
  void close() throws IOException;
}
