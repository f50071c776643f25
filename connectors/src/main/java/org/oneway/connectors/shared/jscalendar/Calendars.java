// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ComponentReader;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/** Reads and writes calendars as iCalendar. Without state; safe for several threads. */
public final class Calendars {
  private static final Map<String, Kind> KINDS =
      Map.of("Event", Kind.EVENT, "Task", Kind.TASK, "Note", Kind.NOTE);

  private Calendars() {}

  /**
   * What components of one uid mean.
   *
   * @param item its uid is empty where they have none; {@code updated} is their last DTSTAMP
   * @param findings what was repaired, travels as it is, or was lost
   */
  public record Converted(Item item, List<Finding> findings) {
    public Converted {
      findings = List.copyOf(findings);
    }
  }

  /**
   * What should be an item and is none.
   *
   * @param key what it is, where that could be read
   * @param title what a user would call it; may be empty
   */
  public record Broken(Optional<Key> key, String title, Finding defect) {}

  /**
   * A calendar in memory.
   *
   * @param items in the order of their first components
   * @param findings about what belongs to no item, such as a VFREEBUSY
   * @param isComplete whether there was a VCALENDAR that was read to its end
   */
  public record CalendarObject(
      List<Converted> items, List<Broken> broken, List<Finding> findings, boolean isComplete) {
    public CalendarObject {
      items = List.copyOf(items);
      broken = List.copyOf(broken);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads a calendar.
   *
   * @param name what findings call it
   */
  public static CalendarObject read(byte[] bytes, String name) {
    try {
      CalendarIndex index = CalendarIndex.toConvert(bytes, name);
      byte[] utf8 = bytes;
      if (index.isTranscoded()) {
        try (InputStream in = ComponentReader.decoded(new ByteArrayInputStream(bytes))) {
          utf8 = in.readAllBytes();
        }
      }
      List<Converted> items = new ArrayList<>();
      List<Broken> broken = new ArrayList<>();
      for (CalendarIndex.Entry entry : index.entries()) {
        if (entry.defect().isPresent()) {
          broken.add(new Broken(entry.key(), entry.title(), entry.defect().get()));
        } else {
          items.add(index.convert(entry, CalendarIndex.in(utf8)));
        }
      }
      return new CalendarObject(items, broken, index.findings(), index.isComplete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The item that JSCalendar is, of either version, or a note. */
  public static Item item(ObjectNode json) {
    Kind kind = kind(json);
    String uid = json.path("uid").asText();
    Optional<Instant> updated = Optional.empty();
    for (ObjectNode object : Series.objects(json)) {
      Optional<Instant> one =
          Stamp.parseExtended(object.path("updated").asText()).map(Stamp::instant);
      if (one.isPresent() && updated.filter(last -> last.isAfter(one.get())).isEmpty()) {
        updated = one;
      }
    }
    return new Item(
        kind,
        uid.isEmpty() ? Optional.empty() : Optional.of(new Uid(uid)),
        json,
        updated,
        updated.isPresent());
  }

  private static Kind kind(ObjectNode json) {
    return KINDS.getOrDefault(json.path("@type").asText(), Kind.EVENT);
  }

  /**
   * The item that objects of one uid are, which stand beside each other: one object, or occurrences
   * without their series.
   */
  public static Item item(List<ObjectNode> objects) {
    return item(Series.item(objects.stream().map(ObjectNode::deepCopy).toList()));
  }

  /**
   * The objects that {@code item} is on a surface: one, or occurrences without their series beside
   * each other.
   */
  public static List<ObjectNode> objects(Surface surface, Item item) {
    List<ObjectNode> objects = Series.objects(item.json());
    if (objects.stream().allMatch(object -> Surface.of(object) == surface)) {
      return objects;
    }
    Definitions definitions = new Definitions(item.json().path("timeZones"));
    FreeKeys keys = new FreeKeys();
    List<RawComponent> components =
        Series.write(item.json(), Surface.of(item.json()), definitions, keys);
    Zones zones = new Zones(definitions.components());
    List<ObjectNode> made =
        Series.objects(Series.read(components, surface, zones, keys, "", new ArrayList<>()));
    for (String member : List.of("prodId", "calendarIds")) {
      made.forEach(object -> keep(member, item.json(), object));
    }
    return made;
  }

  /** What no component says, because its calendar does. */
  private static void keep(String member, ObjectNode from, ObjectNode to) {
    if (from.has(member) && !to.has(member)) {
      to.set(member, from.get(member));
    }
  }

  /** A whole calendar with this item and the time zones that it uses; without METHOD. */
  public static byte[] write(Item item) {
    return write(List.of(item));
  }

  /** A whole calendar with these items and the time zones that they use. */
  public static byte[] write(List<Item> items) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
    String product = items.isEmpty() ? "" : items.get(0).json().path("prodId").asText();
    try (CalendarWriter writer = new CalendarWriter(out, product)) {
      for (Item item : items) {
        writer.write(item);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * The components of an item, and the time zones that they use.
   *
   * @param zones VTIMEZONEs, one of each TZID
   */
  public record Written(List<RawComponent> components, List<RawComponent> zones) {}

  /** The components of an item, for a calendar that has others too. */
  public static Written components(Item item) {
    return components(item, new FreeKeys());
  }

  /** The same, with keys of the calendar. */
  static Written components(Item item, FreeKeys keys) {
    Definitions definitions = new Definitions(item.json().path("timeZones"));
    List<RawComponent> components =
        Series.write(item.json(), Surface.of(item.json()), definitions, keys);
    return new Written(components, definitions.components());
  }
}
