// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.Optional;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;

/**
 * One write as the journal keeps it.
 *
 * @param id of the write, unique in its run
 * @param title what a user would call the item
 * @param uid the item's at the target
 * @param pairing number of the folder pairing it belongs to
 * @param before where the item was; empty where the write makes it
 * @param from the folder it was in; for a new item the one it is made in
 * @param to the folder it is in afterwards
 * @param left how the write leaves it
 * @param item as the target held it; empty where the write makes it, or changes folders only
 * @param original the target's own bytes of it, where it has such
 */
public record Entry(
    long id,
    What what,
    Kind kind,
    String title,
    String uid,
    int pairing,
    Optional<Reference> before,
    FolderId from,
    FolderId to,
    Left left,
    Optional<Item> item,
    Optional<byte[]> original) {
  /** What a write does. */
  public enum What {
    MADE,
    CHANGED,
    MOVED,
    DELETED,
    JOINED,
    LEFT
  }

  /** This entry with what really became of it. */
  Entry with(Left other) {
    return new Entry(id, what, kind, title, uid, pairing, before, from, to, other, item, original);
  }
}
