// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
  private final FreeKeys keys;
  private final ObjectNode written = Reading.JSON.objectNode();
  private final List<ContentLine> lines = new ArrayList<>();
  private final List<RawComponent> components = new ArrayList<>();
  private final Map<String, String> certain = new HashMap<>();

  /**
   * @param name of the component
   * @param definitions what the whole calendar will define
   */
  Writing(String name, ObjectNode object, Surface surface, Definitions definitions, FreeKeys keys) {
    this.name = name;
    this.object = object;
    this.surface = surface;
    this.definitions = definitions;
    this.keys = keys;
  }

  /** The writing of an entry of this object as a component in this one. */
  Writing inner(String component, ObjectNode entry) {
    return new Writing(component, entry, surface, definitions, keys.others());
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

  /** The text of a member of {@code object}; empty where it is none. */
  static String textOf(JsonNode object, String member) {
    return object.path(member).isTextual() ? object.path(member).asText() : "";
  }

  /** The entries of a map that are objects, under keys that may be keys. */
  List<Map.Entry<String, ObjectNode>> entries(String member) {
    List<Map.Entry<String, ObjectNode>> entries = new ArrayList<>();
    object
        .path(member)
        .properties()
        .forEach(
            field -> {
              if (field.getValue() instanceof ObjectNode entry && Keys.isId(field.getKey())) {
                entries.add(Map.entry(field.getKey(), entry));
              }
            });
    return entries;
  }

  /** A member that is a LocalDateTime, in the zone of the object. */
  Optional<Stamp> stamp(String member, boolean isDate) {
    Optional<Zone> zone = definitions.zone(object.path("timeZone"));
    return text(member)
        .flatMap(Stamp::parseExtended)
        .map(stamp -> new Stamp(stamp.local(), isDate, isDate ? Optional.empty() : zone));
  }

  /** Begins a property that the member at {@code path} becomes, with the parameters it had. */
  Out line(String property, String path) {
    return new Out(property).with(Preserved.parameters(object, path, property));
  }

  /** Begins a property that no member's path remembers. */
  Out line(String property) {
    return new Out(property);
  }

  /**
   * Begins the property of an entry, which tells its key unless that follows from its value.
   *
   * @param member the map that the entry is in
   * @param path the member of the entry that the value is, such as {@code href}; may be empty
   * @param value as it will stand in the line
   */
  Out entry(String property, String member, String key, String path, String value) {
    String pointer = member + "/" + Pointers.encode(key) + (path.isEmpty() ? "" : "/" + path);
    Out out = line(property, pointer);
    if (!follows(member, key, value)) {
      out.with(surface.id(), key);
    }
    return out;
  }

  /** Whether reading {@code value} next would give the entry this key anyway. */
  boolean follows(String member, String key, String value) {
    ObjectNode before = Reading.child(written, member);
    boolean follows = keys.free(member, keys.of(value), before).equals(key);
    before.put(key, true);
    return follows;
  }

  /** What reading surely gives back: the members, by the property that says each. */
  Map<String, String> certain() {
    return certain;
  }

  /** For who reads what was written. */
  FreeKeys keysAgain() {
    return keys.others();
  }

  void add(RawComponent component) {
    components.add(component);
  }

  void add(ContentLine line) {
    lines.add(line);
  }

  /** The component, with what the object has preserved. */
  RawComponent component() {
    List<ContentLine> kept = Preserved.lines(object);
    List<ContentLine> allLines = new ArrayList<>(lines);
    if (object.has(RecurrenceIds.MEMBER)) {
      allLines = Occurrence.without(lines, kept);
      kept.forEach(line -> certain.remove(line.name()));
    }
    allLines.addAll(kept);
    List<RawComponent> allComponents = new ArrayList<>(components);
    allComponents.addAll(Preserved.components(object));
    return RawComponent.of(name, allLines, allComponents);
  }

  /** A property that is being put together. */
  final class Out {
    private final String property;
    private final List<Parameter> parameters = new ArrayList<>();
    private String member = "";

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

    boolean has(String parameter) {
      return parameters.stream().anyMatch(p -> p.name().equals(parameter));
    }

    Out without(String parameter) {
      parameters.removeIf(p -> p.name().equals(parameter));
      return this;
    }

    Out with(List<Parameter> others) {
      parameters.addAll(others);
      return this;
    }

    /**
     * Says that reading the line gives back this member of the object, whatever its value is;
     * unless the value is empty, or parameters change what it means.
     */
    Out surely(String name) {
      member = name;
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
      String clean = Text.keepOnOneLine(value);
      if (!member.isEmpty() && !clean.isEmpty() && parameters.isEmpty()) {
        certain.put(property, member);
      }
      lines.add(ContentLine.of(property, parameters, clean));
    }

    /** Ends the line with a time, whose zone is told by TZID. */
    void time(Stamp stamp) {
      Optional<String> tzid = take("TZID");
      boolean asDate = take("VALUE").filter("DATE"::equalsIgnoreCase).isPresent();
      if (stamp.isDate() || (asDate && stamp.isMidnight())) {
        with("VALUE", "DATE");
        value(Stamp.basicDate(stamp.local()));
        return;
      }
      if (stamp.zone().isEmpty()) {
        tzid.ifPresent(unknown -> with("TZID", unknown));
      } else if (!stamp.isUtc()) {
        with("TZID", called(stamp.zone().get(), tzid));
      }
      value(stamp.basic());
    }

    /** Ends the line with times of one kind and zone; there is at least one. */
    void times(List<Stamp> stamps) {
      Stamp first = stamps.get(0);
      if (first.isDate()) {
        with("VALUE", "DATE");
      } else {
        in(first.zone());
      }
      value(stamps.stream().map(Stamp::basic).collect(Collectors.joining(",")));
    }

    /** Tells the zone that times in the value are in. */
    Out in(Optional<Zone> zone) {
      zone.filter(z -> !z.equals(Zone.UTC))
          .ifPresent(z -> with("TZID", called(z, Optional.empty())));
      return this;
    }

    private Optional<String> take(String parameter) {
      Optional<String> there =
          parameters.stream()
              .filter(p -> p.name().equals(parameter))
              .map(p -> p.values().get(0))
              .findFirst();
      parameters.removeIf(p -> p.name().equals(parameter));
      return there;
    }
  }

  /** What the zone is called: as it was here, or at the start, else as everybody does. */
  private String called(Zone zone, Optional<String> here) {
    return here.filter(name -> means(name, zone))
        .or(() -> calledAt("start", "DTSTART").filter(name -> means(name, zone)))
        .or(() -> calledAt("due", "DUE").filter(name -> means(name, zone)))
        .map(name -> definitions.tzid(zone, name))
        .orElseGet(() -> definitions.tzid(zone));
  }

  private Optional<String> calledAt(String path, String property) {
    return Preserved.parameters(object, path, property).stream()
        .filter(parameter -> parameter.name().equals("TZID"))
        .map(parameter -> parameter.values().get(0))
        .findFirst();
  }

  private static boolean means(String name, Zone zone) {
    return ZoneNames.find(name).filter(match -> match.id().equals(zone.id())).isPresent();
  }
}
