// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.util.Optional;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.DataType;

/** Names an item by its kind, folder and uid; file names may differ from archive to archive. */
final class References {
  private References() {}

  static Reference of(Kind kind, FolderId folder, String local) {
    return new Reference(prefix(DataType.of(kind).orElseThrow(), folder) + local);
  }

  static Reference of(FolderId folder, Key key) {
    return of(key.kind(), folder, key.uid().value());
  }

  private static String prefix(DataType type, FolderId folder) {
    String name = folder.value().substring(DataType.CONTACTS.top().length());
    return type.top() + name + "#";
  }

  /** The kind and the part that names the item inside {@code folder}; empty if it is elsewhere. */
  static Optional<Key> local(FolderId folder, Reference reference) {
    for (DataType type : DataType.values()) {
      String prefix = prefix(type, folder);
      if (reference.value().startsWith(prefix) && reference.value().length() > prefix.length()) {
        return Optional.of(
            new Key(type.kind(), new Uid(reference.value().substring(prefix.length()))));
      }
    }
    return Optional.empty();
  }
}
