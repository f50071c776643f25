// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which directories of an archive each folder has, and which one a new folder gets. */
public final class FolderPaths {
  private final Map<DataType, Map<String, String>> pathByName = new EnumMap<>(DataType.class);
  private final Set<String> taken = new HashSet<>();

  /** Starts with the folders that there are. */
  public FolderPaths(List<ArchiveFolder> folders) {
    for (DataType type : DataType.values()) {
      pathByName.put(type, new HashMap<>());
    }
    folders.forEach(
        folder -> folder.paths().forEach((type, path) -> put(type, folder.folder().name(), path)));
  }

  /** The directory of this type of the folder with this name, if there is one. */
  public Optional<String> of(DataType type, String name) {
    return Optional.ofNullable(all(type).get(name));
  }

  private Map<String, String> all(DataType type) {
    return pathByName.getOrDefault(type, Map.of());
  }

  /** This folder's name and its parents', outermost first. */
  public static List<String> withParents(String name) {
    List<String> names = new ArrayList<>();
    for (int slash = name.indexOf('/', 1); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      names.add(name.substring(0, slash));
    }
    names.add(name);
    return names;
  }

  /** Chooses the directory of a new folder, whose parents have theirs. */
  public String assign(DataType type, String name) {
    int slash = name.lastIndexOf('/');
    String parent = slash <= 0 ? type.top() : all(type).get(name.substring(0, slash));
    if (parent == null) {
      throw new IllegalArgumentException("no directory yet for the parent of " + name);
    }
    String own =
        FileNames.ofFolder(
            slash <= 0 ? name : name.substring(slash + 1),
            folded -> taken.contains(FileNames.folded(parent) + "/" + folded));
    put(type, name, parent + "/" + own);
    return parent + "/" + own;
  }

  private void put(DataType type, String name, String path) {
    all(type).put(name, path);
    taken.add(FileNames.folded(path));
  }
}
