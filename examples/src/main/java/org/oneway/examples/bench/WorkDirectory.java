// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for as long as a measurement lasts. */
record WorkDirectory(Path path) implements AutoCloseable {
  static WorkDirectory create(String name) throws IOException {
    return new WorkDirectory(Files.createTempDirectory("oneway-" + name + "-"));
  }

  @Override
  public void close() throws IOException {
    remove(path);
  }

  /** Removes a directory and all that is in it; nothing happens if it is not there. */
  static void remove(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(WorkDirectory::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
