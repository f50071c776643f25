// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Uid;

/**
 * Writes a new archive, piece by piece. Until {@link #finish} nothing is there under the archive's
 * name; what is unfinished lies beside it as {@code .oneway-*.tmp}, and is removed by {@link
 * #close}, or by the next writer of the same archive. In memory are the folders, and at the end the
 * uids of one folder.
 */
public final class ArchiveWriter implements AutoCloseable {
  private final Path archive;
  private final Path unfinished;
  private final ArchiveMetadata metadata;
  private final DurableFiles files;
  private final Instant time;
  private final FolderPaths paths = new FolderPaths(List.of());
  private final Map<FolderId, Open> folders = new LinkedHashMap<>();
  private boolean finished;

  private ArchiveWriter(Path archive, ArchiveMetadata metadata, DurableFiles files) {
    this.archive = archive;
    this.unfinished = DurableFiles.temporary(archive);
    this.metadata = metadata;
    this.files = files;
    this.time = metadata.timestamp().orElse(Instant.EPOCH);
  }

  /** A folder that is being written. */
  private record Open(FolderDirectory directory, String path, String addressBook, ListingLog log) {}

  /**
   * Begins an archive; clears away what an earlier, unfinished attempt left.
   *
   * @throws FileAlreadyExistsException if there is something under its name other than an empty
   *     directory
   */
  public static ArchiveWriter create(Path archive, ArchiveMetadata metadata, DurableFiles files)
      throws IOException {
    Path absolute = archive.toAbsolutePath().normalize();
    if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS) && !isEmptyDirectory(absolute)) {
      throw new FileAlreadyExistsException(absolute.toString());
    }
    ArchiveWriter writer = new ArchiveWriter(absolute, metadata, files);
    clear(absolute, files);
    files.createDirectory(writer.unfinished.resolve(OwnFolders.TOP));
    return writer;
  }

  /** Removes what an unfinished attempt at this archive left beside it. */
  public static void clear(Path archive, DurableFiles files) throws IOException {
    files.deleteTree(DurableFiles.temporary(archive.toAbsolutePath().normalize()));
  }

  private static boolean isEmptyDirectory(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      return !entries.iterator().hasNext();
    }
  }

  /** Adds a folder with its parents; does nothing where it is there. */
  public void folder(Folder folder) throws IOException {
    if (folders.containsKey(folder.id())) {
      return;
    }
    for (String name : FolderPaths.withParents(folder.name())) {
      boolean last = name.equals(folder.name());
      Folder described = last ? folder : Folder.of(new FolderId(name), name);
      Optional<String> known = paths.of(name);
      String path = known.isPresent() ? known.get() : paths.assign(name);
      FolderDirectory directory = new FolderDirectory(files, unfinished, path);
      if (known.isEmpty()) {
        directory.create(described, time);
      } else if (last) {
        directory.describe(described, time);
      }
      if (last) {
        Path log = unfinished.resolve(".oneway-listing-" + folders.size() + ".tmp");
        folders.put(
            folder.id(),
            new Open(directory, path, FolderDirectory.addressBook(name), new ListingLog(log)));
      }
    }
  }

  /**
   * Adds an item to a folder. Several items with one uid are all kept.
   *
   * @throws ArchiveDamaged if it is no contact with a uid, or could not be read again; the archive
   *     goes on without it
   */
  public void add(FolderId folder, Item item) throws IOException {
    Open open = open(folder);
    CardFile.Made card = CardFile.make(item, open.addressBook(), time);
    Uid uid = card.held().uid().orElseThrow();
    for (int copy = 1; ; copy++) {
      Path file = open.directory().directory().resolve(FileNames.ofItem(uid, copy));
      try {
        files.create(file, card.text());
        open.log().item(uid.value(), file.getFileName().toString());
        return;
      } catch (FileAlreadyExistsException e) {
        // Another item has this uid; the next number is tried.
      }
    }
  }

  /** Says of a partial archive that this item is no longer in the folder. */
  public void removed(FolderId folder, Uid uid) throws IOException {
    open(folder).log().removed(uid.value());
  }

  private Open open(FolderId folder) {
    Open open = folders.get(folder);
    if (open == null) {
      throw new IllegalArgumentException("no such folder in this archive: " + folder);
    }
    return open;
  }

  /** Completes the archive, makes it last, reads it over and gives it its name. */
  public void finish() throws IOException {
    for (Open open : folders.values()) {
      open.directory()
          .write(
              open.log()
                  .into(
                      OwnFolders.read(new ArchiveTree(unfinished, files.requests()), open.path())));
      open.log().delete();
    }
    metadata.write(files, unfinished);
    syncAll();
    check();
    files.rename(unfinished, archive);
    finished = true;
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
    ArchiveReader reader = ArchiveReader.open(unfinished);
    for (ArchiveFolder folder : reader.folders()) {
      for (Listing.Listed item : reader.listing(folder).items()) {
        if (reader
            .attributes(item.path())
            .filter(a -> a.isRegularFile() && a.size() > 0)
            .isEmpty()) {
          throw new ArchiveDamaged(item.path(), "was not written");
        }
      }
    }
  }

  /** Removes what is unfinished. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      files.deleteTree(unfinished);
    }
  }
}
