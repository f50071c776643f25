// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.backup;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;

/** Which items of which folders have changed since the archive before. */
final class Changed {
  private final Placements written = new Placements();
  private final Placements left = new Placements();
  private final Map<Long, Gone> gone = new TreeMap<>();

  /** A key that no item of a folder has any more. */
  record Gone(FolderId folder, Key key) {}

  void written(long placement) {
    written.add(placement);
  }

  /** An item is no longer there; another of its key may be. */
  void gone(long placement, FolderId folder, Key key) {
    left.add(placement);
    gone.put(placement, new Gone(folder, key));
  }

  /** An item is there; says whether its key has changed. */
  boolean lives(long placement) {
    gone.remove(placement);
    return isTouched(placement);
  }

  boolean isWritten(long placement) {
    return written.contains(placement);
  }

  boolean isTouched(long placement) {
    return written.contains(placement) || left.contains(placement);
  }

  boolean isEmpty() {
    return written.isEmpty() && left.isEmpty();
  }

  Collection<Gone> gone() {
    return List.copyOf(gone.values());
  }
}
