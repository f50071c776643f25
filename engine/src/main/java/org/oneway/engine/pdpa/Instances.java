// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Item;

/**
 * Instances of one uid of whose series there is no master: in an archive objects beside each other,
 * elsewhere one item, the earliest with the others in {@value #MEMBER}.
 */
final class Instances {
  static final String MEMBER = "oneway.dev:instances";
  private static final String ID = "recurrenceId";
  private static final String ZONE = "recurrenceIdTimeZone";

  private Instances() {}

  static boolean isOne(ObjectNode json) {
    return json.path(ID).isTextual();
  }

  /** Whether these objects of one uid are one item. */
  static boolean areOneItem(List<Item> objects) {
    return objects.stream().allMatch(object -> isOne(object.json()))
        && objects.stream().map(o -> id(o) + " " + zone(o)).distinct().count() == objects.size();
  }

  /** The one item that these instances are. */
  static Item join(List<Item> objects) {
    List<Item> sorted = new ArrayList<>(objects);
    sorted.sort(Comparator.comparing(Instances::id).thenComparing(Instances::zone));
    Item first = sorted.remove(0);
    if (sorted.isEmpty()) {
      return first;
    }
    ObjectNode json = first.json().deepCopy();
    ObjectNode others = json.putObject(MEMBER);
    String before = id(first);
    for (Item other : sorted) {
      String id = id(other);
      others.set(id.equals(before) ? id + " " + zone(other) : id, other.json());
      before = id;
    }
    Optional<Instant> updated =
        objects.stream().flatMap(o -> o.updated().stream()).max(Comparator.naturalOrder());
    boolean isTrusted = objects.stream().allMatch(Item::updatedTrusted);
    return new Item(first.kind(), first.uid(), json, updated, isTrusted);
  }

  private static String id(Item item) {
    return item.json().path(ID).asText("");
  }

  private static String zone(Item item) {
    return item.json().path(ZONE).asText("");
  }

  /** The objects that an item is, each complete. */
  static List<ObjectNode> apart(ObjectNode item) {
    ObjectNode first = item.deepCopy();
    List<ObjectNode> objects = new ArrayList<>(List.of(first));
    JsonNode others = first.path(MEMBER);
    if (isOne(first) && others.isObject()) {
      first.remove(MEMBER);
      for (JsonNode other : others) {
        if (other instanceof ObjectNode one) {
          objects.add(one);
        }
      }
    }
    return objects;
  }
}
