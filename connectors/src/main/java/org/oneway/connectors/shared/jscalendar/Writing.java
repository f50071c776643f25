// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.connectors.shared.vobject.Text;

/** One object, or an entry of one, that becomes one component, line by line. */
final class Writing {
  final String name;
  final ObjectNode object;
  final Surface surface;
  final Definitions definitions;
  private final List<ContentLine> lines = new ArrayList<>();
  private final List<RawComponent> components = new ArrayList<>();

  /**
   * @param name of the component
   * @param definitions what the whole calendar will define
   */
  Writing(String name, ObjectNode object, Surface surface, Definitions definitions) {
    this.name = name;
    this.object = object;
    this.surface = surface;
    this.definitions = definitions;
  }

  /** The writing of an entry of this object as a component in this one. */
  Writing inner(String component, ObjectNode entry) {
    return new Writing(component, entry, surface, definitions);
  }

  boolean isTask() {
    return name.equals("VTODO");
  }

  boolean isEvent() {
    return name.equals("VEVENT");
  }

  /** The member's text; empty where it has none. */
  Optional<String> text(String member) {
    JsonNode value = object.path(member);
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  /** Begins a property that the member at {@code path} becomes, with the parameters it had. */
  Out line(String property, String path) {
    return new Out(property).with(Preserved.parameters(object, path, property));
  }

  /** Begins a property that no member's path remembers. */
  Out line(String property) {
    return new Out(property);
  }

  /** Begins the property of an entry, which tells its key unless that follows from its value. */
  Out entry(String property, String path, String key, String value) {
    Out out = line(property, path);
    if (!Keys.follows(key, value)) {
      out.with(surface.id(), key);
    }
    return out;
  }

  void add(RawComponent component) {
    components.add(component);
  }

  void add(ContentLine line) {
    lines.add(line);
  }

  /** The component, with what the object has preserved. */
  RawComponent component() {
    lines.addAll(Preserved.lines(object));
    components.addAll(Preserved.components(object));
    return RawComponent.of(name, lines, components);
  }

  /** A property that is being put together. */
  final class Out {
    private final String property;
    private final List<Parameter> parameters = new ArrayList<>();

    private Out(String property) {
      this.property = property;
    }

    Out with(String parameter, String value) {
      if (!value.isEmpty()) {
        parameters.removeIf(p -> p.name().equals(parameter));
        parameters.add(Parameter.of(parameter, value));
      }
      return this;
    }

    Out with(String parameter, List<String> values) {
      if (!values.isEmpty()) {
        parameters.removeIf(p -> p.name().equals(parameter));
        parameters.add(new Parameter(parameter, values));
      }
      return this;
    }

    Out with(List<Parameter> others) {
      parameters.addAll(others);
      return this;
    }

    /** Ends the line with a text. */
    void text(String text) {
      value(Text.escape(text));
    }

    /** Ends the line with a list of texts. */
    void texts(List<String> texts) {
      value(Text.join(texts, ','));
    }

    /** Ends the line with a value as it is to stand there; nothing in it can end the line. */
    void value(String value) {
      lines.add(ContentLine.of(property, parameters, Text.keepOnOneLine(value)));
    }

    /** Ends the line with a time, whose zone is told by TZID. */
    void time(Stamp stamp) {
      if (stamp.isDate()) {
        with("VALUE", "DATE");
      } else if (stamp.zone().isPresent() && !stamp.isUtc()) {
        with("TZID", definitions.tzid(stamp.zone().get()));
      }
      value(stamp.basic());
    }
  }
}
