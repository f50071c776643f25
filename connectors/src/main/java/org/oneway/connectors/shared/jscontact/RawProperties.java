// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.Text;

/** Lines that have no JSContact member, as jCard writes them (RFC 7095; RFC 9555 section 2.15). */
final class RawProperties {
  private static final String UNKNOWN = "unknown";
  private static final int VALUES = 3;

  /** jCard has all of them. */
  private static final int NAME_PARTS = 5;

  /** In jCard with hyphens and colons (RFC 7095 section 3.5). */
  private static final Set<String> TIMES = Set.of("date-and-or-time", "timestamp");

  /** Names whose values are components between semicolons. */
  private static final Set<String> STRUCTURED = Set.of("N", "ADR", "ORG", "GENDER", "CLIENTPIDMAP");

  private static final Set<String> TEXTS =
      Set.of(
          "FN",
          "NOTE",
          "TITLE",
          "ROLE",
          "LABEL",
          "MAILER",
          "SORT-STRING",
          "CLASS",
          "AGENT",
          "XML",
          "TZ",
          "UID",
          "EMAIL",
          "TEL",
          "BIRTHPLACE",
          "DEATHPLACE",
          "NAME",
          "PROFILE",
          "PRODID");

  private static final Map<String, String> TYPES =
      Map.of(
          "BDAY", "date-and-or-time",
          "DEATHDATE", "date-and-or-time",
          "ANNIVERSARY", "date-and-or-time",
          "REV", "timestamp",
          "CREATED", "timestamp",
          "PHOTO", "uri",
          "LOGO", "uri",
          "SOUND", "uri",
          "KEY", "uri",
          "GEO", "uri");

  private RawProperties() {}

  static ArrayNode toJson(ContentLine line, CardVersion version) {
    ArrayNode property = Draft.JSON.arrayNode();
    property.add(line.name().toLowerCase(Locale.ROOT));
    ObjectNode parameters = property.addObject();
    if (!line.group().isEmpty()) {
      parameters.put("group", line.group());
    }
    String type = defaultType(line.name());
    for (Parameter parameter : line.parameters()) {
      if (parameter.name().equals("VALUE")) {
        type = parameter.values().get(0).toLowerCase(Locale.ROOT);
      } else {
        addParameter(parameters, parameter);
      }
    }
    if (type.equals("date-and-or-time")
        && !RawDates.isDateAndOrTime(RawDates.basic(line.value()))) {
      type = "text";
    }
    property.add(type);
    if (TIMES.contains(type)) {
      property.add(RawDates.extended(line.value()));
    } else if (!type.equals("text")) {
      property.add(Text.keepOnOneLine(line.value()));
    } else if (line.name().equals("N")) {
      ArrayNode parts = components(line.value(), version);
      while (parts.size() < NAME_PARTS) {
        parts.add("");
      }
      property.add(parts);
    } else if (STRUCTURED.contains(line.name()) && line.value().indexOf(';') >= 0) {
      property.add(components(line.value(), version));
    } else {
      property.add(Text.unescape(line.value(), version));
    }
    return property;
  }

  private static void addParameter(ObjectNode parameters, Parameter parameter) {
    String name = parameter.name().toLowerCase(Locale.ROOT);
    JsonNode there = parameters.get(name);
    if (there == null && parameter.values().size() == 1) {
      parameters.put(name, parameter.values().get(0));
      return;
    }
    ArrayNode all = Draft.JSON.arrayNode();
    if (there != null) {
      if (there.isArray()) {
        there.forEach(all::add);
      } else {
        all.add(there);
      }
    }
    parameter.values().forEach(all::add);
    parameters.set(name, all);
  }

  private static ArrayNode components(String value, CardVersion version) {
    ArrayNode components = Draft.JSON.arrayNode();
    for (String part : Text.split(value, ';')) {
      List<String> values = version == CardVersion.V2_1 ? List.of(part) : Text.split(part, ',');
      if (values.size() == 1) {
        components.add(Text.unescape(part, version));
      } else {
        ArrayNode several = components.addArray();
        values.forEach(v -> several.add(Text.unescape(v, version)));
      }
    }
    return components;
  }

  private static String defaultType(String name) {
    if (TEXTS.contains(name) || STRUCTURED.contains(name)) {
      return "text";
    }
    return TYPES.getOrDefault(name, UNKNOWN);
  }

  /** The line that a jCard property means; empty where it is none. */
  static Optional<ContentLine> toLine(JsonNode property, CardVersion version) {
    if (property.size() <= VALUES || !property.get(0).isTextual() || !isName(property.get(0))) {
      return Optional.empty();
    }
    String name = property.get(0).asText().toUpperCase(Locale.ROOT);
    String type = property.get(2).asText();
    List<Parameter> parameters = new ArrayList<>();
    if (!type.equals(defaultType(name)) && !type.equals(UNKNOWN)) {
      parameters.add(Parameter.of("VALUE", type));
    }
    String group = property.get(1).path("group").asText("");
    parameters.addAll(parameters(property.get(1)));
    StringBuilder value = new StringBuilder();
    for (int i = VALUES; i < property.size(); i++) {
      value.append(i > VALUES ? "," : "").append(value(property.get(i), type));
    }
    if (version == CardVersion.V4_0 && TIMES.contains(type)) {
      return Optional.of(
          new ContentLine(group, name, parameters, RawDates.basic(value.toString()), 0));
    }
    return Optional.of(new ContentLine(group, name, parameters, value.toString(), 0));
  }

  /** What {@code vCardParams} or a jCard property says beside the group. */
  static List<Parameter> parameters(JsonNode object) {
    List<Parameter> parameters = new ArrayList<>();
    object
        .properties()
        .forEach(
            field -> {
              String name = field.getKey().toUpperCase(Locale.ROOT);
              if (!name.equals("GROUP") && isName(name)) {
                parameters.add(new Parameter(name, texts(field.getValue())));
              }
            });
    return parameters;
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(one -> texts.add(one.asText()));
    }
    return texts.isEmpty() ? List.of(node.asText()) : texts;
  }

  private static String value(JsonNode node, String type) {
    if (!node.isArray()) {
      return type.equals("text") ? Text.escape(node.asText()) : node.asText();
    }
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < node.size(); i++) {
      value.append(i > 0 ? ";" : "").append(Text.join(texts(node.get(i)), ','));
    }
    return value.toString();
  }

  /** BEGIN and END are no properties. */
  private static boolean isName(JsonNode node) {
    String name = node.asText();
    return isName(name) && !name.equalsIgnoreCase("begin") && !name.equalsIgnoreCase("end");
  }

  /** A name from elsewhere must not be able to end the line it is written on. */
  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
