// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What comes of carrying the source's changes over to the target's item.
 *
 * @param result the item as the target should have it; equal to what it has if {@code applied} is
 *     empty
 * @param applied what {@code result} changes in what the target has
 * @param conflicts fields that both sides changed differently; whoever wins, {@code result} has the
 *     winner's value, and only where the source wins is the field among {@code applied} too
 * @param own how many fields the target's own user made or changed and {@code result} still has
 */
public record Merged(
    ObjectNode result, List<FieldChange> applied, List<FieldChange> conflicts, int own) {
  public Merged {
    applied = List.copyOf(applied);
    conflicts = List.copyOf(conflicts);
  }
}
