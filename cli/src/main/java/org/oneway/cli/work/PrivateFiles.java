// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;

/** Makes directories and files that nobody but the user may read. */
public final class PrivateFiles {
  private PrivateFiles() {}

  /**
   * Makes the directory of the state with its parents, if it is not there.
   *
   * @throws Refusal if it cannot be made, or is no directory
   */
  public static Path stateDirectory(Path directory) {
    try {
      return makeDirectories(directory);
    } catch (IOException e) {
      throw new Refusal(
          Trouble.of(
              "E-STATE",
              ExitCode.REFUSED,
              "The directory of the state cannot be used: " + Troubles.fileWords(e) + ".",
              "Make it yours to write, or name another as \"state\" in the configuration."),
          e);
    }
  }

  /** Makes a directory with its parents, for the user alone; one that is there stays as it is. */
  public static Path makeDirectories(Path directory) throws IOException {
    return Files.createDirectories(directory, attributes(directory, "rwx------"));
  }

  /** Makes a directory whose parent is there, for the user alone. */
  static Path makeDirectory(Path directory) throws IOException {
    return Files.createDirectory(directory, attributes(directory, "rwx------"));
  }

  /** Makes an empty file for the user alone. */
  public static Path makeFile(Path file) throws IOException {
    return Files.createFile(file, attributes(file, "rw-------"));
  }

  /** Closes a file or directory that is there to all but the user. */
  static void restrict(Path path) throws IOException {
    if (knowsPermissions(path)) {
      boolean isDirectory = Files.isDirectory(path);
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(isDirectory ? "rwx------" : "rw-------"));
    }
  }

  private static boolean knowsPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return knowsPermissions(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
