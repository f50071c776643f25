// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.oneway.engine.store.StoreException;

/** Says which kind of failure an error of the file system is; the only place that does. */
final class Failures {
  private final String store;

  Failures(String store) {
    this.store = store;
  }

  /** There is nothing at {@code path}. */
  StoreException missing(Path path) {
    return new StoreException.InputRefused(
        "%s does not exist (store \"%s\")".formatted(path, store), "Correct \"path\" of the store");
  }

  /** A folder is not there. */
  StoreException noFolder(String name) {
    return new StoreException.FolderGone(
        "there is no file %s (store \"%s\")".formatted(name, store));
  }

  /** A second folder is asked of a store that is one file. */
  StoreException oneFolder(Path file, String name) {
    return new StoreException.InputRefused(
        "%s is one file and holds one folder; \"%s\" would be a second (store \"%s\")"
            .formatted(file, name, store),
        "Let \"path\" name a directory");
  }

  /** Something is wrong while a file is read. */
  StoreException reading(IOException e) {
    return new StoreException.Unavailable(
        "%s cannot be read now (store \"%s\")".formatted(e.getMessage(), store),
        "Look at the permissions of the file, and run again",
        Optional.empty());
  }

  /** Another program writes to a file. */
  StoreException changing(Path file) {
    return new StoreException.Unavailable(
        "%s was being written while it was read (store \"%s\")".formatted(file, store),
        "Run again when the other program has finished",
        Optional.empty());
  }

  /** Another program has locked a file. */
  StoreException locked(Path file, Path by) {
    return new StoreException.Unavailable(
        "%s is in use: %s is locked (store \"%s\")".formatted(file, by, store),
        "Run again when the mail program has finished; remove %s if there is none".formatted(by),
        Optional.empty());
  }

  /** Something is wrong while a file is written. */
  StoreException writing(IOException e) {
    String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    boolean isFull =
        words.contains("no space left")
            || words.contains("quota exceeded")
            || words.contains("read-only file system");
    if (e instanceof AccessDeniedException || isFull) {
      return new StoreException.StoreFull(
          "%s cannot be written (store \"%s\")".formatted(e.getMessage(), store),
          "Free space or allow writing, and run again");
    }
    return new StoreException.Unavailable(
        "%s cannot be written now (store \"%s\")".formatted(e.getMessage(), store),
        "Run again when no other program is writing to it",
        Optional.empty());
  }
}
