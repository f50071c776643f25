// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which directory of an archive each folder has, and which one a new folder gets. */
public final class FolderPaths {
  private final Map<String, String> pathByName = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** Starts with the folders that there are. */
  public FolderPaths(List<ArchiveFolder> folders) {
    folders.forEach(folder -> put(folder.folder().name(), folder.path()));
  }

  /** The directory of the folder with this name, relative to the archive, if there is one. */
  public Optional<String> of(String name) {
    return Optional.ofNullable(pathByName.get(name));
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
  public String assign(String name) {
    int slash = name.lastIndexOf('/');
    String parent = slash <= 0 ? OwnFolders.TOP : pathByName.get(name.substring(0, slash));
    if (parent == null) {
      throw new IllegalArgumentException("no directory yet for the parent of " + name);
    }
    String own =
        FileNames.ofFolder(
            slash <= 0 ? name : name.substring(slash + 1),
            folded -> taken.contains(FileNames.folded(parent) + "/" + folded));
    put(name, parent + "/" + own);
    return parent + "/" + own;
  }

  private void put(String name, String path) {
    pathByName.put(name, path);
    taken.add(FileNames.folded(path));
  }
}
