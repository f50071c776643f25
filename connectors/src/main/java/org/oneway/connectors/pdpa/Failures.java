// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Optional;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.store.StoreException;

/** Says which kind of failure an error of the file system is; the only place that does. */
final class Failures {
  private final String store;

  Failures(String store) {
    this.store = store;
  }

  /** A failure while the archive was read. */
  StoreException reading(IOException e) {
    if (e instanceof ArchiveDamaged damaged && damaged.isAltered()) {
      return altered(damaged);
    }
    if (e instanceof ArchiveDamaged damaged) {
      return new StoreException.InputRefused(
          "The archive of store \"%s\" cannot be used: %s".formatted(store, damaged.getMessage()),
          "Export it again, or take another one");
    }
    if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
      return new StoreException.InputRefused(
          "There is no archive at %s (store \"%s\")".formatted(e.getMessage(), store),
          "Correct the path of the store");
    }
    return new StoreException.Unavailable(
        "The archive of store \"%s\" cannot be read now: %s".formatted(store, words(e)),
        "Look at the permissions of the files, and try again",
        Optional.empty());
  }

  /** A file of an archive is not the one that was written. */
  static StoreException altered(ArchiveDamaged damaged) {
    return new StoreException.InputRefused(
        "The archive is damaged: " + damaged.getMessage() + ". Nothing was changed",
        "Take another copy of the archive. If it was changed on purpose, remove "
            + ArchiveReader.CHECKSUMS
            + " from it");
  }

  /** A failure while the archive was written. */
  StoreException writing(IOException e) {
    if (e instanceof ArchiveDamaged) {
      return reading(e);
    }
    if (e instanceof FileAlreadyExistsException) {
      return new StoreException.InputRefused(
          "%s is in the way of the archive of store \"%s\"".formatted(e.getMessage(), store),
          "Choose a directory of its own for the archive");
    }
    if (e instanceof AccessDeniedException || isFullOrReadOnly(e)) {
      return new StoreException.StoreFull(
          "The archive of store \"%s\" takes no more: %s".formatted(store, words(e)),
          "Free space, or allow writing, and run again");
    }
    return new StoreException.Unavailable(
        "The archive of store \"%s\" cannot be written now: %s".formatted(store, words(e)),
        "Run again",
        Optional.empty());
  }

  private static boolean isFullOrReadOnly(IOException e) {
    String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("no space left")
        || words.contains("quota exceeded")
        || words.contains("read-only file system");
  }

  /** What an error of the file system says, with the file where it names one. */
  static String words(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": is not there";
    }
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
