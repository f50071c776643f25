// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.Traffic;

/**
 * The settings of a store in files, read.
 *
 * @param path of the file or directory, links followed where it is there
 * @param folder what its folder is called whatever the path says
 * @param traffic counts what the store that is opened with this asks of the file system
 */
record FileSettings(
    Path path,
    Optional<String> folder,
    FileFormat format,
    InstantSource clock,
    Failures failures,
    Traffic traffic) {

  static FileSettings of(StoreSettings settings, FileFormat format) throws StoreException {
    Failures failures = new Failures(settings.name(), format.words());
    return new FileSettings(
        real(settings.path("path"), failures),
        settings.value("folder").filter(folder -> !folder.isBlank()),
        format,
        settings.clock(),
        failures,
        new Traffic());
  }

  /** Replacing the file that a link leads to must not replace the link. */
  private static Path real(Path path, Failures failures) throws StoreException {
    if (Files.notExists(path)) {
      return path.toAbsolutePath();
    }
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw failures.reading(e);
    }
  }

  Instant now() {
    return clock.instant();
  }

  /** Whether what is not there yet would be a file. */
  boolean namesAFile() {
    return isItemFile(fileName());
  }

  /** What the folder is called. */
  String folderName() {
    return folder.orElseGet(() -> withoutEnding(fileName()));
  }

  String fileName() {
    return String.valueOf(path.getFileName());
  }

  /** Whether a file of this name is one of the format. */
  boolean isItemFile(String name) {
    return name.length() > format.ending().length()
        && name.toLowerCase(Locale.ROOT).endsWith(format.ending())
        && !name.startsWith(".");
  }

  /** The name of the file of the item with this uid. */
  String nameOf(String uid) {
    return FileNames.of(uid, format.ending());
  }

  private String withoutEnding(String name) {
    boolean hasEnding = isItemFile(name) && !Files.isDirectory(path);
    return hasEnding ? name.substring(0, name.length() - format.ending().length()) : name;
  }
}
