// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.Listing.Listed;

/**
 * A directory of an archive that another program wrote, as found.
 *
 * @param file its {@code folder.json}, where it has one
 * @param items what it lists, or where nothing is listed, its files
 * @param collections the address books and calendars whose objects lie in it
 */
record ForeignDirectory(
    DataType type,
    String path,
    Optional<FolderFile> file,
    List<Listed> items,
    List<CollectionFile> collections) {

  static ForeignDirectory read(ArchiveTree tree, DataType type, String path) throws IOException {
    Optional<FolderFile> file =
        tree.exists(path + "/" + FolderFile.NAME)
            ? Optional.of(OwnFolders.read(tree, path))
            : Optional.empty();
    List<Listed> items = new ArrayList<>(file.map(f -> listedBy(type, path, f)).orElse(List.of()));
    Set<String> named = new HashSet<>();
    items.forEach(item -> named.add(item.path()));
    List<CollectionFile> collections = new ArrayList<>();
    for (String name : type.isBytes() && file.isPresent() ? List.<String>of() : tree.names(path)) {
      String child = path + "/" + name;
      if (type.isBytes()) {
        String ending = FileNames.ending(type.kind(), name);
        if (name.toLowerCase(Locale.ROOT).endsWith(ending) && tree.file(child).isPresent()) {
          items.add(Listed.of(type, Optional.empty(), child));
        }
        continue;
      }
      if (!name.endsWith(".json") || name.equals(FolderFile.NAME) || named.contains(child)) {
        continue;
      }
      Optional<CollectionFile> collection = collection(tree, child);
      collection.ifPresent(collections::add);
      // Where there is a listing, it says what there is.
      if (collection.isEmpty() && file.isEmpty()) {
        items.add(Listed.of(type, Optional.empty(), child));
      }
    }
    return new ForeignDirectory(type, path, file, items, collections);
  }

  /** A tree of files that no listing describes: each is known by its path. */
  static ForeignDirectory ofFiles(ArchiveTree tree, String top, List<String> directories)
      throws IOException {
    List<Listed> items = new ArrayList<>();
    for (String path : directories) {
      for (String name : tree.names(path)) {
        String child = path + "/" + name;
        if (tree.file(child).isPresent()) {
          Uid uid = new Uid(child.substring(top.length() + 1));
          items.add(Listed.of(DataType.FILES, Optional.of(uid), child));
        }
      }
    }
    return new ForeignDirectory(DataType.FILES, top, Optional.empty(), items, List.of());
  }

  /** A mere number is no uid: some exporters count the items of each archive. */
  private static List<Listed> listedBy(DataType type, String path, FolderFile file) {
    List<Listed> all = new ArrayList<>();
    for (Listed item : OwnFolders.listing(type, path, file).items()) {
      for (Listed one : item.apart()) {
        all.add(
            new Listed(
                type,
                one.uid().filter(uid -> !uid.value().matches("[0-9]+")),
                one.paths(),
                one.about()));
      }
    }
    return all;
  }

  private static Optional<CollectionFile> collection(ArchiveTree tree, String path)
      throws IOException {
    try {
      var json = Json.object(path, tree.read(path, Json.MAX_BYTES)).json();
      return CollectionFile.isOne(json) ? Optional.of(new CollectionFile(json)) : Optional.empty();
    } catch (ArchiveDamaged e) {
      // Told as broken when the folder is read.
      return Optional.empty();
    }
  }

  /** An item, and the uids of the address books or calendars that it says it is in. */
  record Placed(Listed listed, Set<String> collections) {}

  /** What lies here, with the instances of one uid together. */
  List<Placed> placed(ArchiveTree tree) throws IOException {
    Map<Object, Placed> placed = new LinkedHashMap<>();
    for (Listed item : items) {
      Object key = new Object();
      Placed here = new Placed(item, Set.of());
      if (type.isBytes()) {
        placed.put(key, here);
        continue;
      }
      try {
        List<ItemFile> objects =
            ItemFile.read(item.path(), tree.read(item.path(), Json.MAX_BYTES), type);
        Set<String> collections = new TreeSet<>();
        objects.forEach(object -> collections.addAll(object.collections()));
        ItemFile first = objects.get(0);
        Listed listed = item;
        if (objects.size() == 1) {
          DataType is = DataType.of(first.item().kind()).orElse(type);
          listed = new Listed(is, item.uid(), item.paths());
          if (first.item().key().isPresent() && Instances.isOne(first.item().json())) {
            key = List.of(first.item().key().get(), collections);
          }
        }
        here = new Placed(listed, collections);
      } catch (ArchiveDamaged | NoSuchFileException e) {
        // It stays where it lies, and is told as broken there.
      }
      placed.merge(key, here, ForeignDirectory::together);
    }
    return List.copyOf(placed.values());
  }

  private static Placed together(Placed one, Placed other) {
    List<String> paths = new ArrayList<>(one.listed.paths());
    paths.addAll(other.listed.paths());
    return new Placed(
        new Listed(one.listed.type(), one.listed.uid(), paths.stream().distinct().toList()),
        one.collections);
  }
}
