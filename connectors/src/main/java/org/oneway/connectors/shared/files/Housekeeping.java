// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.oneway.engine.store.Traffic;

/** What all batches of a session share. Safe for several threads. */
final class Housekeeping {
  private final Path root;
  private final String family;
  private final Traffic traffic;
  private final ConcurrentHashMap<Path, Boolean> cleared = new ConcurrentHashMap<>();
  private final ReentrantLock files = new ReentrantLock();

  Housekeeping(Path root, FileSettings settings) {
    this.family = settings.format().words().one();
    this.traffic = settings.traffic();
    this.root = root;
  }

  /** Files with several items are rewritten by one batch at a time. */
  ReentrantLock files() {
    return files;
  }

  /** Removes what a killed run left, before this one leaves anything. */
  void clearOnce(Path directory) throws IOException {
    try {
      cleared.computeIfAbsent(
          directory,
          d -> {
            try {
              Temporary.clear(d, family, traffic);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return true;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Makes a directory whose parent is there; follows no link out of the store. */
  void makeDirectory(Path directory) throws IOException {
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.createDirectory(directory, Temporary.ownerOnly(directory, true));
      traffic.write();
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
    sync(Set.of(directory.equals(root) ? root.resolveSibling(".").normalize() : root));
  }

  /** Makes last which names these directories hold. */
  void sync(Set<Path> directories) throws IOException {
    for (Path directory : directories) {
      Temporary.sync(directory);
    }
  }
}
