// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

/** Is told how an undo goes, as it goes. Called by one thread at a time. */
@FunctionalInterface
public interface UndoListener {
  /** Hears nothing. */
  UndoListener SILENT = (entry, how, why) -> {};

  /** What becomes of an item. */
  enum Taken {
    /** It is again as it was. */
    PUT_BACK,
    /** It was deleted, or moved away, and is there again. */
    RETURNED,
    /** The run had made it. */
    REMOVED,
    /** It was changed since, and stays. */
    KEPT,
    /** The target did not take it back. */
    REFUSED
  }

  /**
   * A write of the run was taken back, or was not.
   *
   * @param entry what the journal kept of the write
   * @param why the target's reason for a refusal; else empty
   */
  void taken(Entry entry, Taken how, String why);
}
