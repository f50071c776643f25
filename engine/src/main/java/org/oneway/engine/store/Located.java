// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/** An object at the target: its handle, its version where the store has one, and its folders. */
public record Located(Reference reference, Optional<Version> version, Set<FolderId> folders) {
  public Located {
    folders = Set.copyOf(folders);
  }
}
