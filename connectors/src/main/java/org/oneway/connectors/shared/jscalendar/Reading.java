// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Finding.Level;

/** One component that becomes one object, line by line. */
final class Reading {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  final RawComponent component;
  final Surface surface;
  final Zones zones;

  /** The object that grows: an Event, a Task, a Note, or an entry of one of these. */
  final ObjectNode object;

  /** What has no member. */
  final Preserved preserved;

  /** What {@code start} is; of a task without one its {@code due}. Empty where neither is known. */
  Optional<Stamp> start = Optional.empty();

  /** Which keys its entries have. */
  final FreeKeys keys;

  /** Whether a link was read that describes it. */
  boolean isDescribed;

  /** Whether a LOCATION was read, whose place a GEO is. */
  boolean isPlaced;

  /** Whether a GEO was read. */
  boolean hasGeo;

  private final String place;
  private final Optional<List<Finding>> findings;

  /** Whether what has no member is kept. */
  private final boolean preserves;

  /**
   * @param place what findings call the file
   */
  Reading(
      RawComponent component,
      ObjectNode object,
      Surface surface,
      Zones zones,
      FreeKeys keys,
      String place,
      List<Finding> findings) {
    this(component, object, surface, zones, place, Optional.of(findings), keys, true);
  }

  private Reading(
      RawComponent component,
      ObjectNode object,
      Surface surface,
      Zones zones,
      String place,
      Optional<List<Finding>> findings,
      FreeKeys keys,
      boolean preserves) {
    this.component = component;
    this.object = object;
    this.surface = surface;
    this.zones = zones;
    this.place = place;
    this.findings = findings;
    this.keys = keys;
    this.preserves = preserves;
    this.preserved = new Preserved(surface, component.name());
  }

  /**
   * The reading of what was just written, of which only the members matter: nothing is found, and
   * what has no member is kept of entries only.
   */
  static Reading back(
      RawComponent written, ObjectNode object, Surface surface, Zones zones, FreeKeys keys) {
    return new Reading(written, object, surface, zones, "", Optional.empty(), keys, false);
  }

  /** The reading of a component in this one, which becomes {@code entry}. */
  Reading inner(RawComponent inner, ObjectNode entry) {
    Reading reading =
        new Reading(inner, entry, surface, zones, place, findings, keys.others(), true);
    reading.start = start;
    return reading;
  }

  /** The time that a line tells, however its zone is called; empty where it is none. */
  Optional<Stamp> peekStamp(ContentLine line) {
    return stampOf(line)
        .map(
            stamp ->
                stamp.isDate() || stamp.isUtc()
                    ? stamp
                    : stamp.in(line.parameter("TZID").map(zones::of)));
  }

  private static Optional<Stamp> stampOf(ContentLine line) {
    boolean isDate = line.parameter("VALUE").filter("DATE"::equalsIgnoreCase).isPresent();
    return Stamp.parse(line.value())
        .map(
            stamp ->
                isDate && stamp.isMidnight()
                    ? new Stamp(stamp.local(), true, Optional.empty())
                    : stamp);
  }

  /**
   * The time that a line tells. VALUE is taken, and TZID too, unless it is somebody's own name for
   * the zone, which is kept.
   */
  Optional<Stamp> stamp(Line line) {
    Optional<Stamp> stamp = stampOf(line.content());
    if (stamp.isEmpty()) {
      return Optional.empty();
    }
    line.takeType();
    if (stamp.get().isDate() || stamp.get().isUtc()) {
      line.take("TZID");
      return stamp;
    }
    return stamp.map(s -> s.in(zone(line)));
  }

  /** The zone that a line tells. */
  Optional<Zone> zone(Line line) {
    Optional<String> tzid = line.peek("TZID").filter(name -> !name.isBlank());
    if (tzid.isEmpty()) {
      return Optional.empty();
    }
    Zone zone = zones.of(tzid.get());
    boolean isStart = line.name().equals("DTSTART");
    if (zone.isCustom()) {
      return customZone(line, zone, isStart);
    }
    boolean isTold = ZoneNames.find(tzid.get()).filter(m -> m.id().equals(zone.id())).isPresent();
    if (zone.id().equals(tzid.get()) || zone.equals(Zone.UTC) || !isTold) {
      line.take("TZID");
    }
    if (isStart && !isTold) {
      find(Level.NOTE, line.content(), tzid.get() + " has the clocks of " + zone.id());
    }
    return Optional.of(zone);
  }

  private Optional<Zone> customZone(Line line, Zone zone, boolean isStart) {
    boolean isKnown = zones.knows(zone);
    if (isStart && !isKnown) {
      find(Level.NOTE, line.content(), "nobody says what the time zone " + zone.tzid() + " is");
    }
    if (!surface.isNew()) {
      line.take("TZID");
      zones
          .definition(zone.tzid())
          .ifPresent(
              definition -> {
                ObjectNode own = child(object, "timeZones");
                if (!own.has(zone.id())) {
                  own.set(zone.id(), ZoneJson.of(definition));
                }
              });
      return Optional.of(zone);
    }
    if (!isKnown) {
      return Optional.empty();
    }
    line.take("TZID");
    Optional<Zone> near = zones.nearest(zone);
    if (isStart) {
      String other = near.map(Zone::id).orElse("no zone at all");
      find(
          Level.LOST,
          line.content(),
          "the time zone " + zone.tzid() + " is the calendar's own; becomes " + other);
    }
    return near;
  }

  boolean isTask() {
    return component.name().equals("VTODO");
  }

  boolean isEvent() {
    return component.name().equals("VEVENT");
  }

  /** The object under {@code member} of {@code parent}, made where it is not there. */
  static ObjectNode child(ObjectNode parent, String member) {
    if (parent.get(member) instanceof ObjectNode there) {
      return there;
    }
    return parent.putObject(member);
  }

  /**
   * Adds an entry to a map of the object.
   *
   * @param value what the key is made of where the line tells none
   * @return the key it has
   */
  String add(Line line, String member, String value, ObjectNode entry) {
    ObjectNode map = child(object, member);
    Optional<String> given = takeId(line).filter(Keys::isId).filter(key -> !map.has(key));
    String key = given.orElseGet(() -> keys.free(member, keys.of(value), map));
    map.set(key, entry);
    return key;
  }

  /** Takes the key that a line tells, in either spelling. */
  static Optional<String> takeId(Line line) {
    Optional<String> id = line.take(Surface.DRAFT_25.id());
    Optional<String> old = line.take(Surface.RFC8984.id());
    return id.or(() -> old);
  }

  /** Keeps what nobody took of {@code line}, whose value is now the member at {@code path}. */
  void converted(Line line, String path) {
    line.dropDefaultType();
    if (preserves && !line.rest().isEmpty()) {
      preserved.converted(path, line.name(), line.rest());
    }
  }

  /** The line has no member and travels as it is. */
  void raw(ContentLine line) {
    raw(line, "has no member in JSCalendar");
  }

  /** The line says what its member cannot; it travels as it is. */
  void raw(ContentLine line, String reason) {
    if (preserves) {
      preserved.add(line);
    }
    if (findings.isPresent()) {
      find(Level.CARRIED_RAW, line, reason + "; travels as it is");
    }
  }

  /** A component that has no member and travels as it is. */
  void raw(RawComponent inner) {
    if (preserves) {
      preserved.add(inner);
    }
    find(
        Level.CARRIED_RAW,
        inner.name(),
        inner.span().line(),
        "has no member in JSCalendar; travels as it is");
  }

  void find(Level level, ContentLine line, String reason) {
    find(level, line.name(), line.number(), reason);
  }

  private void find(Level level, String name, int line, String reason) {
    findings.ifPresent(all -> all.add(new Finding(level, name, place + " line " + line, reason)));
  }

  /** Whether there is one line of this name at most. */
  boolean isOnly(String name) {
    int count = 0;
    for (ContentLine line : component.lines()) {
      if (line.name().equals(name) && ++count > 1) {
        return false;
      }
    }
    return true;
  }

  /** The lines of this name. */
  List<ContentLine> lines(String name) {
    List<ContentLine> found = new ArrayList<>();
    for (ContentLine line : component.lines()) {
      if (line.name().equals(name)) {
        found.add(line);
      }
    }
    return found;
  }
}
