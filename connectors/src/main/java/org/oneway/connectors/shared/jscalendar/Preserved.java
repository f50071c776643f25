// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.RawComponent;

/**
 * What of a component has no member: {@code iCalComponent}, in JSCalendar 2.0 {@code iCalendar}
 * (draft-ietf-calext-jscalendar-icalendar, "The iCalendar property").
 */
final class Preserved {
  private static final String PROPERTIES = "properties";
  private static final String COMPONENTS = "components";
  private static final String CONVERTED = "convertedProperties";

  private final Surface surface;
  private final String component;
  private final ArrayNode properties = Reading.JSON.arrayNode();
  private final ArrayNode components = Reading.JSON.arrayNode();
  private final ObjectNode converted = Reading.JSON.objectNode();
  private boolean isRemembered;

  Preserved(Surface surface, String component) {
    this.surface = surface;
    this.component = component;
  }

  /** Says which component it was even where nothing else is kept. */
  void remember() {
    isRemembered = true;
  }

  void add(ContentLine line) {
    properties.add(JCal.of(line));
  }

  void add(RawComponent inner) {
    components.add(JCal.of(inner));
  }

  /** Parameters of a property that became the member at {@code path}. */
  void converted(String path, String name, List<Parameter> parameters) {
    ObjectNode property = property(path, name);
    ObjectNode kept = Reading.JSON.objectNode();
    for (Parameter parameter : parameters) {
      if (parameter.name().equals("VALUE")) {
        property.put("valueType", parameter.values().get(0).toLowerCase(Locale.ROOT));
      } else {
        JCal.addParameter(kept, parameter);
      }
    }
    if (!kept.isEmpty()) {
      property.set("parameters", kept);
    }
  }

  /** Forgets which type the value of the property had that became the member at {@code path}. */
  void forgetType(String path) {
    if (converted.get(path) instanceof ObjectNode) {
      ObjectNode property = (ObjectNode) converted.get(path);
      property.remove("valueType");
      if (!property.has("parameters")) {
        converted.remove(path);
      }
    }
  }

  /** Remembers only which property became the member at {@code path}. */
  ObjectNode property(String path, String name) {
    ObjectNode property = Reading.child(converted, path);
    if (surface.isNew()) {
      property.put("@type", "ICalProperty");
    }
    property.put("name", name.toLowerCase(Locale.ROOT));
    return property;
  }

  /** Puts it into {@code object} where there is anything. */
  void into(ObjectNode object) {
    boolean isEmpty = properties.isEmpty() && components.isEmpty() && converted.isEmpty();
    if (isEmpty && !isRemembered) {
      return;
    }
    ObjectNode all = object.putObject(surface.preserved());
    if (surface.isNew()) {
      all.put("@type", "ICalComponent");
    }
    all.put("name", component.toLowerCase(Locale.ROOT));
    if (!converted.isEmpty()) {
      all.set(CONVERTED, converted);
    }
    if (!properties.isEmpty()) {
      all.set(PROPERTIES, properties);
    }
    if (!components.isEmpty()) {
      all.set(COMPONENTS, components);
    }
  }

  /** Adds lines to what {@code object} holds. */
  static void add(ObjectNode object, Surface surface, String component, List<ContentLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    ObjectNode all = held(object, surface, component);
    ArrayNode kept =
        all.path(PROPERTIES) instanceof ArrayNode there ? there : all.putArray(PROPERTIES);
    lines.forEach(line -> kept.add(JCal.of(line)));
  }

  /** Remembers in an object that is read which property became the member at {@code path}. */
  static ObjectNode remember(ObjectNode object, Surface surface, String path, String name) {
    String component = ObjectWriter.component(object);
    ObjectNode property =
        Reading.child(Reading.child(held(object, surface, component), CONVERTED), path);
    if (surface.isNew()) {
      property.put("@type", "ICalProperty");
    }
    return property.put("name", name.toLowerCase(Locale.ROOT));
  }

  /** Forgets which property became the member at {@code path}. */
  static void forget(ObjectNode object, String path) {
    if (in(object) instanceof ObjectNode kept && kept.path(CONVERTED) instanceof ObjectNode all) {
      all.remove(path);
      if (all.isEmpty()) {
        kept.remove(CONVERTED);
      }
      if (!kept.has(CONVERTED) && !kept.has(PROPERTIES) && !kept.has(COMPONENTS)) {
        object.remove(List.of(Surface.RFC8984.preserved(), Surface.DRAFT_25.preserved()));
      }
    }
  }

  private static ObjectNode held(ObjectNode object, Surface surface, String component) {
    if (object.path(surface.preserved()) instanceof ObjectNode there) {
      return there;
    }
    ObjectNode all = object.putObject(surface.preserved());
    if (surface.isNew()) {
      all.put("@type", "ICalComponent");
    }
    return all.put("name", component.toLowerCase(Locale.ROOT));
  }

  /** What an object of either surface holds. */
  static JsonNode in(JsonNode object) {
    JsonNode there = object.path(Surface.RFC8984.preserved());
    return there.isObject() ? there : object.path(Surface.DRAFT_25.preserved());
  }

  /** The preserved properties of {@code object} as lines. */
  static List<ContentLine> lines(JsonNode object) {
    List<ContentLine> lines = new ArrayList<>();
    for (JsonNode property : in(object).path(PROPERTIES)) {
      JCal.line(property).ifPresent(lines::add);
    }
    return lines;
  }

  /** The preserved components of {@code object}. */
  static List<RawComponent> components(JsonNode object) {
    List<RawComponent> components = new ArrayList<>();
    for (JsonNode component : in(object).path(COMPONENTS)) {
      JCal.component(component).ifPresent(components::add);
    }
    return components;
  }

  /** What is remembered of the property that became the member at {@code path}; may be missing. */
  static JsonNode convertedFrom(JsonNode object, String path) {
    return in(object).path(CONVERTED).path(path);
  }

  /** Whether the member at {@code path} came from a property of this name. */
  static boolean cameFrom(JsonNode object, String path, String name) {
    return convertedFrom(object, path).path("name").asText().equalsIgnoreCase(name);
  }

  /** The parameters that the property of this name gets back; none where it was another. */
  static List<Parameter> parameters(JsonNode object, String path, String name) {
    JsonNode property = convertedFrom(object, path);
    if (!property.path("name").asText().equalsIgnoreCase(name)) {
      return List.of();
    }
    List<Parameter> parameters = new ArrayList<>();
    Optional.of(property.path("valueType").asText())
        .filter(JCal::isName)
        .ifPresent(type -> parameters.add(Parameter.of("VALUE", type.toUpperCase(Locale.ROOT))));
    parameters.addAll(JCal.parameters(property.path("parameters")));
    return parameters;
  }
}
