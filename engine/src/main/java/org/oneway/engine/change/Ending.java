// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.change;

import org.oneway.engine.item.Checkpoint;

/**
 * What a stream says when it was read to its end.
 *
 * @param coverage what silence means
 * @param checkpoint a mark taken before the listing began; {@link Checkpoint#NONE} where the store
 *     has none
 * @param unattributed how many entries could not be read so far that their key is not known; while
 *     there are any, absence means nothing in this scope
 */
public record Ending(Coverage coverage, Checkpoint checkpoint, int unattributed) {}
