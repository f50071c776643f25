// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.engine.item.Finding;

/** All components of one uid, which are one item, and back. */
final class Series {
  /** The occurrences beside the first one, where their series is not there. */
  static final String INSTANCES = "oneway.dev:instances";

  private Series() {}

  /** Whether a component is an occurrence of a series. */
  static boolean isOccurrence(RawComponent component) {
    return component.line("RECURRENCE-ID").flatMap(line -> Stamp.parse(line.value())).isPresent();
  }

  /**
   * The object of components of one uid and name, of which at most one is no occurrence.
   *
   * @param keys of the calendar
   * @param place what findings call the file
   */
  static ObjectNode read(
      List<RawComponent> components,
      Surface surface,
      Zones zones,
      FreeKeys keys,
      String place,
      List<Finding> findings) {
    Zones ofThese = zones.of(components);
    Optional<RawComponent> series =
        components.stream().filter(component -> !isOccurrence(component)).findFirst();
    Optional<ObjectNode> master =
        series.map(one -> ObjectReader.read(one, surface, ofThese, keys, place, findings));
    List<ObjectNode> occurrences = new ArrayList<>();
    for (RawComponent component : components) {
      if (!isOccurrence(component)) {
        continue;
      }
      Occurrence occurrence = Occurrence.of(component, series);
      ObjectNode object =
          ObjectReader.read(occurrence.component(), surface, ofThese, keys, place, findings);
      Preserved.add(object, surface, component.name(), occurrence.kept());
      occurrences.add(object);
    }
    return master
        .map(of -> joined(of, occurrences, surface, place, findings))
        .orElseGet(() -> beside(occurrences));
  }

  private static ObjectNode joined(
      ObjectNode master,
      List<ObjectNode> occurrences,
      Surface surface,
      String place,
      List<Finding> findings) {
    Map<String, ObjectNode> byKey = new TreeMap<>();
    for (ObjectNode occurrence : occurrences) {
      String key = RecurrenceIds.inSeries(occurrence, master);
      Optional<ObjectNode> other = Optional.ofNullable(byKey.get(key));
      boolean isOlder =
          other.isPresent()
              && occurrence.path("sequence").asLong() < other.get().path("sequence").asLong();
      if (other.isPresent()) {
        findings.add(
            new Finding(
                Finding.Level.LOST,
                "RECURRENCE-ID",
                place,
                key + " is told twice; the one of the higher SEQUENCE, or the last, counts"));
      }
      if (!isOlder) {
        byKey.put(key, occurrence);
      }
    }
    byKey.forEach((key, occurrence) -> join(master, occurrence, key, surface));
    return master;
  }

  private static void join(ObjectNode master, ObjectNode occurrence, String key, Surface surface) {
    ObjectNode overrides = Reading.child(master, RecurrenceDates.OVERRIDES);
    JsonNode date = overrides.path(key);
    if (date.isObject()) {
      String from = RecurrenceDates.isExcluded(date) ? "EXDATE" : "RDATE";
      Preserved.remember(master, surface, RecurrenceDates.OVERRIDES + "/" + key, from);
    }
    overrides.set(key, Overrides.between(master, occurrence, key));
    for (Map.Entry<String, JsonNode> zone : occurrence.path("timeZones").properties()) {
      ObjectNode own = Reading.child(master, "timeZones");
      if (!own.has(zone.getKey())) {
        own.set(zone.getKey(), zone.getValue());
      }
    }
  }

  /** Occurrences without their series: the earliest one holds the others. */
  private static ObjectNode beside(List<ObjectNode> occurrences) {
    Map<String, ObjectNode> sorted = new TreeMap<>();
    for (ObjectNode occurrence : occurrences) {
      String id = occurrence.path("recurrenceId").asText();
      String zone = occurrence.path("recurrenceIdTimeZone").asText();
      if (sorted.containsKey(id)) {
        id = id + " " + zone;
      }
      sorted.put(id, occurrence);
    }
    Iterator<Map.Entry<String, ObjectNode>> all = sorted.entrySet().iterator();
    ObjectNode first = all.next().getValue();
    if (all.hasNext()) {
      ObjectNode others = first.putObject(INSTANCES);
      all.forEachRemaining(one -> others.set(one.getKey(), one.getValue()));
    }
    return first;
  }

  /** The objects that stand beside each other under one uid: one, or occurrences. */
  static List<ObjectNode> objects(ObjectNode item) {
    if (!item.has(INSTANCES)) {
      return List.of(item);
    }
    List<ObjectNode> objects = new ArrayList<>();
    ObjectNode first = item.deepCopy();
    JsonNode others = first.remove(INSTANCES);
    objects.add(first);
    for (JsonNode other : others) {
      if (other instanceof ObjectNode object) {
        objects.add(object);
      }
    }
    return objects;
  }

  /** The one object that all {@code objects} of a uid are. */
  static ObjectNode item(List<ObjectNode> objects) {
    return objects.size() == 1 ? objects.get(0) : beside(objects);
  }

  /**
   * The components of an item, the series first.
   *
   * @param keys of the calendar
   */
  static List<RawComponent> write(
      ObjectNode item, Surface surface, Definitions definitions, FreeKeys keys) {
    List<RawComponent> components = new ArrayList<>();
    for (ObjectNode object : objects(item)) {
      components.add(ObjectWriter.write(object, surface, definitions, keys));
      for (Map.Entry<String, JsonNode> one : object.path("recurrenceOverrides").properties()) {
        JsonNode patch = one.getValue();
        boolean isOccurrence =
            !patch.isEmpty()
                && !RecurrenceDates.isExcluded(patch)
                && !RecurrenceDates.isPeriod(object, one.getKey())
                && Stamp.parseExtended(one.getKey()).isPresent();
        if (isOccurrence) {
          ObjectNode occurrence = Overrides.apply(object, one.getKey(), patch);
          components.add(ObjectWriter.write(occurrence, surface, definitions, keys));
        }
      }
    }
    return components;
  }
}
