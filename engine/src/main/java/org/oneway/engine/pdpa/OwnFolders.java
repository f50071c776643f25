// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.Listing.Listed;

/**
 * The folders of an archive that Oneway wrote: each directory with a {@code folder.json} is one, or
 * the part of one that holds a data type.
 */
final class OwnFolders {
  private OwnFolders() {}

  static List<ArchiveFolder> of(ArchiveTree tree) throws IOException {
    Map<FolderId, ArchiveFolder> folders = new LinkedHashMap<>();
    for (DataType type : DataType.values()) {
      Map<String, String> names = new HashMap<>();
      Set<String> taken = new HashSet<>();
      for (String path : tree.directories(type.top())) {
        if (!tree.exists(path + "/" + FolderFile.NAME)) {
          continue;
        }
        FolderFile file = read(tree, path);
        String name = wholeName(path, file, names);
        if (!taken.add(name)) {
          throw new ArchiveDamaged(path, "is a second folder named \"" + name + "\"");
        }
        names.put(path, name);
        Folder folder = CollectionFile.beside(tree, type, path).describe(name, file);
        folders.merge(
            folder.id(),
            new ArchiveFolder(folder, Map.of(type, path)),
            (known, more) -> known.with(type, path, folder));
      }
    }
    return List.copyOf(folders.values());
  }

  /** The name with the parents' names, where these are folders too. */
  static String wholeName(String path, FolderFile file, Map<String, String> namesByPath) {
    int slash = path.lastIndexOf('/');
    String name = file.name(path.substring(slash + 1));
    String parent = slash < 0 ? "" : namesByPath.getOrDefault(path.substring(0, slash), "");
    return parent.isEmpty() ? name : parent + "/" + name;
  }

  static FolderFile read(ArchiveTree tree, String path) throws IOException {
    String name = path + "/" + FolderFile.NAME;
    return FolderFileCodec.read(name, tree.read(name, FolderFileCodec.MAX_BYTES));
  }

  static Listing listing(ArchiveTree tree, ArchiveFolder folder) throws IOException {
    List<Listed> items = new ArrayList<>();
    List<Key> removed = new ArrayList<>();
    for (Map.Entry<DataType, String> part : folder.paths().entrySet()) {
      Listing listing = listing(part.getKey(), part.getValue(), read(tree, part.getValue()));
      items.addAll(listing.items());
      removed.addAll(listing.removed());
    }
    return new Listing(items, removed);
  }

  static Listing listing(DataType type, String path, FolderFile file) {
    Map<Object, Listed> items = new LinkedHashMap<>();
    for (FolderFile.Entry entry : file.entries()) {
      Optional<Uid> uid = entry.uid().map(Uid::new);
      // Of contacts each file is one; other files of one uid may be instances of one series.
      boolean isAlone = type == DataType.CONTACTS || type.isBytes() || uid.isEmpty();
      Object key = isAlone ? new Object() : uid.orElseThrow();
      items.merge(
          key,
          new Listed(type, uid, List.of(path + "/" + entry.fileName()), entry.about()),
          (known, more) ->
              new Listed(
                  type,
                  uid,
                  Stream.concat(known.paths().stream(), more.paths().stream()).toList()));
    }
    return new Listing(
        List.copyOf(items.values()),
        file.removed().stream().map(uid -> new Key(type.kind(), new Uid(uid))).toList());
  }
}
