// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

/** What the decision table says is to be done. */
enum Verdict {
  NOTHING,
  /** Say so, every time. */
  REPORT,
  DELETE,
  /** Leave the item at the target, forget the pairing, and say so. */
  KEEP_AND_FORGET,
  FORGET,
  /** Write nothing; the pairing holds both sides as they are. */
  REMEMBER,
  CREATE,
  /** Add and replace, never remove. */
  ENRICH,
  /** Nobody wins until the user says so. */
  STOP,
  /** Both sides keep what they have, and the pairing remembers it. */
  KEEP_TARGET,
  /** Say once that the item is gone at the target. */
  REPORT_DELETED,
  /** Take the item to the folder where the source has it, then decide again. */
  MOVE,
  /** Say once that the item was edited at the target. */
  REPORT_DRIFT,
  /** Undo what was edited at the target, or is there otherwise. */
  RESTORE,
  /** Carry over what the source changed; what both changed differently goes to the source. */
  UPDATE,
  /** Carry over what the source changed; what both changed differently stays as at the target. */
  UPDATE_BUT_CONFLICTS
}
