// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.oneway.engine.store.StoreException;

/** Says which kind of failure an error of the file system is; the only place that does. */
final class Failures {
  private final String store;
  private final FileFormat.Words words;

  Failures(String store, FileFormat.Words words) {
    this.store = store;
    this.words = words;
  }

  /** Nothing is at {@code path}. */
  StoreException missing(Path path) {
    return new StoreException.InputRefused(
        "%s does not exist (store \"%s\")".formatted(path, store),
        "Correct \"path\" of the store, or make the file or directory");
  }

  /** Something is at {@code path} that holds no items. */
  StoreException unusable(Path path, String what) {
    return new StoreException.InputRefused(
        "%s %s (store \"%s\")".formatted(path, what, store),
        "Let \"path\" name " + words.file() + " or a directory");
  }

  /** A failure while a file or directory was read. */
  StoreException reading(IOException e) {
    if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
      return new StoreException.FolderGone(
          "%s is not there (store \"%s\")".formatted(file(e), store));
    }
    return new StoreException.Unavailable(
        "%s cannot be read now (store \"%s\")".formatted(words(e), store),
        "Look at the permissions of the files, and run again",
        Optional.empty());
  }

  /** A file changed while it was read, so that what was read is worth nothing. */
  StoreException changing(String file) {
    return new StoreException.Unavailable(
        "%s was being written while it was read (store \"%s\")".formatted(file, store),
        "Run again when the other program has finished",
        Optional.empty());
  }

  /** A failure while a file was written. */
  StoreException writing(IOException e) {
    if (e instanceof AccessDeniedException || isFullOrReadOnly(e)) {
      return new StoreException.StoreFull(
          "%s cannot be written (store \"%s\")".formatted(words(e), store),
          "Free space or allow writing, and run again");
    }
    return new StoreException.Unavailable(
        "%s cannot be written now (store \"%s\")".formatted(words(e), store),
        "Run again",
        Optional.empty());
  }

  private static boolean isFullOrReadOnly(IOException e) {
    String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("no space left")
        || words.contains("quota exceeded")
        || words.contains("read-only file system");
  }

  private static String file(IOException e) {
    return e instanceof FileSystemException file ? file.getFile() : String.valueOf(e.getMessage());
  }

  /** What an error of the file system says, with the file where it names one. */
  static String words(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied;";
    }
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason() + ";";
    }
    return file(e);
  }
}
