// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/**
 * What is remembered of one item in one folder, on both sides.
 *
 * @param number dense, from 0, unique in its sync; never used again
 * @param folder number of the {@link FolderPairing} that its source folder has
 * @param sourceUid the source's uid, or the one minted for an item that has none
 * @param targetUid the target's uid; never changes
 * @param source the item as last read from the source
 * @param target the item as last seen at the target; what is reported of it is in {@code notices}
 * @param targetFolder where it was last seen at the target
 * @param left the target's item as we left it; differs from {@code target} while it is edited there
 * @param ownFields how many fields the target keeps as its own user made them
 * @param updated the source's {@code updated} as last synced
 * @param notices what has been reported already and is not reported again
 */
public record Pairing(
    int number,
    int folder,
    Kind kind,
    Uid sourceUid,
    Uid targetUid,
    Origin origin,
    Seen source,
    Seen target,
    FolderId targetFolder,
    Fingerprint left,
    int ownFields,
    Optional<Instant> updated,
    Set<Notice> notices) {

  /** What is reported once and then remembered. */
  public enum Notice {
    /** The item is no longer at the target; it is not made again. */
    DELETED_AT_TARGET,
    /** The item was edited at the target while the source did not change it. */
    DRIFT,
    /** The source's item cannot be held where the target should hold it too. */
    NOT_HELD,
    /** Copies of one uid differ; the first paired leads. */
    DIFFERING_COPY,
    /** The target's object is that of another placement, which leads and alone carries content. */
    SHARES_OBJECT
  }

  public Pairing {
    notices = Set.copyOf(notices);
  }

  /** Begins a pairing that differs from this one in what is then said. */
  public Revision revised() {
    return new Revision(this);
  }

  /** The key at the source. */
  public Key sourceKey() {
    return new Key(kind, sourceUid);
  }

  /** The key at the target. */
  public Key targetKey() {
    return new Key(kind, targetUid);
  }
}
