// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.pdpa.Listing.Listed;

/**
 * The folders of an archive that another program wrote. There an item's {@code addressBookIds} or
 * {@code calendarIds} say where it belongs, whatever directory it lies in, and a directory need not
 * have a {@code folder.json}; so every item is read once to find its folders.
 */
final class ForeignArchive {
  private static final FolderFile NO_FILE =
      new FolderFile(Json.emptyObject(), List.of(), List.of());

  private static final String BLOBS = "blob";

  private final ArchiveTree tree;
  private final Map<FolderId, ArchiveFolder> folders = new LinkedHashMap<>();
  private final Map<FolderId, List<Listed>> items = new HashMap<>();
  private final Map<FolderId, List<Key>> removed = new HashMap<>();
  private final Map<String, FolderId> folderOfCollection = new HashMap<>();
  private final Map<String, FolderId> folderOfPath = new HashMap<>();

  private ForeignArchive(ArchiveTree tree) {
    this.tree = tree;
  }

  static ForeignArchive scan(ArchiveTree tree) throws IOException {
    ForeignArchive archive = new ForeignArchive(tree);
    List<ForeignDirectory> directories = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (DataType type : DataType.values()) {
      List<String> undescribed = new ArrayList<>();
      for (String path : tree.directories(type.top())) {
        if (type == DataType.FILES && !tree.exists(path + "/" + FolderFile.NAME)) {
          undescribed.add(path);
          continue;
        }
        ForeignDirectory directory = ForeignDirectory.read(tree, type, path);
        directory.file().ifPresent(f -> names.put(path, OwnFolders.wholeName(path, f, names)));
        directories.add(directory);
      }
      if (!undescribed.isEmpty()) {
        directories.add(ForeignDirectory.ofFiles(tree, type.top(), undescribed));
      }
    }
    // What items refer to; nothing says of which they are, so they are kept as files.
    List<String> blobs = tree.directories(BLOBS);
    if (!blobs.isEmpty()) {
      directories.add(ForeignDirectory.ofFiles(tree, BLOBS, blobs));
    }
    for (ForeignDirectory directory : directories) {
      archive.addFolders(directory, names);
    }
    for (ForeignDirectory directory : directories) {
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

  private void addFolders(ForeignDirectory directory, Map<String, String> names) {
    String path = directory.path();
    List<CollectionFile> collections = new ArrayList<>(directory.collections());
    if (directory.file().isPresent()) {
      CollectionFile own =
          collections.size() == 1 ? collections.remove(0) : new CollectionFile(Json.emptyObject());
      FolderFile file = directory.file().get();
      FolderId id = add(directory, names.getOrDefault(path, path), own, file);
      folderOfPath.put(path, id);
      removed
          .computeIfAbsent(id, i -> new ArrayList<>())
          .addAll(OwnFolders.listing(directory.type(), path, file).removed());
    }
    for (CollectionFile collection : collections) {
      Optional<FolderId> known =
          collection.uid().flatMap(uid -> Optional.ofNullable(folderOfCollection.get(uid)));
      if (known.isPresent()) {
        // A calendar with events and tasks may be told in both directories.
        merge(directory, collection.describe(name(known.get()), NO_FILE));
      } else {
        add(directory, collection.name().orElse(usualName(directory.type())), collection, NO_FILE);
      }
    }
  }

  private String name(FolderId id) {
    return Optional.ofNullable(folders.get(id)).map(f -> f.folder().name()).orElse("");
  }

  /** Answers the folder of this name; one of another directory of the same type is another one. */
  private FolderId add(
      ForeignDirectory directory, String wanted, CollectionFile collection, FolderFile file) {
    Folder folder = collection.describe(unused(directory.type(), wanted), file);
    merge(directory, folder);
    for (Optional<String> uid : List.of(file.uid(), collection.uid())) {
      uid.ifPresent(u -> folderOfCollection.putIfAbsent(u, folder.id()));
    }
    return folder.id();
  }

  private void merge(ForeignDirectory directory, Folder folder) {
    folders.merge(
        folder.id(),
        new ArchiveFolder(folder, Map.of(directory.type(), directory.path())),
        (known, more) -> known.with(directory.type(), directory.path(), folder));
  }

  /** The name, or the name with the first number that no folder with this data type has. */
  private String unused(DataType type, String name) {
    String candidate = name;
    for (int number = 2; isTaken(type, candidate); number++) {
      candidate = name + " (" + number + ")";
    }
    return candidate;
  }

  private boolean isTaken(DataType type, String name) {
    ArchiveFolder folder = folders.get(ArchiveFolder.idOf(name));
    return folder != null && folder.paths().containsKey(type);
  }

  private void placeItems(ForeignDirectory directory) throws IOException {
    Set<String> placed = new HashSet<>();
    for (ForeignDirectory.Placed item : directory.placed(tree)) {
      if (item.listed().paths().size() == 1
          && !item.listed().path().endsWith("/")
          && !placed.add(item.listed().path())) {
        continue;
      }
      Set<FolderId> ids = new HashSet<>();
      for (String collection : item.collections()) {
        Optional.ofNullable(folderOfCollection.get(collection)).ifPresent(ids::add);
      }
      if (ids.isEmpty()) {
        ids.add(folderFor(directory));
      }
      ids.forEach(id -> items.computeIfAbsent(id, i -> new ArrayList<>()).add(item.listed()));
    }
  }

  private static String usualName(DataType type) {
    String top = type.top();
    return top.substring(0, 1).toUpperCase(Locale.ROOT) + top.substring(1);
  }

  /** The folder that a directory itself is. */
  private FolderId folderFor(ForeignDirectory directory) {
    String path = directory.path();
    FolderId own = folderOfPath.get(path);
    if (own != null) {
      return own;
    }
    String top = directory.type().top();
    String below = path.startsWith(top + "/") ? path.substring(top.length() + 1) : path;
    String name = path.equals(top) ? usualName(directory.type()) : below;
    FolderId id = add(directory, name, new CollectionFile(Json.emptyObject()), NO_FILE);
    folderOfPath.put(path, id);
    return id;
  }
}
