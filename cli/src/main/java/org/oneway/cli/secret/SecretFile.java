// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Whether a file may hold a secret. */
public final class SecretFile {
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private SecretFile() {}

  /** What is wrong with it, as the rest of a sentence; empty if it may be used. */
  public static Optional<String> trouble(Path file) {
    if (Files.notExists(file)) {
      return Optional.of("is not there");
    }
    if (!Files.isRegularFile(file)) {
      return Optional.of("is no plain file");
    }
    try {
      return isOthersToo(file)
          ? Optional.of("can be read or written by other users, so it is not used")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of("cannot be looked at");
    }
  }

  /** Whether users beside the owner may read or write it; false where no such rights are known. */
  public static boolean isOthersToo(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
  }

  /** What to do about it. */
  public static String remedy(Path file) {
    return Files.exists(file)
        ? "Make it a file of yours alone:  chmod 600 " + file
        : "Write it, for yourself alone:  (umask 077; cat > " + file + ")";
  }
}
