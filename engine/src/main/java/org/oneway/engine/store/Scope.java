// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.util.Set;
import org.oneway.engine.item.FolderId;

/**
 * What one checkpoint speaks of: one folder for DAV, IMAP and files, an account for JMAP.
 *
 * @param name stable from run to run, unique in the store
 * @param folders the folders whose items its streams name
 */
public record Scope(String name, Set<FolderId> folders) {
  public Scope {
    folders = Set.copyOf(folders);
  }

  /** The scope of a single folder. */
  public static Scope of(FolderId folder) {
    return new Scope(folder.value(), Set.of(folder));
  }
}
