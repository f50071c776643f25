// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What RFC 9553 demands of a Card: types, members that must be there, Ids, times, enumerated
 * values, and what some objects must not have together. Members it does not know may be anything
 * (section 1.7.3).
 */
final class Validity {
  private static final int LEAP_YEAR = 1604;

  private final List<String> problems = new ArrayList<>();

  private Validity() {}

  /** What is wrong with {@code card}, each with its place; empty where it is valid. */
  static List<String> problems(JsonNode card) {
    Validity check = new Validity();
    if (!card.path("@type").asText().equals("Card")) {
      check.wrong("", "is no Card");
    }
    check.object("", card, "Card");
    check.localizations(card);
    return check.problems;
  }

  private void wrong(String place, String what) {
    problems.add(place + " " + what);
  }

  private void object(String place, JsonNode value, String type) {
    if (!value.isObject()) {
      wrong(place, "is no " + type);
      return;
    }
    if (value.has("extra")) {
      wrong(place, "has the reserved member extra");
    }
    if (value.has("@type") && !value.path("@type").asText().equals(type)) {
      wrong(place, "has another @type than " + type);
    }
    Map<String, String> members = CardTypes.members(type);
    for (Map.Entry<String, String> member : members.entrySet()) {
      String name = member.getKey();
      boolean isMandatory = member.getValue().endsWith("!");
      JsonNode there = value.get(name);
      if (there != null) {
        String wanted = member.getValue();
        value(
            place + "/" + name,
            there,
            isMandatory ? wanted.substring(0, wanted.length() - 1) : wanted);
      } else if (isMandatory) {
        wrong(place, "has no " + name);
      }
    }
    Set<String> oneOf = CardTypes.oneOf(type);
    if (!oneOf.isEmpty() && oneOf.stream().noneMatch(value::has)) {
      wrong(place, "has none of " + new TreeSet<>(oneOf));
    }
    names(place, value, members.keySet());
    common(place, value, members.keySet());
    switch (type) {
      case "Card" -> members(value);
      case "Name", "Address" -> components(place, value);
      case "PartialDate" -> date(place, value);
      default -> {}
    }
  }

  /** Section 1.5: these only where a type names them. */
  private void common(String place, JsonNode value, Set<String> known) {
    for (String name : List.of("contexts", "label", "pref", "phonetic")) {
      if (value.has(name) && !known.contains(name)) {
        wrong(place, "has a " + name + ", which its type does not have");
      }
    }
  }

  /** Names differ from known ones not only by their case (section 1.7.1). */
  private void names(String place, JsonNode value, Set<String> known) {
    value
        .fieldNames()
        .forEachRemaining(
            name -> {
              boolean onlyCase =
                  !known.contains(name) && known.stream().anyMatch(name::equalsIgnoreCase);
              if (onlyCase) {
                wrong(place, "has a member " + name + " of the wrong case");
              }
            });
  }

  private void value(String place, JsonNode value, String type) {
    if (type.startsWith("Id[")) {
      map(place, value, inner(type), true);
    } else if (type.startsWith("String[")) {
      map(place, value, inner(type), false);
    } else if (type.startsWith("List[")) {
      list(place, value, inner(type));
    } else if (type.startsWith("Enum[")) {
      enumerated(place, value, Set.of(inner(type).split(" ", -1)));
    } else {
      simple(place, value, type);
    }
  }

  private void simple(String place, JsonNode value, String type) {
    boolean valid =
        switch (type) {
          case "Text" -> value.isTextual();
          case "FilledText" -> value.isTextual() && !value.asText().isEmpty();
          case "Boolean" -> value.isBoolean();
          case "True" -> value.isBoolean() && value.booleanValue();
          case "Id" -> value.isTextual() && isId(value.asText());
          case "Pref" -> isBetween(value, 1, 100);
          case "Position" -> isBetween(value, 1, (1L << 53) - 1);
          case "UnsignedInt" -> isBetween(value, 0, (1L << 53) - 1);
          case "UtcDateTime" -> value.isTextual() && isUtc(value.asText());
          case "Version" -> value.isTextual() && value.asText().matches("[0-9]+\\.[0-9]+");
          case "CountryCode" -> value.isTextual() && value.asText().matches("[A-Z]{2}");
          case "Geo" -> value.isTextual() && value.asText().regionMatches(true, 0, "geo:", 0, 4);
          case "Script" -> value.isTextual() && value.asText().matches("[A-Za-z]{4}");
          case "Any" -> true;
          case "Date" -> {
            boolean isTime = value.path("@type").asText().equals("Timestamp");
            object(place, value, isTime ? "Timestamp" : "PartialDate");
            yield true;
          }
          default -> {
            object(place, value, type);
            yield true;
          }
        };
    if (!valid) {
      wrong(place, "is no " + type + ": " + value);
    }
  }

  private static String inner(String type) {
    return type.substring(type.indexOf('[') + 1, type.length() - 1);
  }

  private void map(String place, JsonNode value, String type, boolean ofIds) {
    if (!value.isObject()) {
      wrong(place, "is no map");
      return;
    }
    value
        .properties()
        .forEach(
            entry -> {
              if (ofIds && !isId(entry.getKey())) {
                wrong(place, "has a key that is no Id: " + entry.getKey());
              }
              value(place + "/" + entry.getKey(), entry.getValue(), type);
            });
  }

  private void list(String place, JsonNode value, String type) {
    if (!value.isArray() || value.isEmpty()) {
      wrong(place, "is no list with something in it");
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      value(place + "/" + i, value.get(i), type);
    }
  }

  private void enumerated(String place, JsonNode value, Set<String> words) {
    boolean vendors = value.asText().matches("[^:/~\"]+\\.[^:/~\"]+:[^/~\"]+");
    if (!value.isTextual() || !(words.contains(value.asText()) || vendors)) {
      wrong(place, "is none of " + new TreeSet<>(words) + ": " + value);
    }
  }

  /** Section 1.4.1. */
  private static boolean isId(String text) {
    return text.matches("[A-Za-z0-9_-]{1,255}");
  }

  private static boolean isBetween(JsonNode value, long least, long most) {
    return value.isIntegralNumber() && value.asLong() >= least && value.asLong() <= most;
  }

  /** Section 1.4.5: in capitals, without zeros behind a fraction. */
  private static boolean isUtc(String text) {
    if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]*[1-9])?Z")) {
      return false;
    }
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Section 2.1.6. */
  private void members(JsonNode card) {
    if (card.has("members") && !card.path("kind").asText().equals("group")) {
      wrong("", "has members and is no group");
    }
  }

  /** Sections 2.2.1.1 and 2.5.1.1. */
  private void components(String place, JsonNode value) {
    boolean ordered = value.path("isOrdered").asBoolean();
    Set<String> kinds = new HashSet<>();
    boolean wasSeparator = false;
    boolean phonetic = false;
    for (JsonNode component : value.path("components")) {
      boolean isSeparator = component.path("kind").asText().equals("separator");
      if (isSeparator && (!ordered || wasSeparator)) {
        wrong(place, "has a separator where none may be");
      }
      wasSeparator = isSeparator;
      kinds.add(component.path("kind").asText());
      phonetic |= component.has("phonetic");
    }
    if (value.has("components") && Set.of("separator").containsAll(kinds)) {
      wrong(place, "has no component but separators");
    }
    if (value.has("defaultSeparator") && (!ordered || !value.has("components"))) {
      wrong(place, "has a separator for components without order");
    }
    if (phonetic && !value.has("phoneticScript") && !value.has("phoneticSystem")) {
      wrong(place, "says how to speak but not in which script or system");
    }
    value
        .path("sortAs")
        .fieldNames()
        .forEachRemaining(
            kind -> {
              if (!kinds.contains(kind)) {
                wrong(place, "sorts by a " + kind + " that is not there");
              }
            });
  }

  /** Section 2.8.1. */
  private void date(String place, JsonNode date) {
    boolean year = date.has("year");
    boolean month = date.has("month");
    boolean day = date.has("day");
    boolean known = (year || (month && day)) && (!day || month);
    try {
      LocalDate.of(
          date.path("year").asInt(LEAP_YEAR),
          date.path("month").asInt(1),
          date.path("day").asInt(1));
    } catch (DateTimeException e) {
      known = false;
    }
    if (!known) {
      wrong(place, "is no date: " + date);
    }
    String scale = date.path("calendarScale").asText();
    if (!scale.equals(scale.toLowerCase(Locale.ROOT))) {
      wrong(place, "names its calendar in capitals");
    }
  }

  /** Section 2.7.1: each PatchObject can be applied, and what comes out is valid. */
  private void localizations(JsonNode card) {
    card.path("localizations")
        .properties()
        .forEach(
            language -> {
              String place = "/localizations/" + language.getKey();
              ObjectNode copy = card.deepCopy();
              copy.remove("localizations");
              Set<String> paths = new HashSet<>();
              language.getValue().fieldNames().forEachRemaining(paths::add);
              for (Map.Entry<String, JsonNode> patch : language.getValue().properties()) {
                String path = patch.getKey();
                boolean nested = paths.stream().anyMatch(p -> path.startsWith(p + "/"));
                if (nested || !apply(copy, path, patch.getValue())) {
                  wrong(place, "has a patch that cannot be applied: " + path);
                }
              }
              problems(copy).forEach(problem -> wrong(place, problem));
            });
  }

  /** Section 1.4.3; whether the patch is valid. */
  private static boolean apply(ObjectNode card, String path, JsonNode value) {
    List<String> steps = List.of(path.split("/", -1));
    JsonNode parent = card;
    for (String step : steps.subList(0, steps.size() - 1)) {
      parent = parent.isArray() ? parent.path(Integer.parseInt(step)) : parent.path(decode(step));
    }
    String last = decode(steps.get(steps.size() - 1));
    if (parent instanceof ArrayNode array) {
      int index = Integer.parseInt(last);
      boolean there = index < array.size() && !value.isNull();
      if (there) {
        array.set(index, value);
      }
      return there;
    }
    if (!(parent instanceof ObjectNode object) || path.startsWith("localizations")) {
      return false;
    }
    if (value.isNull()) {
      object.remove(last);
    } else {
      object.set(last, value);
    }
    return true;
  }

  private static String decode(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }
}
