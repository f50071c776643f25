// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.oneway.connectors.shared.vobject.ComponentReader;
import org.oneway.connectors.shared.vobject.Frame;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.connectors.shared.vobject.RawCard.Span;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Finding.Level;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/**
 * Where in a stream of calendars the components of each item stand, so that items whose components
 * stand apart are converted without holding the others.
 */
public final class CalendarIndex {
  private static final Map<String, Kind> KINDS =
      Map.of("VEVENT", Kind.EVENT, "VTODO", Kind.TASK, "VJOURNAL", Kind.NOTE);

  /**
   * One item, or something that should be one.
   *
   * @param calendar the number of its VCALENDAR, from 1; 0 where it stands in none
   * @param spans where its components stand, in the order of the stream
   * @param hash of its components and of the time zones of its calendar that have no name that
   *     everybody knows: equal for items that mean the same; lower-case hexadecimal
   * @param title what a user would call it, kept of broken ones only
   */
  public record Entry(
      Kind kind,
      Optional<Uid> uid,
      int calendar,
      List<Span> spans,
      String hash,
      String title,
      Optional<Finding> defect) {
    /** What names it, where it has a uid. */
    public Optional<Key> key() {
      return uid.map(u -> new Key(kind, u));
    }
  }

  /** Reads pieces of the stream that was indexed, in UTF-8 without byte order mark. */
  @FunctionalInterface
  public interface Bytes {
    /** What stands in {@code span}. */
    byte[] read(Span span) throws IOException;
  }

  /** One VCALENDAR. */
  private record Calendar(Frame frame, List<RawComponent> zones, Zones resolved) {}

  /** An item while its components come. */
  private static final class Growing {
    private final Kind kind;
    private final Optional<Uid> uid;
    private final int calendar;
    private List<Span> spans = List.of();
    private String hash;
    private String title = "";
    private boolean hasMaster;
    private Optional<Finding> defect = Optional.empty();

    Growing(Kind kind, Optional<Uid> uid, int calendar, String hash) {
      this.kind = kind;
      this.uid = uid;
      this.calendar = calendar;
      this.hash = hash;
    }
  }

  private final String name;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Integer, Calendar> calendars = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Integer, String> ownZones = new HashMap<>();
  private boolean complete;
  private boolean transcoded;
  private long end = -1;
  private int count;

  private CalendarIndex(String name) {
    this.name = name;
  }

  /**
   * Reads a stream once; closes it.
   *
   * @param name what findings call it, a file's name
   */
  public static CalendarIndex of(InputStream in, String name) throws IOException {
    CalendarIndex index = new CalendarIndex(name);
    try (ComponentReader reader = new ComponentReader(in, name)) {
      index.read(reader);
    }
    return index;
  }

  /** The pieces of a stream that is in memory. */
  public static Bytes in(byte[] bytes) {
    return span -> Arrays.copyOfRange(bytes, (int) span.offset(), (int) span.end());
  }

  /** What the items are, in the order of their first components. */
  public List<Entry> entries() {
    return entries;
  }

  /** About what belongs to no item, such as a VFREEBUSY. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Whether there was a VCALENDAR, and the last one was read to its end. */
  public boolean isComplete() {
    return complete;
  }

  /** Where the END of the last VCALENDAR begins; negative where none has one. */
  public long end() {
    return end;
  }

  /** How many VCALENDARs there are. */
  public int calendars() {
    return count;
  }

  /** Whether the stream was not in UTF-8, so that places are not those of its bytes. */
  public boolean isTranscoded() {
    return transcoded;
  }

  /** What the first VCALENDAR says of itself. */
  public Frame frame() {
    return frame(1);
  }

  /** What a VCALENDAR says of itself, by its number from 1. */
  public Frame frame(int calendar) {
    return Optional.ofNullable(calendars.get(calendar)).map(Calendar::frame).orElse(Frame.NONE);
  }

  /** The time zones that a VCALENDAR defines, by its number from 1. */
  public List<RawComponent> zones(int calendar) {
    return Optional.ofNullable(calendars.get(calendar)).map(Calendar::zones).orElse(List.of());
  }

  private void read(ComponentReader reader) throws IOException {
    Map<Kind, Map<Uid, Growing>> byKey = new EnumMap<>(Kind.class);
    List<Growing> all = new ArrayList<>();
    List<RawComponent> zones = new ArrayList<>();
    Frame frame = Frame.NONE;
    int calendar = 0;
    while (true) {
      Optional<RawComponent> next = reader.next();
      if (next.isEmpty() || reader.calendar() != calendar) {
        calendars.put(calendar, new Calendar(frame, List.copyOf(zones), new Zones(zones)));
        zones.clear();
        byKey.clear();
        calendar = reader.calendar();
      }
      frame = reader.frame();
      if (next.isEmpty()) {
        break;
      }
      RawComponent component = next.get();
      if (component.name().equals("VTIMEZONE")) {
        zones.add(component);
      } else if (KINDS.containsKey(component.name())) {
        add(component, calendar, byKey, all);
      } else {
        findings.add(
            new Finding(
                Level.LOST,
                component.name(),
                name + " line " + component.span().line(),
                "is no event, task or note, and does not travel"));
      }
    }
    calendars.computeIfPresent(
        reader.calendar(),
        (number, last) -> new Calendar(reader.frame(), last.zones(), last.resolved()));
    complete = reader.isComplete();
    transcoded = reader.isTranscoded();
    end = reader.end();
    count = reader.calendar();
    all.forEach(one -> entries.add(entry(one)));
  }

  private void add(
      RawComponent component, int calendar, Map<Kind, Map<Uid, Growing>> byKey, List<Growing> all) {
    Kind kind = KINDS.getOrDefault(component.name(), Kind.EVENT);
    Optional<Uid> uid = component.uid().map(Uid::new);
    boolean isMaster = !Series.isOccurrence(component);
    Map<Uid, Growing> ofKind = byKey.computeIfAbsent(kind, k -> new HashMap<>());
    Growing there = uid.isEmpty() ? null : ofKind.get(uid.get());
    boolean isBroken = component.defect().isPresent();
    if (there == null || (isMaster && there.hasMaster) || isBroken) {
      Growing made = new Growing(kind, uid, calendar, component.hash().substring(0, 32));
      made.defect = component.defect();
      made.title = isBroken ? component.title() : "";
      all.add(made);
      if (there == null && !isBroken && uid.isPresent()) {
        ofKind.put(uid.get(), made);
      }
      there = made;
    } else {
      there.hash = Hashes.of(there.hash + component.hash());
    }
    there.hasMaster |= isMaster;
    there.spans = with(component.span(), there.spans);
  }

  /**
   * Most items stand in one place, and a large file has many: their lists hold no room for more.
   */
  private static List<Span> with(Span last, List<Span> others) {
    if (others.isEmpty()) {
      return List.of(last);
    }
    List<Span> all = others.size() == 1 ? new ArrayList<>(others) : others;
    all.add(last);
    return all;
  }

  private Entry entry(Growing one) {
    String zones = ownZones.computeIfAbsent(one.calendar, this::hashOfOwnZones);
    return new Entry(
        one.kind,
        one.uid,
        one.calendar,
        List.copyOf(one.spans),
        zones.isEmpty() ? one.hash : Hashes.of(one.hash + zones),
        one.title,
        one.defect);
  }

  /** Of the time zones that mean what this calendar says, and not what their name does. */
  private String hashOfOwnZones(int calendar) {
    return zones(calendar).stream()
        .filter(zone -> zone.line("TZID").filter(id -> ZoneNames.isCertain(id.value())).isEmpty())
        .map(RawComponent::hash)
        .collect(Collectors.joining());
  }

  /** Converts an entry without defect to what archives hold. */
  public Calendars.Converted convert(Entry entry, Bytes bytes) throws IOException {
    List<Finding> found = new ArrayList<>();
    ObjectNode json = convert(entry, bytes, Surface.RFC8984, found);
    return new Calendars.Converted(Calendars.item(json), found);
  }

  /** Converts an entry without defect to the object of a surface. */
  ObjectNode convert(Entry entry, Bytes bytes, Surface surface, List<Finding> found)
      throws IOException {
    Frame frame = frame(entry.calendar());
    List<RawComponent> components = new ArrayList<>();
    for (Span span : entry.spans()) {
      byte[] piece = bytes.read(span);
      try (ComponentReader reader =
          new ComponentReader(new ByteArrayInputStream(piece), name, piece.length)
              .withoutHashes()
              .from(span, frame)) {
        reader
            .next()
            .map(one -> frame.isOld() ? OldCalendar.modern(one) : one)
            .ifPresent(components::add);
      }
    }
    Zones zones =
        Optional.ofNullable(calendars.get(entry.calendar()))
            .map(Calendar::resolved)
            .orElse(Zones.NONE);
    ObjectNode json = Series.read(components, surface, zones, name, found);
    for (ObjectNode object : inner(json)) {
      frame
          .text("PRODID")
          .filter(name -> !name.equals(CalendarWriter.PRODUCT))
          .ifPresent(product -> object.put("prodId", product));
      frame
          .text("METHOD")
          .ifPresent(method -> object.put("method", method.toLowerCase(Locale.ROOT)));
    }
    return json;
  }

  /** The object and the occurrences in it. */
  private static List<ObjectNode> inner(ObjectNode json) {
    List<ObjectNode> all = new ArrayList<>(List.of(json));
    json.path(Series.INSTANCES)
        .forEach(
            one -> {
              if (one instanceof ObjectNode object) {
                all.add(object);
              }
            });
    return all;
  }

  /** The names of components that become items. */
  static Set<String> objects() {
    return KINDS.keySet();
  }
}
