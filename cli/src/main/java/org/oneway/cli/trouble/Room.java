// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.trouble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.oneway.cli.terminal.Words;

/**
 * How much room a place has, and how much a command needs there: what lies in it is written once
 * more before it is replaced.
 */
record Room(Path place, long free, long needed) {
  private static final long TO_WORK_IN = 4 << 20;

  /** That of a place, if it can be found out. */
  static Optional<Room> of(Path place) {
    try {
      Path there = place;
      while (there.getParent() != null && !Files.isDirectory(there)) {
        there = there.getParent();
      }
      return Optional.of(
          new Room(place, Files.getFileStore(there).getUsableSpace(), TO_WORK_IN + sizeOf(place)));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static long sizeOf(Path place) throws IOException {
    if (!Files.exists(place)) {
      return 0;
    }
    long size = 0;
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        size += Files.size(file);
      }
    }
    return size;
  }

  boolean isScarce() {
    return free < needed;
  }

  String words() {
    return Words.bytes(free)
        + " are free in "
        + place
        + "; about "
        + Words.bytes(needed)
        + " are needed.";
  }
}
