// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Invocation;

/** The files that a store needs beside its own, as certificates: whether they can be read. */
final class FileCheck implements Check {
  private static final String PATHS = "paths";

  @Override
  public List<Diagnosis> of(Subject subject) {
    List<Diagnosis> found = new ArrayList<>();
    for (StoreConfig store : subject.stores()) {
      store.fileKeys().forEach(key -> found.add(of(subject, store, key)));
    }
    return found;
  }

  private static Diagnosis of(Subject subject, StoreConfig store, String key) {
    Path file =
        subject
            .configuration()
            .directory()
            .resolve(Optional.ofNullable(store.values().get(key)).orElseThrow())
            .normalize();
    String name = key + " of store \"" + store.name() + "\", " + subject.shown(file);
    Optional<String> trouble = trouble(file);
    if (trouble.isPresent()) {
      return Diagnosis.error(
          PATHS,
          ExitCode.REFUSED,
          name + ", " + trouble.get(),
          "The store cannot be opened.",
          "Correct " + key + " of [store." + store.name() + "], or put the file there");
    }
    return othersMayWrite(file)
        ? Diagnosis.warning(
            PATHS,
            "Other users may write to " + name,
            "They could let another server pass for this one.",
            "Make it yours alone:  " + Invocation.words("chmod", "go-w", file.toString()))
        : Diagnosis.ok(PATHS, name + ", can be read");
  }

  private static Optional<String> trouble(Path file) {
    if (Files.notExists(file)) {
      return Optional.of("is not there");
    }
    if (Files.isDirectory(file)) {
      return Optional.of("is a directory");
    }
    return Files.isReadable(file) ? Optional.empty() : Optional.of("cannot be read");
  }

  private static boolean othersMayWrite(Path file) {
    try {
      if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        return false;
      }
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      return rights.contains(PosixFilePermission.GROUP_WRITE)
          || rights.contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException e) {
      return false;
    }
  }
}
