// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The kept items of a pairing; media are kept as hash and size.
 *
 * @param source the source's item as last synced, in the target's uids: the base of the next patch
 * @param left the target's item as we left it, where it differs from {@code source}
 */
public record Bases(ObjectNode source, Optional<ObjectNode> left) {
  /** The target's item as we left it. */
  public ObjectNode leftOrSource() {
    return left.orElse(source);
  }
}
