// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.FolderFile.Entry;

/**
 * The directory of one folder in an archive that Oneway writes: {@code folder.json}, {@code
 * address-book.json} or {@code calendar.json}, and the files of its items.
 */
public final class FolderDirectory {
  private final DurableFiles files;
  private final Path root;
  private final DataType type;
  private final String path;

  /**
   * Speaks of the directory {@code path} of the archive in {@code root}; touches nothing.
   *
   * @param path relative to the archive, separated by "/"
   */
  public FolderDirectory(DurableFiles files, Path root, DataType type, String path) {
    this.files = files;
    this.root = root;
    this.type = type;
    this.path = path;
  }

  /** The uid by which items in the folder of this name name their address book or calendar. */
  public static String collection(DataType type, String folderName) {
    return FolderFile.uidOf(type, folderName);
  }

  /**
   * Comes before an archive that was written at once is changed in place: what is in it is then no
   * longer what was written.
   */
  public static void unseal(DurableFiles files, Path root) throws IOException {
    if (Files.exists(root.resolve(Seal.FILE), LinkOption.NOFOLLOW_LINKS)) {
      files.delete(root.resolve(Seal.FILE));
      files.sync(root);
    }
  }

  /** The directory. */
  public Path directory() {
    return root.resolve(path);
  }

  /** Makes the directory with both of its files, empty; it is there as a whole or not at all. */
  public void create(Folder folder, Instant now) throws IOException {
    Path directory = directory();
    // A directory that is there already holds sub-folders only; folder.json makes it a folder.
    boolean isThere = Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
    Path place = isThere ? directory : DurableFiles.temporary(directory);
    if (!isThere) {
      files.deleteTree(place);
      files.createDirectory(place);
    }
    write(place, new CollectionFile(Json.emptyObject()).with(type, folder, now));
    write(place, FolderFile.describing(type, folder, String.valueOf(directory.getFileName())));
    files.sync(place);
    if (!isThere) {
      files.rename(place, directory);
      files.sync(directory.resolveSibling(""));
    }
  }

  /** Writes what is known of the folder now; what it lists stays. */
  public void describe(Folder folder, Instant now) throws IOException {
    DirectoryTree tree = new DirectoryTree(root, files.requests());
    Path directory = directory();
    String name = String.valueOf(directory.getFileName());
    write(directory, OwnFolders.read(tree, path).with(type, folder, name));
    write(directory, CollectionFile.beside(tree, type, path).with(type, folder, now));
    files.sync(directory);
  }

  /** Makes {@code folder.json} name exactly these items, for good. */
  public void list(List<Listing.Listed> items) throws IOException {
    FolderFile before = OwnFolders.read(new DirectoryTree(root, files.requests()), path);
    List<Entry> entries = new ArrayList<>();
    for (Listing.Listed item : items) {
      for (String file : item.paths()) {
        entries.add(
            new Entry(item.uid().map(Uid::value), file.substring(path.length() + 1), item.about()));
      }
    }
    write(directory(), before.listing(entries, before.removed()));
    files.sync(directory());
  }

  void write(FolderFile file) throws IOException {
    write(directory(), file);
  }

  private void write(Path directory, FolderFile file) throws IOException {
    files.replace(directory.resolve(FolderFile.NAME), out -> FolderFileCodec.write(file, out));
  }

  private void write(Path directory, CollectionFile file) throws IOException {
    if (type.isBytes()) {
      return;
    }
    byte[] text = file.text();
    files.replace(directory.resolve(type.collectionFile()), out -> out.write(text));
  }
}
