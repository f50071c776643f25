// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and directories that only their owner may read. */
final class PrivateFiles {
  private PrivateFiles() {}

  /** Creates the directory, and those above it, where it is missing. */
  static Path createDirectory(Path directory) throws IOException {
    return Files.createDirectories(directory, only(directory, "rwx------"));
  }

  /** Creates an empty file where there is none. */
  static Path create(Path file) throws IOException {
    try {
      return Files.createFile(file, only(file, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      return file;
    }
  }

  /**
   * Whether there is such a file.
   *
   * @throws IOException if that cannot be told; a state that is overlooked is one that is lost
   */
  static boolean isThere(Path file) throws IOException {
    try {
      Files.readAttributes(file, BasicFileAttributes.class);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Puts {@code from} in the place of {@code to}, so that at any time one of them is there. */
  static void replace(Path from, Path to) throws IOException {
    force(from, StandardOpenOption.WRITE);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (isPosix(to)) {
      force(to.resolveSibling("."), StandardOpenOption.READ);
    }
  }

  private static void force(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] only(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
