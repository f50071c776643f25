// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import java.util.Set;
import org.oneway.engine.item.Folder;

/**
 * Which folders take part.
 *
 * @param withoutNames by name; what lies below one takes no part either
 * @param withoutRoles by what they are used for, in lower case: {@code junk}
 */
public record FolderFilter(Set<String> withoutNames, Set<String> withoutRoles) {
  /** All folders. */
  public static final FolderFilter ALL = new FolderFilter(Set.of(), Set.of());

  public FolderFilter {
    withoutNames = Set.copyOf(withoutNames);
    withoutRoles = Set.copyOf(withoutRoles);
  }

  boolean includes(Folder folder) {
    return folder.role().filter(withoutRoles::contains).isEmpty()
        && withoutNames.stream()
            .noneMatch(name -> folder.name().equals(name) || folder.name().startsWith(name + "/"));
  }
}
