// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.Listing.Listed;

/** A folder that is written: a directory for each data type that it holds. */
final class TargetFolder {
  private Folder folder;
  private final Map<DataType, TargetDirectory> parts = new EnumMap<>(DataType.class);

  TargetFolder(Folder folder) {
    this.folder = folder;
  }

  /** From now on it is described like this. */
  void describe(Folder other) {
    folder = other;
  }

  Folder folder() {
    return folder;
  }

  FolderId id() {
    return folder.id();
  }

  void add(DataType type, TargetDirectory directory) {
    parts.put(type, directory);
  }

  /** The directory of what is of this kind, if there is one. */
  Optional<TargetDirectory> part(Kind kind) {
    return DataType.of(kind).flatMap(type -> Optional.ofNullable(parts.get(type)));
  }

  Collection<TargetDirectory> parts() {
    return parts.values();
  }

  Map<DataType, TargetDirectory> byType() {
    return parts;
  }

  /** Whether it names anything that has no place among its items. */
  boolean hasOthers() {
    return parts.values().stream().anyMatch(TargetDirectory::hasOthers);
  }

  int size() {
    return parts.values().stream().mapToInt(TargetDirectory::size).sum();
  }

  /** Everything it names. */
  List<Listed> entries() {
    List<Listed> all = new ArrayList<>();
    parts.values().forEach(part -> all.addAll(part.entries()));
    return all;
  }
}
