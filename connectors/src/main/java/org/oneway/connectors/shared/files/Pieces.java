// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;

/**
 * The items of a file that is being read, in the order in which they begin; and, once all were
 * read, the file as that which items are fitted into.
 */
public interface Pieces extends Closeable {
  /** The next item; empty at the end. */
  Optional<Piece> next() throws IOException;

  /** Why the file is only read and never written; empty where it may be written. */
  Optional<Finding> objection();

  /** Whether a file with no item in it can be whole; asked when all were read. */
  default boolean mayBeEmpty() {
    return false;
  }

  /**
   * Whether the file ends before its end, so that items may be missing that nobody can name; asked
   * when all were read.
   */
  default boolean isCutOff() {
    return false;
  }

  /** About what belongs to no item; asked when all were read. */
  default List<Finding> findings() {
    return List.of();
  }

  /** Whether the file holds more than items that is worth keeping; asked when all were read. */
  default boolean holdsMore() {
    return false;
  }

  /** What an item of this file means that has no defect. */
  Meaning convert(Piece piece) throws IOException;

  /** An item of this file as a file of its own. */
  byte[] alone(Piece piece) throws IOException;

  /** What stands where {@code piece} stood once {@code made} has taken its place. */
  byte[] inPlaceOf(Piece piece, Made made) throws IOException;

  /**
   * Where new items go, and as what, in the order of the file; asked once, when all were read and
   * fitted.
   *
   * @param end where the file ends as far as it is whole: behind it everything would be swallowed
   */
  List<Insertion> insertions(List<Made> items, long end) throws IOException;

  /**
   * What an item means.
   *
   * @param item its uid is empty where the file has none
   * @param findings what was repaired, travels as it is, or was lost
   */
  record Meaning(Item item, List<Finding> findings) {
    public Meaning {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Bytes that come to a file.
   *
   * @param at what offset, at the beginning of a line or behind the last one
   */
  record Insertion(long at, List<byte[]> bytes) {
    public Insertion {
      bytes = List.copyOf(bytes);
    }
  }
}
