// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.change;

import java.util.List;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;

/**
 * What a stream says when it was read to its end.
 *
 * @param coverage what silence means
 * @param checkpoint a mark taken before the listing began; {@link Checkpoint#NONE} where the store
 *     has none
 * @param unattributed how many entries could not be read so far that their key is not known; while
 *     there are any, absence means nothing in this scope
 * @param findings about what belongs to no item, where it was read anew
 */
public record Ending(
    Coverage coverage, Checkpoint checkpoint, int unattributed, List<Finding> findings) {
  public Ending {
    findings = List.copyOf(findings);
  }

  /** The ending of a stream that has nothing to tell of but items. */
  public Ending(Coverage coverage, Checkpoint checkpoint, int unattributed) {
    this(coverage, checkpoint, unattributed, List.of());
  }

  /** The same with another checkpoint. */
  public Ending withCheckpoint(Checkpoint other) {
    return new Ending(coverage, other, unattributed, findings);
  }
}
