// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.FolderId;

/** The folders that were asked for last, as they were listed; as many as memory allows. */
final class RecentListings {
  /** So many messages in all, beside those of the last folder. */
  private static final int MESSAGES = 100_000;

  private final Map<FolderId, Listing> listings = new LinkedHashMap<>(16, 0.75f, true);

  Optional<Listing> get(FolderId folder) {
    return Optional.ofNullable(listings.get(folder));
  }

  void put(FolderId folder, Listing listing) {
    listings.put(folder, listing);
    int left = MESSAGES;
    for (Listing one : listings.values()) {
      left -= one.size();
    }
    Iterator<Listing> oldest = listings.values().iterator();
    while (left < 0 && listings.size() > 1) {
      left += oldest.next().size();
      oldest.remove();
    }
  }

  void clear() {
    listings.clear();
  }
}
