// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.Collection;
import java.util.Set;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.Scope;

/**
 * A checkpoint that may be remembered when everything said before it is settled or pending.
 *
 * @param folders numbers of the folder pairings that its scope speaks of; {@link #NO_PAIRING} where
 *     there is a folder without one
 */
public record Advance(Side side, Scope scope, Checkpoint checkpoint, Set<Integer> folders) {
  /** Stands for folders that belong to no pairing. */
  public static final int NO_PAIRING = -1;

  public Advance {
    folders = Set.copyOf(folders);
  }

  /** The number of the pairing that a target folder belongs to, or {@link #NO_PAIRING}. */
  public static int folderOf(FolderId target, Collection<FolderPairing> pairings) {
    return pairings.stream()
        .filter(pairing -> pairing.target().id().equals(target))
        .mapToInt(FolderPairing::number)
        .findFirst()
        .orElse(NO_PAIRING);
  }
}
