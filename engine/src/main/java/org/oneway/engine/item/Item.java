// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * All objects of one uid, as they travel: the part that is compared (JSContact, JSCalendar, flags
 * and folders of a message, name and time of a file).
 *
 * @param kind what it is
 * @param uid what its store calls it; empty where the store's format has none
 * @param json the compared part, with the same uid where there is one; whoever holds an item never
 *     changes it
 * @param updated when a user last changed it
 * @param updatedTrusted whether {@code updated} is the item's own, and not a file's or server's
 *     time
 */
public record Item(
    Kind kind,
    Optional<Uid> uid,
    ObjectNode json,
    Optional<Instant> updated,
    boolean updatedTrusted) {

  /** The key of an item that has a uid. */
  public Optional<Key> key() {
    return uid.map(u -> new Key(kind, u));
  }

  /** This item under another uid, in {@code json} too. */
  public Item withUid(Uid other) {
    ObjectNode copy = json.deepCopy();
    copy.put("uid", other.value());
    return new Item(kind, Optional.of(other), copy, updated, updatedTrusted);
  }

  /** This item with another compared part. */
  public Item withJson(ObjectNode other) {
    return new Item(kind, uid, other, updated, updatedTrusted);
  }

  /** This item with another time of change, trusted or not. */
  public Item withUpdated(Instant time, boolean trusted) {
    return new Item(kind, uid, json, Optional.of(time), trusted);
  }
}
