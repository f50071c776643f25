// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An item as its instances: those of a series of which nothing else is known stand beside each
 * other in one member of the earliest of them. Any other item is its only instance.
 */
final class Instances {
  /** Each value is a whole event, its key the recurrence id. */
  static final String MEMBER = "oneway.dev:instances";

  private static final String ID = "recurrenceId";

  private Instances() {}

  /** Whether an item consists of instances. */
  static boolean are(ObjectNode item) {
    return item.path(MEMBER).isObject();
  }

  /** All instances by recurrence id in canonical form; under the empty one what is no instance. */
  static Map<String, ObjectNode> of(Canonical canonical, ObjectNode item) {
    Map<String, ObjectNode> instances = new TreeMap<>();
    ObjectNode first = item.deepCopy();
    first.remove(MEMBER);
    instances.put(id(canonical, first), first);
    for (JsonNode other : item.path(MEMBER)) {
      if (other instanceof ObjectNode instance) {
        instances.put(Fields.freeKey(id(canonical, instance), instances.keySet()), instance);
      }
    }
    return instances;
  }

  private static String id(Canonical canonical, ObjectNode instance) {
    ObjectNode id = Canonical.NODES.objectNode();
    for (String member : new String[] {ID, "recurrenceIdTimeZone", "timeZone"}) {
      Members.set(id, member, instance.path(member));
    }
    new EventTimes(canonical, instance).settle(id);
    return id.path(ID).asText();
  }

  /** The item of these instances. */
  static ObjectNode item(Map<String, ObjectNode> instances) {
    ObjectNode item = Canonical.NODES.objectNode();
    ObjectNode others = Canonical.NODES.objectNode();
    for (ObjectNode instance : instances.values()) {
      if (item.isEmpty()) {
        item.setAll(instance);
      } else {
        String id = instance.path(ID).asText();
        String zone = instance.path("recurrenceIdTimeZone").asText();
        String key = others.has(id) ? id + " " + zone : id;
        others.set(Fields.freeKey(key, names(others)), instance);
      }
    }
    if (!others.isEmpty()) {
      item.set(MEMBER, others);
    }
    return item;
  }

  private static Set<String> names(ObjectNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
