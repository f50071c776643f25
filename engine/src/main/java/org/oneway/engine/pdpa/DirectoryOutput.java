// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A new archive in a directory, which is built beside its place. */
final class DirectoryOutput implements ArchiveOutput {
  private static final String SCRATCH = ".oneway-scratch.tmp";

  private final Path archive;
  private final Path unfinished;
  private final DurableFiles files;
  private final Set<String> made = new HashSet<>();
  private long bytes;
  private boolean isNamed;

  DirectoryOutput(Path archive, DurableFiles files) throws IOException {
    this.archive = archive;
    this.unfinished = DurableFiles.temporary(archive);
    this.files = files;
    files.createDirectory(scratch());
  }

  @Override
  public boolean create(String path, Instant time, DurableFiles.Body body) throws IOException {
    int slash = path.lastIndexOf('/');
    if (slash >= 0 && made.add(path.substring(0, slash))) {
      files.createDirectory(unfinished.resolve(path.substring(0, slash)));
    }
    Path file = unfinished.resolve(path);
    try {
      bytes += files.create(file, body);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    return true;
  }

  @Override
  public Path scratch() {
    return unfinished.resolve(SCRATCH);
  }

  @Override
  public long size() {
    return bytes;
  }

  @Override
  public void complete() throws IOException {
    files.deleteTree(scratch());
    syncAll();
    check();
  }

  @Override
  public void name() throws IOException {
    files.rename(unfinished, archive);
    isNamed = true;
    files.sync(archive.resolveSibling(""));
  }

  /** Folder by folder, so that only one folder's file names are held. */
  private void syncAll() throws IOException {
    Files.walkFileTree(
        unfinished,
        new SimpleFileVisitor<Path>() {
          private final List<Path> written = new ArrayList<>();

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            written.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            files.syncFiles(written);
            written.clear();
            files.sync(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** What is named must be there: a full disk may have said nothing. */
  private void check() throws IOException {
    try (ArchiveReader reader = ArchiveReader.open(unfinished)) {
      for (ArchiveFolder folder : reader.folders()) {
        for (Listing.Listed item : reader.listing(folder).items()) {
          for (String path : item.paths()) {
            boolean mayBeEmpty = item.type().isBytes();
            if (reader.file(path).filter(file -> mayBeEmpty || file.size() > 0).isEmpty()) {
              throw new ArchiveDamaged(path, "was not written");
            }
          }
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (!isNamed) {
      files.deleteTree(unfinished);
    }
  }
}
