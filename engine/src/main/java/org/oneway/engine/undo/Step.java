// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.Optional;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/**
 * What taking back one write comes to now.
 *
 * @param at where the item to be written over or removed is; where it is to be made where none is
 * @param expected its version there
 */
record Step(Entry entry, Verdict verdict, Optional<Reference> at, Optional<Version> expected) {
  /** What is to be done. */
  enum Verdict {
    /** Put back as it was, over what the run made of it, where that is now. */
    PUT_BACK,
    /** Put back where nothing is now. */
    RETURN,
    /** Move to the folder that the run moved it from; it is as it was. */
    MOVE_BACK,
    /** Remove: the run made it. */
    REMOVE,
    /** Take the object into the folder that the run took it out of. */
    JOIN,
    /** Take the object out of the folder that the run put it into. */
    LEAVE,
    /** Nothing: it is as it was before the run. */
    AS_BEFORE,
    /** Nothing: somebody else changed it since. */
    CHANGED_SINCE
  }

  /** Whether anything is written for it. */
  boolean isWrite() {
    return verdict != Verdict.AS_BEFORE && verdict != Verdict.CHANGED_SINCE;
  }

  static Step of(Entry entry, Verdict verdict) {
    return new Step(entry, verdict, Optional.empty(), Optional.empty());
  }
}
