// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A run's disposable files; gone when it is closed. */
final class Scratch implements AutoCloseable {
  private final Path directory;
  private final Spool spool;
  private final List<Runnable> open = new ArrayList<>();
  private int serial;

  private Scratch(Path directory, Spool spool) {
    this.directory = directory;
    this.spool = spool;
  }

  /** Scratch files below {@code parent}, which exists. */
  static Scratch create(Path parent) {
    try {
      Path directory = Files.createTempDirectory(parent, "plan-");
      return new Scratch(directory, Spool.create(directory.resolve("spool")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The scratch files in a directory that has a spool. */
  static Scratch reopen(Path directory) throws IOException {
    return new Scratch(directory, Spool.open(directory.resolve("spool")));
  }

  Path directory() {
    return directory;
  }

  Spool spool() {
    return spool;
  }

  LongLog log(String name) {
    try {
      LongLog log = new LongLog(directory.resolve(name + "-" + serial++));
      open.add(log::close);
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LongSorter sorter(String name, int width) {
    return new LongSorter(directory, name + "-" + serial++, width);
  }

  Positions positions(String name) {
    try {
      Positions positions = new Positions(directory.resolve(name + "-" + serial++));
      open.add(positions::close);
      return positions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    open.forEach(Runnable::run);
    spool.close();
    remove(directory);
  }

  /** Removes a directory with all that is in it. */
  static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
