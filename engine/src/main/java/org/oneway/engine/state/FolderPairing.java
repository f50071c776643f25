// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.util.Optional;
import org.oneway.engine.item.Folder;

/**
 * What is remembered of a folder on both sides.
 *
 * @param number from 0, unique in its sync
 * @param source as last seen
 * @param target as last seen
 * @param sourceGoneReported whether the user has been told that the source's folder is gone
 */
public record FolderPairing(int number, Folder source, Folder target, boolean sourceGoneReported) {
  /** The role both were paired by, if any. */
  public Optional<String> role() {
    return source.role();
  }
}
