// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;

/**
 * A folder of an archive: all that has one name, in a directory for each data type.
 *
 * @param folder what is known of it
 * @param paths its directories, relative to the archive, separated by "/"; at least one
 */
public record ArchiveFolder(Folder folder, Map<DataType, String> paths) {
  public ArchiveFolder {
    paths = Collections.unmodifiableMap(new EnumMap<>(paths));
  }

  /** The handle of the folder with this name, whatever it holds. */
  public static FolderId idOf(String name) {
    // So were folders known when archives held nothing else.
    return new FolderId(DataType.CONTACTS.top() + "/" + name);
  }

  /** The first of its directories. */
  public String path() {
    return paths.values().iterator().next();
  }

  /** This with another directory, and what is known from there. */
  ArchiveFolder with(DataType type, String path, Folder there) {
    Map<DataType, String> all = new EnumMap<>(paths);
    all.putIfAbsent(type, path);
    Folder both =
        new Folder(
            folder.id(),
            folder.name(),
            folder.role().or(there::role),
            folder.color().or(there::color),
            folder.order().isPresent() ? folder.order() : there.order(),
            folder.description().or(there::description));
    return new ArchiveFolder(both, all);
  }
}
