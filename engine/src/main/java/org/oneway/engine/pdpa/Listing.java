// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Uid;

/**
 * What a folder of an archive holds.
 *
 * @param items what it lists, in the archive's order
 * @param removed what was removed since the archive before
 */
public record Listing(List<Listed> items, List<Key> removed) {
  public Listing {
    items = List.copyOf(items);
    removed = List.copyOf(removed);
  }

  /**
   * One listed item; its file need not be there, nor be named harmlessly.
   *
   * @param type what lies in its directory
   * @param uid as the listing has it
   * @param paths of its files, relative to the archive, at least one, and several only for what may
   *     be instances of one uid; ends with "/" where the listing names none
   * @param about what the listing says of an item whose file is its bytes, as {@link ItemAbout} has
   *     it; else empty
   */
  public record Listed(DataType type, Optional<Uid> uid, List<String> paths, String about) {
    public Listed {
      paths = List.copyOf(paths);
    }

    /** An item whose file says everything. */
    public Listed(DataType type, Optional<Uid> uid, List<String> paths) {
      this(type, uid, paths, "");
    }

    /** An item of one file. */
    static Listed of(DataType type, Optional<Uid> uid, String path) {
      return new Listed(type, uid, List.of(path));
    }

    /** Its first file. */
    public String path() {
      return paths.get(0);
    }

    /** Its files as items of their own. */
    public List<Listed> apart() {
      return paths.stream().map(path -> new Listed(type, uid, List.of(path), about)).toList();
    }

    /** What it is, where its uid is known. */
    public Optional<Key> key() {
      return uid.map(u -> new Key(type.kind(), u));
    }
  }
}
