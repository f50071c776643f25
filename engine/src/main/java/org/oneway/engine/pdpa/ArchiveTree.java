// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The files of an archive, in whatever they lie. Paths are relative to the archive and separated by
 * "/". Names come from strangers: nothing outside is touched and no link is followed. Used by one
 * thread.
 */
interface ArchiveTree extends AutoCloseable {
  /** No archive's folders are nested deeper. */
  int MAX_DEPTH = 64;

  /** No data type has more folders. */
  int MAX_DIRECTORIES = 10_000;

  /**
   * Whether there is anything under this name.
   *
   * @throws ArchiveDamaged if the name leaves the archive or goes through a link
   */
  boolean exists(String path) throws ArchiveDamaged;

  /**
   * What a file holds, from its beginning; the caller closes it. Several may be open.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws ArchiveDamaged if it is no file of its own; while it is read, if it is not whole
   */
  InputStream open(String path) throws IOException;

  /**
   * What a file holds.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws ArchiveDamaged if it is no file of its own, not whole or too large
   */
  default byte[] read(String path, int maxBytes) throws IOException {
    try (InputStream in = open(path)) {
      byte[] bytes = in.readNBytes(maxBytes);
      if (bytes.length == maxBytes && in.read() >= 0) {
        throw new ArchiveDamaged(path, "is larger than " + (maxBytes >> 20) + " MB");
      }
      return bytes;
    }
  }

  /** Size and time of a file, or empty if there is none. */
  Optional<ArchiveFile> file(String path);

  /**
   * A directory and all below it, parents first, in the order of their names; none where it is not
   * there.
   *
   * @throws ArchiveDamaged if one is a link, or there are too many
   */
  List<String> directories(String top) throws IOException;

  /**
   * The names in a directory that are not hidden, sorted.
   *
   * @throws ArchiveDamaged if it is no directory
   */
  List<String> names(String path) throws IOException;

  /** Whether each file is checked against what was written. */
  default boolean isSealed() {
    return false;
  }

  /**
   * Reads every file that has a checksum.
   *
   * @throws ArchiveDamaged if one is not as it was written, or is missing
   */
  default void verify() throws IOException {}

  /** Lets go of what is open. */
  @Override
  default void close() {}
}
