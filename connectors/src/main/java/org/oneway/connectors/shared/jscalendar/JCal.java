// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.RawComponent;

/** Properties and components in jCal (RFC 7265), and back. */
final class JCal {
  private static final int VALUES = 3;
  private static final int PARTS = 3;

  /** Properties that must tell the type of their value, whatever it is (RFC 7986, 9073, 9253). */
  private static final Set<String> TOLD =
      Set.of("IMAGE", "LINK", "CONFERENCE", "STRUCTURED-DATA", "STYLED-DESCRIPTION", "COORDINATES");

  private JCal() {}

  /** A component with all that is in it (section 3.3). */
  static ArrayNode of(RawComponent component) {
    ArrayNode result = Reading.JSON.arrayNode();
    result.add(component.name().toLowerCase(Locale.ROOT));
    ArrayNode properties = result.addArray();
    component.lines().forEach(line -> properties.add(of(line)));
    ArrayNode components = result.addArray();
    component.components().forEach(inner -> components.add(of(inner)));
    return result;
  }

  /** A property (section 3.4). */
  static ArrayNode of(ContentLine line) {
    ArrayNode property = Reading.JSON.arrayNode();
    property.add(line.name().toLowerCase(Locale.ROOT));
    ObjectNode parameters = property.addObject();
    if (!line.group().isEmpty()) {
      parameters.put("group", line.group());
    }
    String type = JCalValues.defaultType(line.name());
    for (Parameter parameter : line.parameters()) {
      if (parameter.name().equals("VALUE")) {
        type = parameter.values().get(0).toLowerCase(Locale.ROOT);
      } else {
        addParameter(parameters, parameter);
      }
    }
    List<JsonNode> values = JCalValues.read(line.name(), type, line.value());
    if (values.isEmpty()) {
      // A value that is not what its type says survives only as it stands.
      boolean isTold = !type.equals(JCalValues.defaultType(line.name()));
      if (isTold) {
        parameters.put("value", type.toUpperCase(Locale.ROOT));
      }
      property.add(JCalValues.UNKNOWN).add(line.value());
      return property;
    }
    property.add(type);
    values.forEach(property::add);
    return property;
  }

  /** Adds a parameter under its name in lower case; several values are an array. */
  static void addParameter(ObjectNode parameters, Parameter parameter) {
    String name = parameter.name().toLowerCase(Locale.ROOT);
    List<String> all = new ArrayList<>(texts(parameters.path(name)));
    all.addAll(parameter.values());
    if (all.size() == 1) {
      parameters.put(name, all.get(0));
      return;
    }
    ArrayNode array = parameters.putArray(name);
    all.forEach(array::add);
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(one -> texts.add(one.asText()));
    } else if (!node.isMissingNode()) {
      texts.add(node.asText());
    }
    return texts;
  }

  /** The line that a property is; empty where it is none. */
  static Optional<ContentLine> line(JsonNode property) {
    String name = property.path(0).asText().toUpperCase(Locale.ROOT);
    boolean isMark = name.equals("BEGIN") || name.equals("END");
    if (property.size() <= VALUES || !isName(name) || isMark) {
      return Optional.empty();
    }
    String type = property.path(2).asText().toLowerCase(Locale.ROOT);
    List<Parameter> parameters = new ArrayList<>();
    boolean isPlain = type.equals(JCalValues.UNKNOWN);
    boolean isUsual = type.equals(JCalValues.defaultType(name)) && !TOLD.contains(name);
    if (!isPlain && !isUsual && isName(type)) {
      parameters.add(Parameter.of("VALUE", type.toUpperCase(Locale.ROOT)));
    }
    parameters.addAll(parameters(property.path(1)));
    StringBuilder value = new StringBuilder();
    for (int i = VALUES; i < property.size(); i++) {
      value.append(i > VALUES ? "," : "").append(JCalValues.write(name, type, property.get(i)));
    }
    String group = property.path(1).path("group").asText();
    return Optional.of(
        new ContentLine(isName(group) ? group : "", name, parameters, value.toString(), 0));
  }

  /** The parameters of a property, without the group that is no parameter. */
  static List<Parameter> parameters(JsonNode object) {
    List<Parameter> parameters = new ArrayList<>();
    object
        .properties()
        .forEach(
            field -> {
              String name = field.getKey().toUpperCase(Locale.ROOT);
              List<String> values = texts(field.getValue());
              if (!name.equals("GROUP") && isName(name) && !values.isEmpty()) {
                parameters.add(new Parameter(name, values));
              }
            });
    return parameters;
  }

  /** The component that an array is; empty where it is none. */
  static Optional<RawComponent> component(JsonNode array) {
    String name = array.path(0).asText().toUpperCase(Locale.ROOT);
    if (array.size() < PARTS - 1 || !isName(name)) {
      return Optional.empty();
    }
    List<ContentLine> lines = new ArrayList<>();
    array.path(1).forEach(property -> line(property).ifPresent(lines::add));
    List<RawComponent> components = new ArrayList<>();
    array.path(2).forEach(inner -> component(inner).ifPresent(components::add));
    return Optional.of(RawComponent.of(name, lines, components));
  }

  /** A name from elsewhere must not be able to end the line it is written on. */
  static boolean isName(String text) {
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
