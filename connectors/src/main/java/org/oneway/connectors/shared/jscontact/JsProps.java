// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.Text;

/** JSPROP: JSContact members that vCard has no property for (RFC 9555 section 3.2.1). */
final class JsProps {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** No pointer may change what the card is. */
  private static final Set<String> PROTECTED = Set.of("@type", "version", "uid");

  private JsProps() {}

  /**
   * Sets what the lines say in {@code card}: together they are one patch, which is applied as a
   * whole if what comes out is valid, else not at all; whether it was.
   */
  static boolean applyAll(ObjectNode card, List<ContentLine> lines) {
    ObjectNode patched = card.deepCopy();
    for (ContentLine line : lines) {
      if (!apply(patched, line)) {
        return false;
      }
    }
    if (!Validity.problems(card).containsAll(Validity.problems(patched))) {
      return false;
    }
    card.removeAll();
    card.setAll(patched);
    return true;
  }

  private static boolean apply(ObjectNode card, ContentLine line) {
    Optional<String> pointer = line.parameter("JSPTR");
    if (pointer.isEmpty() || pointer.get().isEmpty()) {
      return false;
    }
    List<String> steps = steps(pointer.get());
    if (PROTECTED.contains(steps.get(0))) {
      return false;
    }
    JsonNode value;
    try {
      value = MAPPER.readTree(Text.unescape(line.value(), CardVersion.V4_0));
    } catch (JsonProcessingException e) {
      return false;
    }
    JsonNode parent = card;
    for (String step : steps.subList(0, steps.size() - 1)) {
      parent = parent.path(step);
    }
    if (!(parent instanceof ObjectNode object) || value.isMissingNode()) {
      return false;
    }
    String last = steps.get(steps.size() - 1);
    if (value.isNull()) {
      object.remove(last);
    } else {
      object.set(last, value);
    }
    return true;
  }

  private static List<String> steps(String pointer) {
    List<String> steps = new ArrayList<>();
    int from = 0;
    for (int slash = pointer.indexOf('/'); slash >= 0; slash = pointer.indexOf('/', from)) {
      steps.add(decode(pointer.substring(from, slash)));
      from = slash + 1;
    }
    steps.add(decode(pointer.substring(from)));
    return steps;
  }

  private static String decode(String step) {
    return step.indexOf('~') < 0 ? step : step.replace("~1", "/").replace("~0", "~");
  }

  private static String encode(String step) {
    return step.replace("~", "~0").replace("/", "~1");
  }

  /** The lines that make {@code back}, what comes back from a card, into {@code wanted}. */
  static List<ContentLine> missing(ObjectNode wanted, ObjectNode back) {
    List<ContentLine> lines = new ArrayList<>();
    compare("", wanted, back, false, lines);
    return lines;
  }

  /**
   * The lines that give to {@code back} what it does not have, but for what is said otherwise
   * there: who edits a phone number with a program that knows no JSPROP has to see the new one.
   */
  static List<ContentLine> absent(ObjectNode wanted, ObjectNode back) {
    List<ContentLine> lines = new ArrayList<>();
    compare("", wanted, back, true, lines);
    return lines;
  }

  /** The names and keys on the way to what a line sets. */
  static List<String> steps(ContentLine line) {
    return line.parameter("JSPTR").map(JsProps::steps).orElse(List.of());
  }

  private static void compare(
      String prefix,
      ObjectNode wanted,
      JsonNode back,
      boolean onlyAbsent,
      List<ContentLine> lines) {
    wanted
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              JsonNode value = field.getValue();
              JsonNode there = back.get(name);
              boolean isProtected = prefix.isEmpty() && PROTECTED.contains(name);
              if (isProtected
                  || value.equals(there)
                  || (there == null && saysNothing(name, value))) {
                return;
              }
              String pointer = prefix + encode(name);
              if (there != null && there.isObject() && value.isObject()) {
                compare(pointer + "/", (ObjectNode) value, there, onlyAbsent, lines);
              } else if (there == null || !onlyAbsent || isSpoken(name, prefix, wanted)) {
                lines.add(line(pointer, value));
              }
            });
  }

  /** No program that knows no JSPROP shows how something is spoken. */
  private static boolean isSpoken(String name, String prefix, ObjectNode of) {
    return prefix.startsWith("name/") || (name.equals("components") && PhoneticWriter.isSpoken(of));
  }

  /** Types that follow from the place, defaults, and what is empty need not be told. */
  private static boolean saysNothing(String name, JsonNode value) {
    return name.equals("@type")
        || value.isNull()
        || (value.isBoolean() && !value.booleanValue())
        || (value.isContainerNode() && value.isEmpty())
        || (value.isTextual() && value.asText().isEmpty());
  }

  private static ContentLine line(String pointer, JsonNode value) {
    return ContentLine.of(
        "JSPROP", List.of(Parameter.of("JSPTR", pointer)), Text.escape(value.toString()));
  }
}
