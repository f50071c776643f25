// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.container.Container;

/**
 * Puts a finished archive in the place of another. A kill at any moment leaves the old one or the
 * new one, under its name or, for the moment between two renames, to be put back by the next
 * export.
 */
final class ArchiveSwap {
  private final Path archive;
  private final Path fresh;
  private final Path previous;
  private final DurableFiles files;

  ArchiveSwap(Path archive, DurableFiles files) {
    this.archive = archive.toAbsolutePath().normalize();
    String name = String.valueOf(this.archive.getFileName());
    this.fresh = this.archive.resolveSibling(".oneway-" + name + ".new.tmp");
    this.previous = this.archive.resolveSibling(".oneway-" + name + ".old.tmp");
    this.files = files;
  }

  /** Where the new archive is written; a file is replaced at once by whoever writes it. */
  Path fresh() {
    return isFile() ? archive : fresh;
  }

  private boolean isFile() {
    return Container.byName(archive) != Container.DIRECTORY;
  }

  /**
   * Clears away what an earlier export left.
   *
   * @throws Refusal if there is something under the archive's name that is no archive
   */
  void recover() throws IOException {
    if (!exists(archive) && exists(previous)) {
      files.rename(previous, archive);
    }
    files.deleteTree(previous);
    files.deleteTree(fresh);
    ArchiveWriter.clear(fresh(), files);
    if (exists(archive) && !isReplaceable()) {
      throw new Refusal(
          Trouble.of(
              "E-INPUT",
              ExitCode.REFUSED,
              archive + " is there already and is no archive. It was left as it is.",
              "Name what is not there yet, or holds an archive."));
    }
  }

  /** Gives the new archive its name. */
  void finish() throws IOException {
    if (isFile()) {
      return;
    }
    if (exists(archive)) {
      files.rename(archive, previous);
    }
    files.rename(fresh, archive);
    files.sync(archive.resolveSibling(""));
    files.deleteTree(previous);
  }

  private boolean isReplaceable() throws IOException {
    if (isFile()) {
      return Files.isRegularFile(archive, LinkOption.NOFOLLOW_LINKS)
          && ArchiveReader.isArchive(archive);
    }
    if (!Files.isDirectory(archive, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (ArchiveReader.isArchive(archive)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(archive)) {
      return entries.findAny().isEmpty();
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
