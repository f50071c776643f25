// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

/**
 * Something a user should know that is no operation.
 *
 * @param about what kind of thing
 * @param folder the folder's name; empty where it is about none
 * @param title what a user would call the item; empty where it is about none
 * @param text one sentence without its subject and full stop
 */
public record Notice(About about, String folder, String title, String text) {
  /** What a notice is about. */
  public enum About {
    /** Two items may be the same, but that is not certain. */
    POSSIBLE_TWIN,
    DELETED_AT_TARGET,
    /** Edited at the target while the source did not change. */
    DRIFT,
    /** Gone at the source and kept at the target, because it was adopted or edited there. */
    KEPT,
    /** Another sync owns the item. */
    OTHER_SYNC,
    /** Older than what was synced before. */
    OLDER,
    /** The target cannot hold it there. */
    NOT_HELD,
    DIFFERING_COPY,
    FOLDER_GONE,
    FOLDER_RENAMED,
    CONFLICT,
    /** What the target made of an item that we wrote. */
    TARGET_CHANGED,
    /** Waits for a folder that could not be read. */
    WAITS,
    /** A checkpoint was lost; everything was read once. */
    READ_AGAIN,
    /** How the target was written. */
    REMARK,
    /** A folder could not be read to its end. */
    BROKE_OFF
  }
}
