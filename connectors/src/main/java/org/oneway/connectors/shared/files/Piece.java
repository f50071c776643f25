// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.RawCard.Span;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/** An item as it stands in a file, or what stands there where an item should be. */
public interface Piece {
  /** What it is, as far as can be said. */
  Kind kind();

  /** Its uid; empty where it has none, or nothing can be said about it. */
  Optional<String> uid();

  /** What a user would call it; may be empty. */
  String title();

  /** Where it stands, in the order of the file; at least one place, and none within another. */
  List<Span> spans();

  /** Equal for pieces that say the same; lower-case hexadecimal. */
  String hash();

  /** Names a piece that has no uid: the same however its lines are ordered. */
  String contentHash();

  /** Why it is no item; empty where it is one. */
  Optional<Finding> defect();

  /** Whether it is text that has nothing to do with items. */
  boolean isForeign();

  /** Its key, where it has a uid. */
  default Optional<Key> key() {
    return uid().map(uid -> new Key(kind(), new Uid(uid)));
  }

  /** Whether it is the one of this key, or another of the same. */
  default boolean is(Key key) {
    return key().filter(key::equals).isPresent();
  }
}
