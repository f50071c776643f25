// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.store.Traffic;

/**
 * The messages of one folder by the unique parts of their names, as its directories list them. A
 * directory that is written to while it is listed may leave out a file that is only being renamed,
 * so a listing tells whether it can be relied upon for what is not in it.
 */
final class Listing {
  /** Two changes of a directory that are closer may leave it with one and the same time. */
  private static final Duration GRAIN = Duration.ofSeconds(2);

  private static final int ATTEMPTS = 5;

  /** Where a message lies: {@code directory} is {@code cur} or {@code new}. */
  record Entry(Path directory, MessageName name, String fileName) {
    Path file() {
      return directory.resolve(fileName);
    }
  }

  private final Map<String, Entry> entries = new TreeMap<>();
  private final Checkpoint checkpoint;
  private final boolean isWhole;

  /**
   * Lists a folder.
   *
   * @param now to know a directory that was changed just before
   */
  Listing(Path folder, Instant now, Traffic traffic) throws IOException {
    String before = mark(folder);
    boolean isSettled = false;
    for (int attempt = 0; attempt < ATTEMPTS && !isSettled; attempt++) {
      before = mark(folder);
      add(folder.resolve("new"), traffic);
      add(folder.resolve("cur"), traffic);
      isSettled = before.equals(mark(folder));
    }
    boolean isOld = isSettled && isOld(folder, now);
    if (isSettled && !isOld) {
      // What came within the grain of time before is caught by looking twice.
      add(folder.resolve("new"), traffic);
      add(folder.resolve("cur"), traffic);
    }
    this.isWhole = isSettled;
    this.checkpoint = isOld ? new Checkpoint(before) : Checkpoint.NONE;
  }

  private void add(Path directory, Traffic traffic) throws IOException {
    traffic.read();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (!name.startsWith(".") && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          MessageName parts = MessageName.of(name);
          entries.put(parts.unique(), new Entry(directory, parts, name));
        }
      }
    } catch (NoSuchFileException e) {
      // Some programs make "new" only when something comes.
      if (!directory.endsWith("new")) {
        throw e;
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** What a checkpoint would say of a folder now. */
  static String mark(Path folder) throws IOException {
    StringBuilder mark = new StringBuilder("maildir 1");
    for (Path place : places(folder)) {
      mark.append(' ')
          .append(modified(place).map(FileTime::toInstant).map(Object::toString).orElse("-"));
    }
    return mark.toString();
  }

  private static boolean isOld(Path folder, Instant now) throws IOException {
    List<Instant> times = new ArrayList<>();
    for (Path place : places(folder)) {
      modified(place).map(FileTime::toInstant).ifPresent(times::add);
    }
    return times.stream().allMatch(time -> time.isBefore(now.minus(GRAIN)));
  }

  private static List<Path> places(Path folder) {
    return List.of(folder.resolve("cur"), folder.resolve("new"), folder.resolve(Keywords.FILE));
  }

  private static Optional<FileTime> modified(Path place) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(place));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The messages, in an order that is the same every time. */
  Collection<Entry> entries() {
    return List.copyOf(entries.values());
  }

  int size() {
    return entries.size();
  }

  Optional<Entry> entry(String unique) {
    return Optional.ofNullable(entries.get(unique));
  }

  /** Notes what we have done ourselves. */
  void put(Entry entry) {
    entries.put(entry.name().unique(), entry);
  }

  void remove(String unique) {
    entries.remove(unique);
  }

  /** Whether what is not in it is not there. */
  boolean isWhole() {
    return isWhole;
  }

  /** The state it shows; none where a change could go unnoticed after it. */
  Checkpoint checkpoint() {
    return checkpoint;
  }
}
