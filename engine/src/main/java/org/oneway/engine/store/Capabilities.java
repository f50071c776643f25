// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

/**
 * What a target can do.
 *
 * @param uidUniqueIn where a uid may occur once
 * @param manyFoldersPerItem whether one object can be in several folders
 * @param condition what a write can be made conditional on
 * @param moves whether {@link Write.Move} is understood; otherwise a move is a create and a delete
 * @param rewrites whether what is read back may differ from what was sent, so that it must be read
 * @param batchSize how many writes one call takes, at least 1
 * @param parallelism how many calls may be under way at once, at least 1
 */
public record Capabilities(
    UidUniqueIn uidUniqueIn,
    boolean manyFoldersPerItem,
    Condition condition,
    boolean moves,
    boolean rewrites,
    int batchSize,
    int parallelism) {
  /** Where a uid may occur once. */
  public enum UidUniqueIn {
    FOLDER,
    ACCOUNT
  }

  /** What a write can be made conditional on. */
  public enum Condition {
    /** The item's version: a write to another version is {@link Outcome.Stale}. */
    ITEM,
    /** The state of the whole account. */
    ACCOUNT,
    /** Nothing; the store compares as late as it can. */
    NONE
  }

  public Capabilities {
    if (batchSize < 1 || parallelism < 1) {
      throw new IllegalArgumentException("batch size and parallelism are at least 1");
    }
  }
}
