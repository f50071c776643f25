// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Writes down which letter stands for which keyword, as Dovecot does it: the new file is made under
 * the name of the lock, and then takes the old one's place.
 */
final class KeywordsFile {
  /** A lock that is older was left behind, by Dovecot's own rule. */
  private static final Duration STALE = Duration.ofMinutes(2);

  private final Disk disk;

  KeywordsFile(Disk disk) {
    this.disk = disk;
  }

  /** The keywords of a folder, with a letter for each of {@code needed} as long as there are. */
  Keywords with(Path folder, Set<String> needed, Instant now) throws IOException {
    Path file = folder.resolve(Keywords.FILE);
    Keywords there = read(file);
    if (there.with(needed).isAs(there)) {
      return there;
    }
    Path lock = folder.resolve(Keywords.FILE + ".lock");
    take(lock, now);
    try {
      // Another program may have added some before the lock was ours.
      Keywords all = read(file).with(needed);
      Files.writeString(lock, all.text(), StandardOpenOption.WRITE);
      disk.move(lock, file);
      return all;
    } finally {
      Files.deleteIfExists(lock);
    }
  }

  private static void take(Path lock, Instant now) throws IOException {
    try {
      Files.createFile(lock, Disk.ownerOnly(lock, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      if (Files.getLastModifiedTime(lock).toInstant().isAfter(now.minus(STALE))) {
        throw e;
      }
      Files.deleteIfExists(lock);
      Files.createFile(lock, Disk.ownerOnly(lock, "rw-------"));
    }
  }

  private static Keywords read(Path file) throws IOException {
    try {
      return Keywords.of(
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList());
    } catch (NoSuchFileException e) {
      return Keywords.of(List.of());
    }
  }
}
