// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.pdpa.Listing;
import org.oneway.engine.pdpa.Listing.Listed;

/**
 * What a folder lists, by reference: the bytes of messages are asked for one by one, and there may
 * be many.
 *
 * @param stamp of what it was read from
 */
record FolderIndex(
    FolderId folder,
    String stamp,
    Listing listing,
    Map<Reference, List<Listed>> items,
    Set<Reference> removed) {
  static FolderIndex of(FolderId folder, String stamp, Listing listing, Set<Reference> removed) {
    Map<Reference, List<Listed>> items = new HashMap<>();
    for (Listed item : listing.items()) {
      item.key()
          .map(key -> References.of(folder, key))
          .ifPresent(r -> items.computeIfAbsent(r, of -> new ArrayList<>(1)).add(item));
    }
    return new FolderIndex(folder, stamp, listing, items, removed);
  }

  /** What is listed under these references. */
  List<Listed> named(Collection<Reference> wanted) {
    List<Listed> found = new ArrayList<>();
    for (Reference reference : wanted) {
      found.addAll(items.getOrDefault(reference, List.of()));
    }
    return found;
  }
}
