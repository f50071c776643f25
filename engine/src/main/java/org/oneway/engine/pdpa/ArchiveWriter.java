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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
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
  private final Map<FolderId, Wanted> folders = new LinkedHashMap<>();
  private int logs;
  private boolean finished;

  private ArchiveWriter(Path archive, ArchiveMetadata metadata, DurableFiles files) {
    this.archive = archive;
    this.unfinished = DurableFiles.temporary(archive);
    this.metadata = metadata;
    this.files = files;
    this.time = metadata.timestamp().orElse(Instant.EPOCH);
  }

  /** A folder that is being written. */
  private record Open(FolderDirectory directory, String path, String collection, ListingLog log) {}

  /** A folder that was asked for, and its directories so far. */
  private record Wanted(Folder folder, Map<DataType, Open> parts) {}

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
    files.createDirectory(writer.unfinished);
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

  /** Adds a folder of contacts with its parents; does nothing where it is there. */
  public void folder(Folder folder) throws IOException {
    folder(folder, Set.of(Kind.CONTACT));
  }

  /**
   * Adds a folder with its parents; does nothing where it is there.
   *
   * @param kinds what it can hold; a directory for what else is added to it is made then
   */
  public void folder(Folder folder, Set<Kind> kinds) throws IOException {
    if (folders.containsKey(folder.id())) {
      return;
    }
    Wanted wanted = new Wanted(folder, new EnumMap<>(DataType.class));
    folders.put(folder.id(), wanted);
    Set<DataType> types = EnumSet.noneOf(DataType.class);
    kinds.forEach(kind -> DataType.of(kind).ifPresent(types::add));
    for (DataType type : types) {
      open(wanted, type);
    }
  }

  private Open open(Wanted wanted, DataType type) throws IOException {
    Open known = wanted.parts().get(type);
    if (known != null) {
      return known;
    }
    FolderDirectory directory = new FolderDirectory(files, unfinished, type, "");
    String path = "";
    for (String name : FolderPaths.withParents(wanted.folder().name())) {
      boolean isLast = name.equals(wanted.folder().name());
      Folder described = isLast ? wanted.folder() : Folder.of(new FolderId(name), name);
      Optional<String> there = paths.of(type, name);
      path = there.isPresent() ? there.get() : paths.assign(type, name);
      directory = new FolderDirectory(files, unfinished, type, path);
      if (there.isEmpty()) {
        makeTop(type);
        directory.create(described, time);
      } else if (isLast) {
        directory.describe(described, time);
      }
    }
    Path log = unfinished.resolve(".oneway-listing-" + logs++ + ".tmp");
    Open open =
        new Open(
            directory,
            path,
            FolderDirectory.collection(type, wanted.folder().name()),
            new ListingLog(log));
    wanted.parts().put(type, open);
    return open;
  }

  private void makeTop(DataType type) throws IOException {
    Path top = unfinished.resolve(type.top());
    if (!Files.exists(top)) {
      files.createDirectory(top);
    }
  }

  /**
   * Adds an item to a folder. Several items with one uid are all kept.
   *
   * @throws ArchiveDamaged if it is no item with a uid, or could not be read again; the archive
   *     goes on without it
   */
  public void add(FolderId folder, Item item) throws IOException {
    Wanted wanted = wanted(folder);
    DataType type = DataType.of(item.kind()).orElse(DataType.CONTACTS);
    ItemFile.Made made =
        ItemFile.make(item, FolderDirectory.collection(type, wanted.folder().name()), time);
    Open open = open(wanted, type);
    Uid uid = made.held().uid().orElseThrow();
    if (made.texts().size() > 1) {
      for (int i = 0; i < made.texts().size(); i++) {
        create(open, uid, made.fileNames().get(i), made.texts().get(i));
      }
      return;
    }
    for (int copy = 1; !create(open, uid, FileNames.ofItem(uid, copy), made.text()); copy++) {
      // Another item has this uid; the next number is tried.
    }
  }

  /** Answers false where there is a file of this name. */
  private boolean create(Open open, Uid uid, String name, byte[] text) throws IOException {
    try {
      files.create(open.directory().directory().resolve(name), text);
      open.log().item(uid.value(), name);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Says of a partial archive that this contact is no longer in the folder. */
  public void removed(FolderId folder, Uid uid) throws IOException {
    removed(folder, new Key(Kind.CONTACT, uid));
  }

  /** Says of a partial archive that this item is no longer in the folder. */
  public void removed(FolderId folder, Key key) throws IOException {
    DataType type = DataType.of(key.kind()).orElseThrow();
    open(wanted(folder), type).log().removed(key.uid().value());
  }

  private Wanted wanted(FolderId folder) {
    Wanted wanted = folders.get(folder);
    if (wanted == null) {
      throw new IllegalArgumentException("no such folder in this archive: " + folder);
    }
    return wanted;
  }

  /** Completes the archive, makes it last, reads it over and gives it its name. */
  public void finish() throws IOException {
    for (Wanted wanted : folders.values()) {
      if (wanted.parts().isEmpty()) {
        open(wanted, DataType.CONTACTS);
      }
    }
    List<Open> all =
        folders.values().stream().flatMap(wanted -> wanted.parts().values().stream()).toList();
    for (Open open : all) {
      open.directory()
          .write(
              open.log()
                  .into(
                      OwnFolders.read(new ArchiveTree(unfinished, files.requests()), open.path())));
      open.log().delete();
    }
    Set<DataType> held = EnumSet.noneOf(DataType.class);
    folders.values().forEach(wanted -> held.addAll(wanted.parts().keySet()));
    metadata.withDataTypes(held).write(files, unfinished);
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
        for (String path : item.paths()) {
          if (reader.attributes(path).filter(a -> a.isRegularFile() && a.size() > 0).isEmpty()) {
            throw new ArchiveDamaged(path, "was not written");
          }
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
