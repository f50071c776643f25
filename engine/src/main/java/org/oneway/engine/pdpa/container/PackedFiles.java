// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The files of a container that was opened. Used by one thread. */
public interface PackedFiles extends Closeable {
  /** The file of this path, if there is one. */
  Optional<PackedFile> find(String path) throws IOException;

  /** Whether there is a directory of this path; the empty path is the root. */
  boolean isDirectory(String path);

  /** Whether there are files in a directory itself. */
  boolean hasFiles(String directory);

  /** The names of the directories in a directory, sorted. */
  List<String> directories(String directory);

  /** The names in a directory, sorted; empty where there is no such directory. */
  Optional<List<String>> names(String directory) throws IOException;

  /**
   * What a file holds; several may be open at once. At its end it is compared with its checksum.
   *
   * @throws ContainerDamaged now or while it is read, if it is not what was packed
   */
  InputStream open(PackedFile file) throws IOException;

  /**
   * Reads every file to its end.
   *
   * @return how many there are
   * @throws ContainerDamaged if one is not what was packed
   */
  long readOver() throws IOException;
}
