// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.FolderFile.Entry;

/**
 * The directory of one folder in an archive that Oneway writes: {@code folder.json}, {@code
 * address-book.json} and one file for each item.
 */
public final class FolderDirectory {
  private final DurableFiles files;
  private final Path root;
  private final String path;

  /**
   * Speaks of the directory {@code path} of the archive in {@code root}; touches nothing.
   *
   * @param path relative to the archive, separated by "/"
   */
  public FolderDirectory(DurableFiles files, Path root, String path) {
    this.files = files;
    this.root = root;
    this.path = path;
  }

  /** The uid that the cards in the folder of this name carry in {@code addressBookIds}. */
  public static String addressBook(String folderName) {
    return FolderFile.uidOf(folderName);
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
    write(place, new AddressBookFile(Json.emptyObject()).with(folder, now));
    write(place, FolderFile.describing(folder, String.valueOf(directory.getFileName())));
    files.sync(place);
    if (!isThere) {
      files.rename(place, directory);
      files.sync(directory.resolveSibling(""));
    }
  }

  /** Writes what is known of the folder now; what it lists stays. */
  public void describe(Folder folder, Instant now) throws IOException {
    ArchiveTree tree = new ArchiveTree(root, files.requests());
    Path directory = directory();
    String name = String.valueOf(directory.getFileName());
    write(directory, OwnFolders.read(tree, path).with(folder, name));
    write(directory, AddressBookFile.beside(tree, path).with(folder, now));
    files.sync(directory);
  }

  /** Makes {@code folder.json} name exactly these items, for good. */
  public void list(List<Listing.Listed> items) throws IOException {
    FolderFile file = OwnFolders.read(new ArchiveTree(root, files.requests()), path);
    List<Entry> entries =
        items.stream()
            .map(
                item ->
                    new Entry(item.uid().map(Uid::value), item.path().substring(path.length() + 1)))
            .toList();
    write(directory(), file.listing(entries, file.removed()));
    files.sync(directory());
  }

  void write(FolderFile file) throws IOException {
    write(directory(), file);
  }

  private void write(Path directory, FolderFile file) throws IOException {
    files.replace(directory.resolve(FolderFile.NAME), out -> FolderFileCodec.write(file, out));
  }

  private void write(Path directory, AddressBookFile file) throws IOException {
    byte[] text = file.text();
    files.replace(directory.resolve(AddressBookFile.NAME), out -> out.write(text));
  }
}
