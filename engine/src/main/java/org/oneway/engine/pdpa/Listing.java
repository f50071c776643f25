// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Uid;

/**
 * What a folder of an archive holds.
 *
 * @param items what it lists, in the archive's order
 * @param removed what was removed since the archive before
 */
public record Listing(List<Listed> items, List<Uid> removed) {
  public Listing {
    items = List.copyOf(items);
    removed = List.copyOf(removed);
  }

  /**
   * One listed item; its file need not be there, nor be named harmlessly.
   *
   * @param uid as the listing has it
   * @param path of its file, relative to the archive; ends with "/" where the listing names none
   */
  public record Listed(Optional<Uid> uid, String path) {}
}
