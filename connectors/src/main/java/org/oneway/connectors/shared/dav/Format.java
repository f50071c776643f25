// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;

/** What the members of a service's collections mean. Without state; safe for several threads. */
public interface Format {
  /** What it is called on the wire. */
  Service service();

  /** What a collection with these components holds; all, where it names none. */
  Set<Kind> kinds(Set<String> components);

  /**
   * What a member means.
   *
   * @param title what findings call it
   */
  Meaning read(byte[] bytes, String title);

  /** A member's bytes, or why there can be none. */
  Written write(Item item);

  /** Whether a server might tell other people of such a member, were it not asked to be quiet. */
  default boolean namesPeople(Item item) {
    return false;
  }

  /** Whether both are similar enough to be one item. */
  boolean isSame(Item one, Item other);

  /**
   * What a member means: an item, or why it is none.
   *
   * @param key what it is, where that could be read
   * @param name what a user would call it; may be empty
   */
  record Meaning(
      Optional<Item> item,
      List<Finding> findings,
      Optional<Key> key,
      String name,
      Optional<Finding> defect) {
    public Meaning {
      findings = List.copyOf(findings);
    }

    /** That of an item. */
    public static Meaning of(Item item, List<Finding> findings) {
      return new Meaning(Optional.of(item), findings, item.key(), "", Optional.empty());
    }

    /** That of something that cannot be read. */
    public static Meaning broken(Optional<Key> key, String name, Finding defect) {
      return new Meaning(Optional.empty(), List.of(), key, name, Optional.of(defect));
    }
  }

  /** What is sent as a member; nobody changes its bytes. */
  final class Written {
    private final byte[] bytes;
    private final String type;
    private final Optional<Finding> objection;

    /**
     * What is to be sent.
     *
     * @param type its media type
     * @param objection why it must not be sent
     */
    public Written(byte[] bytes, String type, Optional<Finding> objection) {
      this.bytes = bytes;
      this.type = type;
      this.objection = objection;
    }

    byte[] bytes() {
      return bytes;
    }

    String type() {
      return type;
    }

    Optional<Finding> objection() {
      return objection;
    }
  }
}
