// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.List;

/**
 * What taking back a run came to, or would.
 *
 * @param putBack items that are again as they were
 * @param returned items that had been deleted, or moved away
 * @param removed items that the run had made, or left where it moved them to
 * @param asBefore items that are as they were before the run without being touched
 * @param kept titles of the items that were left alone because they were changed since
 * @param refused what the target did not take back, with its reasons
 */
public record Undone(
    int putBack, int returned, int removed, int asBefore, List<String> kept, List<String> refused) {
  public Undone {
    kept = List.copyOf(kept);
    refused = List.copyOf(refused);
  }

  /** How many items are touched. */
  public int writes() {
    return putBack + returned + removed;
  }
}
