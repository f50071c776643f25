// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directory for a run's disposable files, beside the state. A lock tells a living run's directory
 * from that of a dead one, which the next run removes.
 */
public final class Scratch implements AutoCloseable {
  private static final String LOCK = ".lock";

  private final Path state;
  private final Path directory;
  private final Path lockFile;
  private final FileChannel channel;
  private final FileLock lock;
  private int folders;

  private Scratch(Path state, Path directory, Path lockFile, FileChannel channel, FileLock lock) {
    this.state = state;
    this.directory = directory;
    this.lockFile = lockFile;
    this.channel = channel;
    this.lock = lock;
  }

  /** The directory of the state that it is in. */
  Path state() {
    return state;
  }

  /** Makes one in {@code state}, after removing what dead runs left there. */
  public static Scratch in(Path state, String run) throws IOException {
    Path all = PrivateFiles.makeDirectories(state.resolve("scratch"));
    removeLeftovers(all);
    for (int attempt = 1; ; attempt++) {
      String name = attempt == 1 ? run : run + "-" + attempt;
      Optional<Scratch> made = make(state, all, name);
      if (made.isPresent()) {
        return made.get();
      }
    }
  }

  /** Empty if the name is taken. */
  private static Optional<Scratch> make(Path state, Path all, String name) throws IOException {
    Path lockFile = all.resolve(name + LOCK);
    try {
      PrivateFiles.makeFile(lockFile);
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    }
    FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
    Optional<FileLock> lock = tryLock(channel);
    // Whoever swept between the two lines above took it for a leftover.
    if (lock.isEmpty() || !Files.exists(lockFile)) {
      channel.close();
      return Optional.empty();
    }
    Path directory = PrivateFiles.makeDirectories(all.resolve(name));
    return Optional.of(new Scratch(state, directory, lockFile, channel, lock.get()));
  }

  private static void removeLeftovers(Path all) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(all)) {
      found.forEach(entries::add);
    }
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      if (name.endsWith(LOCK)) {
        removeIfDead(entry, all.resolve(name.substring(0, name.length() - LOCK.length())));
      } else if (!Files.exists(all.resolve(name + LOCK))) {
        remove(entry);
      }
    }
  }

  private static void removeIfDead(Path lockFile, Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
      if (tryLock(channel).isPresent()) {
        remove(directory);
        Files.deleteIfExists(lockFile);
      }
    } catch (NoSuchFileException e) {
      // Its run has just ended, and took it along.
      return;
    }
  }

  /** Empty if somebody else has it, in this process or another. */
  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  /** A new, empty directory in it. */
  public Path folder() {
    folders++;
    try {
      return PrivateFiles.makeDirectories(directory.resolve(String.valueOf(folders)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes it with everything in it; what cannot be removed is left to the next run. */
  @Override
  public void close() {
    try {
      remove(directory);
      Files.deleteIfExists(lockFile);
    } catch (IOException e) {
      // The next run finds it unlocked.
      return;
    } finally {
      release();
    }
  }

  private void release() {
    try {
      lock.close();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a file or a directory with everything in it; links are not followed. */
  static void remove(Path path) throws IOException {
    if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
