// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.Listing.Listed;

/**
 * The folders of an archive that Oneway wrote: each directory with a {@code folder.json} is one.
 */
final class OwnFolders {
  /** The directory of all contacts. */
  static final String TOP = "contacts";

  private OwnFolders() {}

  static List<ArchiveFolder> of(ArchiveTree tree) throws IOException {
    List<ArchiveFolder> folders = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (String path : tree.directories(TOP)) {
      if (!tree.exists(path + "/" + FolderFile.NAME)) {
        continue;
      }
      FolderFile file = read(tree, path);
      String name = wholeName(path, file, names);
      if (!taken.add(name)) {
        throw new ArchiveDamaged(path, "is a second folder named \"" + name + "\"");
      }
      names.put(path, name);
      folders.add(AddressBookFile.beside(tree, path).describe(name, path, file));
    }
    return folders;
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

  static Listing listing(ArchiveTree tree, String path) throws IOException {
    return listing(path, read(tree, path));
  }

  static Listing listing(String path, FolderFile file) {
    return new Listing(
        file.entries().stream()
            .map(entry -> new Listed(entry.uid().map(Uid::new), path + "/" + entry.fileName()))
            .toList(),
        file.removed().stream().map(Uid::new).toList());
  }
}
