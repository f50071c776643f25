// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/**
 * An item at the target that this sync has not paired: what is needed to recognise it.
 *
 * @param identity hashes of what identifies it without its uid
 */
public record Foreign(
    Reference reference, Optional<Version> version, FolderId folder, Key key, Set<Long> identity) {
  public Foreign {
    identity = Set.copyOf(identity);
  }
}
