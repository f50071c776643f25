// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
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

  /** There is no directory at {@code path}. */
  StoreException missing(Path path) {
    return new StoreException.InputRefused(
        "%s is no directory (store \"%s\")".formatted(path, store),
        "Correct \"path\" of the store, or make the directory");
  }

  /** A folder is not there. */
  StoreException noFolder(String name) {
    return new StoreException.FolderGone(
        "there is no folder \"%s\" (store \"%s\")".formatted(name, store));
  }

  /** A folder cannot be made. */
  StoreException impossible(String name, String why) {
    return new StoreException.InputRefused(
        "folder \"%s\" cannot be made: %s (store \"%s\")".formatted(name, why, store),
        "Rename the folder at the source, or leave it out of the sync");
  }

  /** A failure while a directory was read. */
  StoreException reading(IOException e) {
    return new StoreException.Unavailable(
        "%s cannot be read now (store \"%s\")".formatted(words(e), store),
        "Look at the permissions of the files, and run again",
        Optional.empty());
  }

  /** A failure while something was written. */
  StoreException writing(IOException e) {
    String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    boolean isFull =
        words.contains("no space left")
            || words.contains("quota exceeded")
            || words.contains("read-only file system");
    if (e instanceof AccessDeniedException || isFull) {
      return new StoreException.StoreFull(
          "%s cannot be written (store \"%s\")".formatted(words(e), store),
          "Free space or allow writing, and run again");
    }
    return new StoreException.Unavailable(
        "%s cannot be written now (store \"%s\")".formatted(words(e), store),
        "Run again when no other program is writing to it",
        Optional.empty());
  }

  /** What an error of the file system says, with the file where it names one. */
  static String words(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied;";
    }
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason() + ";";
    }
    return e instanceof FileSystemException file ? file.getFile() : String.valueOf(e.getMessage());
  }
}
