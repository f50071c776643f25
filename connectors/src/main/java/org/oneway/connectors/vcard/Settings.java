// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.Traffic;

/**
 * A store's settings, read.
 *
 * @param path of the file or directory, links followed where it is there
 * @param folder what its folder is called whatever the path says
 * @param version of the cards that are new
 * @param traffic counts what the store that is opened with this asks of the file system
 */
record Settings(
    Path path,
    Optional<String> folder,
    CardVersion version,
    InstantSource clock,
    Failures failures,
    Traffic traffic) {
  static final List<Setting> KEYS =
      List.of(
          Setting.path(
              "path",
              "a file of vCards, or a directory of `.vcf` files whose sub-directories are address"
                  + " books of their own"),
          Setting.text("folder", "after the file or directory", "what the folder is called"),
          Setting.choice(
              "version", List.of("4.0", "3.0"), "the vCard version of the cards that are made"));

  private static final String ENDING = ".vcf";

  static Settings of(StoreSettings settings) throws StoreException {
    Failures failures = new Failures(settings.name());
    CardVersion version =
        CardVersion.of(settings.value("version").orElse("4.0"))
            .filter(v -> v != CardVersion.V2_1)
            .orElseThrow(
                () ->
                    new StoreException.InputRefused(
                        "version of store \"%s\" is neither 3.0 nor 4.0".formatted(settings.name()),
                        "Correct \"version\" of the store"));
    return new Settings(
        real(settings.path("path"), failures),
        settings.value("folder").filter(folder -> !folder.isBlank()),
        version,
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
    return isCardFile(fileName());
  }

  /** What the folder is called. */
  String folderName() {
    return folder.orElseGet(() -> withoutEnding(fileName()));
  }

  String fileName() {
    return String.valueOf(path.getFileName());
  }

  static boolean isCardFile(String name) {
    return name.length() > ENDING.length()
        && name.toLowerCase(Locale.ROOT).endsWith(ENDING)
        && !name.startsWith(".");
  }

  private String withoutEnding(String name) {
    boolean hasEnding = isCardFile(name) && !Files.isDirectory(path);
    return hasEnding ? name.substring(0, name.length() - ENDING.length()) : name;
  }
}
