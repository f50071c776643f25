// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.util.Optional;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;

/** Names an item by its folder and uid; file names may differ from archive to archive. */
final class References {
  private References() {}

  static Reference of(FolderId folder, String local) {
    return new Reference(folder.value() + "#" + local);
  }

  /** The part that names the item inside {@code folder}; empty where it is in another one. */
  static Optional<String> local(FolderId folder, Reference reference) {
    String prefix = folder.value() + "#";
    return reference.value().startsWith(prefix)
        ? Optional.of(reference.value().substring(prefix.length()))
        : Optional.empty();
  }
}
