// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** PatchObjects (RFC 9553 section 1.4.4): values under JSON pointers without a leading slash. */
final class Patches {
  private Patches() {}

  /** The steps of a pointer. */
  static List<String> steps(String pointer) {
    List<String> steps = new ArrayList<>();
    for (String step : pointer.split("/", -1)) {
      steps.add(step.indexOf('~') < 0 ? step : step.replace("~1", "/").replace("~0", "~"));
    }
    return steps;
  }

  /** The pointer of these steps. */
  static String pointer(List<String> steps) {
    List<String> escaped = new ArrayList<>();
    for (String step : steps) {
      escaped.add(step.replace("~", "~0").replace("/", "~1"));
    }
    return String.join("/", escaped);
  }

  /** A patched copy; empty if any of the patches cannot be applied, so that none counts. */
  static Optional<ObjectNode> applied(ObjectNode object, JsonNode patch) {
    if (clash(patch)) {
      return Optional.empty();
    }
    ObjectNode copy = object.deepCopy();
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      if (!apply(copy, steps(change.getKey()), change.getValue())) {
        return Optional.empty();
      }
    }
    return Optional.of(copy);
  }

  /** Whether one pointer of a patch leads into what another one replaces. */
  static boolean clash(JsonNode patch) {
    TreeSet<String> pointers = new TreeSet<>();
    patch.fieldNames().forEachRemaining(pointer -> pointers.add(pointer + "/"));
    String before = "";
    for (String pointer : pointers) {
      if (!before.isEmpty() && pointer.startsWith(before)) {
        return true;
      }
      before = pointer;
    }
    return false;
  }

  /** Whether everything above what a pointer points to is there. */
  static boolean reaches(ObjectNode object, String pointer) {
    return parent(object, steps(pointer)).isContainerNode();
  }

  private static JsonNode parent(ObjectNode object, List<String> steps) {
    JsonNode parent = object;
    for (String step : steps.subList(0, steps.size() - 1)) {
      parent = parent instanceof ArrayNode ? parent.path(index(step)) : parent.path(step);
    }
    return parent;
  }

  private static boolean apply(ObjectNode object, List<String> steps, JsonNode value) {
    JsonNode parent = parent(object, steps);
    String last = steps.get(steps.size() - 1);
    if (parent instanceof ObjectNode holder) {
      if (value.isNull()) {
        holder.remove(last);
      } else {
        holder.set(last, value.deepCopy());
      }
      return true;
    }
    if (parent instanceof ArrayNode list && list.has(index(last)) && !value.isNull()) {
      list.set(index(last), value.<JsonNode>deepCopy());
      return true;
    }
    return false;
  }

  /** Of a step into a list; -1 if it is none. */
  private static int index(String step) {
    try {
      return Integer.parseInt(step);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
