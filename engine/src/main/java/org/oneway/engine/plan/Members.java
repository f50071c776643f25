// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;

/**
 * Members and relations (RFC 9553 sections 2.1.6 and 2.1.8) name other items by uid; at the target
 * these may be called otherwise. What is not paired is kept as it is.
 */
final class Members {
  private static final List<String> NAMES = List.of("members", "relatedTo");
  private static final String URN = "urn:uuid:";
  private final SyncState state;
  private final UidChanges changes;
  private final Map<String, String> known = new HashMap<>();

  Members(SyncState state, UidChanges changes) {
    this.state = state;
    this.changes = changes;
  }

  /** Whether an item names others. */
  static boolean has(ObjectNode item) {
    return NAMES.stream().anyMatch(name -> item.path(name).size() > 0);
  }

  /** Looks up all uids that these items name. */
  void learn(Stream<ObjectNode> items) {
    Set<String> wanted = new HashSet<>();
    items.forEach(
        item -> {
          for (String name : NAMES) {
            item.path(name).fieldNames().forEachRemaining(uid -> wanted.addAll(forms(uid)));
          }
        });
    if (wanted.isEmpty()) {
      return;
    }
    List<Key> keys = new ArrayList<>();
    for (String uid : wanted) {
      keys.add(new Key(Kind.CONTACT, new Uid(uid)));
    }
    for (int from = 0; from < keys.size(); from += Reading.BATCH) {
      Map<Key, List<Pairing>> found =
          state.bySourceKey(keys.subList(from, Math.min(keys.size(), from + Reading.BATCH)));
      found.forEach(
          (key, pairings) -> known.put(key.uid().value(), pairings.get(0).targetUid().value()));
    }
    known.putAll(changes.among(wanted));
  }

  /** The item with the target's uids for those it names. */
  ObjectNode translate(Item item) {
    ObjectNode copy = item.json().deepCopy();
    for (String name : NAMES) {
      JsonNode map = copy.path(name);
      if (map.size() == 0) {
        continue;
      }
      ObjectNode renamed = copy.objectNode();
      map.properties().forEach(e -> renamed.set(translate(e.getKey()), e.getValue()));
      copy.set(name, renamed);
    }
    return copy;
  }

  private String translate(String uid) {
    for (String form : forms(uid)) {
      String target = known.get(form);
      if (target != null && !target.equals(form)) {
        boolean bare = !uid.startsWith(URN) && target.startsWith(URN);
        boolean urn = uid.startsWith(URN) && !target.startsWith(URN);
        return bare ? target.substring(URN.length()) : urn ? URN + target : target;
      }
    }
    return uid;
  }

  /** A uid is named with and without its URN prefix (RFC 9554 section 4, Apple's groups). */
  private static List<String> forms(String uid) {
    if (uid.isEmpty()) {
      return List.of();
    }
    return uid.startsWith(URN) && uid.length() > URN.length()
        ? List.of(uid, uid.substring(URN.length()))
        : List.of(uid, URN + uid);
  }
}
