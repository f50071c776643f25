// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;

/**
 * The parameters of one line while it is converted: what a rule takes is gone, and what nobody took
 * travels as {@code vCardParams} (RFC 9555 section 2.15.2).
 */
final class Params {
  private static final int LOWEST_PREF = 100;

  // There are few of each: lists are quicker than sets and maps.
  private final List<String> types = new ArrayList<>(4);
  private final List<Parameter> others = new ArrayList<>(4);

  Params(ContentLine line) {
    for (Parameter parameter : line.parameters()) {
      switch (parameter.name()) {
        case "TYPE" -> addTypes(parameter.values());
        case "ENCODING" -> {}
        default -> addOther(parameter);
      }
    }
  }

  /** Several of one name say as much as one with all their values. */
  private void addOther(Parameter parameter) {
    List<String> values = new ArrayList<>(takeAll(parameter.name()));
    values.addAll(parameter.values());
    others.add(new Parameter(parameter.name(), values));
  }

  private void addTypes(List<String> values) {
    for (String value : values) {
      int comma = value.indexOf(',');
      if (comma < 0) {
        addType(value);
      } else {
        // TYPE="home,work" means two (RFC 6350, erratum 3086).
        int from = 0;
        while (comma >= 0) {
          addType(value.substring(from, comma));
          from = comma + 1;
          comma = value.indexOf(',', from);
        }
        addType(value.substring(from));
      }
    }
  }

  private void addType(String value) {
    String type = value.trim().toLowerCase(Locale.ROOT);
    // TYPE=HOME,TYPE=VOICE
    type = type.startsWith("type=") ? type.substring("type=".length()) : type;
    if (!type.isEmpty() && !types.contains(type)) {
      types.add(type);
    }
  }

  /** Takes a word of TYPE, in lower case; whether it was there. */
  boolean takeType(String type) {
    return types.remove(type);
  }

  /** Takes the first word of TYPE that is left. */
  Optional<String> takeAnyType() {
    return types.isEmpty() ? Optional.empty() : Optional.of(types.remove(0));
  }

  /** The words of TYPE that are left, in lower case. */
  Set<String> types() {
    return new LinkedHashSet<>(types);
  }

  /** Takes the first value of a parameter, named in upper case; empty where it says nothing. */
  Optional<String> take(String name) {
    List<String> values = takeAll(name);
    return values.isEmpty() || values.get(0).isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(0));
  }

  /** Takes all values of a parameter, named in upper case. */
  List<String> takeAll(String name) {
    for (int i = 0; i < others.size(); i++) {
      if (others.get(i).name().equals(name)) {
        return others.remove(i).values();
      }
    }
    return List.of();
  }

  /** Gives back what was taken. */
  void put(String name, List<String> values) {
    if (!values.isEmpty()) {
      others.add(new Parameter(name, values));
    }
  }

  /** Takes VALUE, in lower case. */
  Optional<String> takeValueType() {
    return take("VALUE").map(value -> value.toLowerCase(Locale.ROOT));
  }

  /** Takes PREF, and the TYPE=pref of old versions, which means the first choice. */
  Optional<Integer> takePref() {
    boolean old = takeType("pref");
    Optional<Integer> pref = takeNumber("PREF", LOWEST_PREF);
    return pref.isPresent() || !old ? pref : Optional.of(1);
  }

  /** Takes a whole number from 1 on. */
  Optional<Integer> takeNumber(String name) {
    return takeNumber(name, Integer.MAX_VALUE);
  }

  /** Takes it only where it is one. */
  private Optional<Integer> takeNumber(String name, int most) {
    List<String> values = takeAll(name);
    Optional<Integer> number = values.isEmpty() ? Optional.empty() : number(values.get(0), most);
    if (number.isEmpty()) {
      put(name, values);
    }
    return number;
  }

  private static Optional<Integer> number(String text, int most) {
    try {
      return Optional.of(Integer.parseInt(text.trim())).filter(n -> n >= 1 && n <= most);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether nobody took something. */
  boolean hasRest() {
    return !types.isEmpty() || !others.isEmpty();
  }

  /** Writes what nobody took into {@code entry}. */
  void keepRest(ObjectNode entry) {
    if (types.isEmpty() && others.isEmpty()) {
      return;
    }
    ObjectNode kept = Draft.child(entry, "vCardParams");
    others.forEach(p -> kept.set(p.name().toLowerCase(Locale.ROOT), node(p.values())));
    if (!types.isEmpty()) {
      kept.set("type", node(types));
    }
  }

  private static JsonNode node(Collection<String> values) {
    if (values.size() == 1) {
      return JsonNodeFactory.instance.textNode(values.iterator().next());
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
