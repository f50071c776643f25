// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

/**
 * What a user decides where the decision table leaves a choice.
 *
 * @param onConflict who wins a field that both sides changed differently
 * @param onDelete what follows a deletion at the source
 * @param onDrift what follows an edit at the target
 * @param onTargetDelete what follows a deletion at the target
 * @param onLeaveFilter what follows when an item no longer passes the filter
 */
public record Policies(
    OnConflict onConflict,
    OnDelete onDelete,
    OnDrift onDrift,
    OnTargetDelete onTargetDelete,
    OnLeaveFilter onLeaveFilter) {
  /** What nobody is surprised by. */
  public static final Policies DEFAULT =
      new Policies(
          OnConflict.NEWER_WINS,
          OnDelete.DELETE,
          OnDrift.KEEP,
          OnTargetDelete.KEEP,
          OnLeaveFilter.KEEP);

  /** Who wins a field that both sides changed differently. */
  public enum OnConflict {
    /** The later {@code updated}, where both sides have a trusted one; else the source. */
    NEWER_WINS,
    SOURCE_WINS,
    KEEP_TARGET,
    /** Nobody: the change is pending until a person decides. */
    STOP
  }

  /** What follows a deletion at the source. */
  public enum OnDelete {
    DELETE,
    KEEP,
    /** Delete also what was only adopted. */
    DELETE_ADOPTED
  }

  /** What follows an edit at the target that the source knows nothing of. */
  public enum OnDrift {
    KEEP,
    RESTORE,
    /** Restore, and begin with it: what is there before the first sync becomes as the source's. */
    OVERWRITE
  }

  /** What follows a deletion at the target. */
  public enum OnTargetDelete {
    KEEP,
    RECREATE
  }

  /** What follows when an item no longer passes the filter. */
  public enum OnLeaveFilter {
    KEEP,
    DELETE
  }
}
