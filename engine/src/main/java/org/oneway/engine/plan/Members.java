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
import java.util.function.BiFunction;
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
  private final Set<String> wanted = new HashSet<>();

  Members(SyncState state, UidChanges changes) {
    this.state = state;
    this.changes = changes;
  }

  /** Whether an item names others. */
  static boolean has(ObjectNode item) {
    return NAMES.stream().anyMatch(name -> item.path(name).size() > 0);
  }

  /** The uids that an item names, in both forms. */
  static Set<String> names(ObjectNode item) {
    Set<String> names = new HashSet<>();
    for (String name : NAMES) {
      item.path(name).fieldNames().forEachRemaining(uid -> names.addAll(forms(uid)));
    }
    return names;
  }

  /**
   * The item with blanks in the place of those among {@code unknown}: two items that name as many
   * of them in the same way are equal.
   */
  static ObjectNode withBlanks(ObjectNode item, Set<String> unknown) {
    ObjectNode copy = item.deepCopy();
    for (String name : NAMES) {
      Map<String, Integer> blanks = new HashMap<>();
      rename(
          copy,
          name,
          (uid, how) ->
              forms(uid).stream().anyMatch(unknown::contains)
                  ? "?" + how + "#" + blanks.merge(how.toString(), 1, Integer::sum)
                  : uid);
    }
    return copy;
  }

  /** What is told of the uids that this item names is to be kept. */
  void want(ObjectNode item) {
    wanted.addAll(names(item));
  }

  /** Whether an item with this uid is named by one of those. */
  boolean isWanted(String uid) {
    return forms(uid).stream().anyMatch(wanted::contains);
  }

  /** An item of the source is called so at the target. */
  void tell(Uid source, Uid target) {
    if (isWanted(source.value())) {
      known.put(source.value(), target.value());
    }
  }

  /** Looks up all uids that these items name. */
  void learn(Stream<ObjectNode> items) {
    Set<String> names = new HashSet<>();
    items.forEach(item -> names.addAll(names(item)));
    if (names.isEmpty()) {
      return;
    }
    List<Key> keys = new ArrayList<>();
    for (String uid : names) {
      keys.add(new Key(Kind.CONTACT, new Uid(uid)));
    }
    for (int from = 0; from < keys.size(); from += Reading.BATCH) {
      Map<Key, List<Pairing>> found =
          state.bySourceKey(keys.subList(from, Math.min(keys.size(), from + Reading.BATCH)));
      found.forEach((key, pairings) -> known.put(key.uid().value(), called(key, pairings)));
    }
    // Of several with one uid the one that keeps it is meant, now as before.
    changes
        .among(names)
        .forEach((uid, to) -> known.merge(uid, to, (now, next) -> now.equals(uid) ? now : next));
  }

  private static String called(Key key, List<Pairing> pairings) {
    boolean isKept = pairings.stream().anyMatch(pairing -> pairing.targetUid().equals(key.uid()));
    return isKept ? key.uid().value() : pairings.get(0).targetUid().value();
  }

  /** The item with the target's uids for those it names. */
  ObjectNode translate(Item item) {
    ObjectNode copy = item.json().deepCopy();
    for (String name : NAMES) {
      rename(copy, name, (uid, how) -> translate(uid));
    }
    return copy;
  }

  private static void rename(
      ObjectNode item, String name, BiFunction<String, JsonNode, String> other) {
    JsonNode map = item.path(name);
    if (map.size() == 0) {
      return;
    }
    ObjectNode renamed = item.objectNode();
    map.properties().forEach(e -> renamed.set(other.apply(e.getKey(), e.getValue()), e.getValue()));
    item.set(name, renamed);
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
  static List<String> forms(String uid) {
    if (uid.isEmpty()) {
      return List.of();
    }
    return uid.startsWith(URN) && uid.length() > URN.length()
        ? List.of(uid, uid.substring(URN.length()))
        : List.of(uid, URN + uid);
  }

  /** The item with no more of those it names than how many they are. */
  static ObjectNode counted(Item item) {
    ObjectNode copy = item.json().deepCopy();
    for (String name : NAMES) {
      int count = copy.path(name).size();
      copy.remove(name);
      if (count > 0) {
        copy.putObject(name).put("of these " + count, true);
      }
    }
    return copy;
  }
}
