// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.util.Collection;
import java.util.Map;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;

/**
 * The state of a sync to which nothing at the target belongs to others: what they keep there it
 * takes over as it takes over what was there before. They see its writes as edits of the target's
 * user.
 */
public final class SharedSyncState extends ForwardingSyncState {
  private final SyncState state;

  /** The same as {@code state}, but for the others. */
  public SharedSyncState(SyncState state) {
    this.state = state;
  }

  @Override
  protected SyncState state() {
    return state;
  }

  @Override
  public Map<Reference, String> ownersOf(
      Sides.StoreName targetStore, Collection<Reference> references) {
    return Map.of();
  }

  @Override
  public Map<Key, String> ownersOf(
      Sides.StoreName targetStore, FolderId targetFolder, Collection<Key> keys) {
    return Map.of();
  }
}
