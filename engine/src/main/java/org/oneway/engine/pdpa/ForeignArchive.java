// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.Listing.Listed;

/**
 * The folders of an archive that another program wrote. There a card's {@code addressBookIds} say
 * where it belongs, whatever directory it lies in, and a directory need not have a {@code
 * folder.json}; so every card is read once to find its folders.
 */
final class ForeignArchive {
  private final ArchiveTree tree;
  private final Map<FolderId, ArchiveFolder> folders = new LinkedHashMap<>();
  private final Map<FolderId, List<Listed>> items = new HashMap<>();
  private final Map<FolderId, List<Uid>> removed = new HashMap<>();
  private final Map<String, FolderId> folderOfBook = new HashMap<>();
  private final Map<String, FolderId> folderOfPath = new HashMap<>();

  private ForeignArchive(ArchiveTree tree) {
    this.tree = tree;
  }

  static ForeignArchive scan(ArchiveTree tree) throws IOException {
    ForeignArchive archive = new ForeignArchive(tree);
    List<Directory> directories = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (String path : tree.directories(OwnFolders.TOP)) {
      Directory directory = archive.directory(path);
      directory.file().ifPresent(f -> names.put(path, OwnFolders.wholeName(path, f, names)));
      directories.add(directory);
    }
    for (Directory directory : directories) {
      archive.addFolders(directory, names);
    }
    for (Directory directory : directories) {
      archive.placeItems(directory);
    }
    return archive;
  }

  List<ArchiveFolder> folders() {
    return List.copyOf(folders.values());
  }

  Listing listing(ArchiveFolder folder) {
    FolderId id = folder.folder().id();
    return new Listing(items.getOrDefault(id, List.of()), removed.getOrDefault(id, List.of()));
  }

  /** A directory as found. */
  private record Directory(
      String path, Optional<FolderFile> file, List<Listed> items, List<AddressBookFile> books) {}

  private Directory directory(String path) throws IOException {
    Optional<FolderFile> file =
        tree.exists(path + "/" + FolderFile.NAME)
            ? Optional.of(OwnFolders.read(tree, path))
            : Optional.empty();
    List<Listed> listed = new ArrayList<>(file.map(f -> listedBy(path, f)).orElse(List.of()));
    Set<String> named = listed.stream().map(Listed::path).collect(Collectors.toSet());
    List<AddressBookFile> books = new ArrayList<>();
    for (String name : tree.names(path)) {
      String child = path + "/" + name;
      if (!name.endsWith(".json") || name.equals(FolderFile.NAME) || named.contains(child)) {
        continue;
      }
      Optional<AddressBookFile> book = book(child);
      book.ifPresent(books::add);
      // Where there is a listing, it says what there is.
      if (book.isEmpty() && file.isEmpty()) {
        listed.add(new Listed(Optional.empty(), child));
      }
    }
    return new Directory(path, file, listed, books);
  }

  /** A mere number is no uid: some exporters count the items of each archive. */
  private static List<Listed> listedBy(String path, FolderFile file) {
    return OwnFolders.listing(path, file).items().stream()
        .map(
            item ->
                new Listed(item.uid().filter(uid -> !uid.value().matches("[0-9]+")), item.path()))
        .toList();
  }

  private Optional<AddressBookFile> book(String path) throws IOException {
    try {
      var json = Json.object(path, tree.read(path, Json.MAX_BYTES)).json();
      return AddressBookFile.isOne(json)
          ? Optional.of(new AddressBookFile(json))
          : Optional.empty();
    } catch (ArchiveDamaged e) {
      // Told as broken when the folder is read.
      return Optional.empty();
    }
  }

  private void addFolders(Directory directory, Map<String, String> names) {
    String path = directory.path();
    AddressBookFile nothing = new AddressBookFile(Json.emptyObject());
    FolderFile noFile = new FolderFile(Json.emptyObject(), List.of(), List.of());
    List<AddressBookFile> books = new ArrayList<>(directory.books());
    if (directory.file().isPresent()) {
      AddressBookFile own = books.size() == 1 ? books.remove(0) : nothing;
      FolderFile file = directory.file().get();
      FolderId id = add(own.describe(unused(names.getOrDefault(path, path)), path, file));
      folderOfPath.put(path, id);
      own.uid().ifPresent(uid -> folderOfBook.putIfAbsent(uid, id));
      removed.put(id, OwnFolders.listing(path, file).removed());
    }
    for (AddressBookFile book : books) {
      String name = unused(book.name().orElse("Contacts"));
      add(book.describe(name, path, noFile));
    }
  }

  private FolderId add(ArchiveFolder folder) {
    FolderId id = folder.folder().id();
    folders.put(id, folder);
    folder.uid().ifPresent(uid -> folderOfBook.putIfAbsent(uid, id));
    return id;
  }

  /** The name, or the name with the first number that no folder has. */
  private String unused(String name) {
    String candidate = name;
    for (int number = 2; folders.containsKey(id(candidate)); number++) {
      candidate = name + " (" + number + ")";
    }
    return candidate;
  }

  private static FolderId id(String name) {
    return new FolderId(OwnFolders.TOP + "/" + name);
  }

  private void placeItems(Directory directory) throws IOException {
    Set<FolderId> here = new LinkedHashSet<>();
    Set<String> placed = new HashSet<>();
    for (Listed item : directory.items()) {
      if (!item.path().endsWith("/") && !placed.add(item.path())) {
        continue;
      }
      Set<FolderId> ids = foldersOf(item);
      if (ids.isEmpty()) {
        if (here.isEmpty()) {
          here.add(folderFor(directory));
        }
        ids = here;
      }
      ids.forEach(id -> items.computeIfAbsent(id, i -> new ArrayList<>()).add(item));
    }
  }

  private Set<FolderId> foldersOf(Listed item) throws IOException {
    Set<FolderId> ids = new LinkedHashSet<>();
    try {
      for (String book :
          CardFile.read(item.path(), tree.read(item.path(), Json.MAX_BYTES)).addressBooks()) {
        Optional.ofNullable(folderOfBook.get(book)).ifPresent(ids::add);
      }
    } catch (ArchiveDamaged | NoSuchFileException e) {
      // It stays where it lies, and is told as broken there.
      return Set.of();
    }
    return ids;
  }

  /** The folder that a directory itself is. */
  private FolderId folderFor(Directory directory) {
    String path = directory.path();
    FolderId own = folderOfPath.get(path);
    if (own != null) {
      return own;
    }
    String name =
        path.equals(OwnFolders.TOP) ? "Contacts" : path.substring(OwnFolders.TOP.length() + 1);
    FolderFile noFile = new FolderFile(Json.emptyObject(), List.of(), List.of());
    return add(new AddressBookFile(Json.emptyObject()).describe(unused(name), path, noFile));
  }
}
