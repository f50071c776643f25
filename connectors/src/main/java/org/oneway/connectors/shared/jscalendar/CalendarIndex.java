// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ComponentReader;
import org.oneway.connectors.shared.vobject.Frame;
import org.oneway.connectors.shared.vobject.RawCard.Span;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.engine.item.Finding;
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

  /** What the first pass looks at; all else is read when an item is converted. */
  private static final Set<String> OUTLINE = Set.of("UID", "RECURRENCE-ID", "SUMMARY");

  /** So large a calendar in memory may also be held in its components. */
  private static final int SMALL = 1 << 20;

  private final String name;
  private final List<Entry> entries;
  private final Map<Integer, Indexing.Calendar> calendars;
  private final List<Finding> findings;
  private final Map<Long, RawComponent> kept;
  private final FreeKeys keys = new FreeKeys();
  private final boolean complete;
  private final boolean transcoded;
  private final long end;
  private final int count;

  private CalendarIndex(ComponentReader reader, String name, boolean keeps) throws IOException {
    this.name = name;
    this.kept = keeps ? new HashMap<>() : Map.of();
    Indexing indexing = new Indexing(reader, name, keeps ? Optional.of(kept) : Optional.empty());
    indexing.read();
    this.entries = indexing.entries();
    this.calendars = indexing.calendars();
    this.findings = List.copyOf(indexing.findings());
    this.complete = reader.isComplete();
    this.transcoded = reader.isTranscoded();
    this.end = reader.end();
    this.count = reader.calendar();
  }

  /**
   * Reads a stream once; closes it.
   *
   * @param name what findings call it, a file's name
   */
  public static CalendarIndex of(InputStream in, String name) throws IOException {
    try (ComponentReader reader = new ComponentReader(in, name)) {
      return new CalendarIndex(reader.outlined(OUTLINE), name, false);
    }
  }

  /** The same for who asks for no hashes: those of the entries, and of their zones, are empty. */
  public static CalendarIndex toConvert(InputStream in, String name) throws IOException {
    try (ComponentReader reader = new ComponentReader(in, name)) {
      return new CalendarIndex(reader.withoutHashes().outlined(OUTLINE), name, false);
    }
  }

  /** The same for a calendar in memory; where it is small, it is read once only. */
  static CalendarIndex toConvert(byte[] bytes, String name) throws IOException {
    if (bytes.length > SMALL) {
      return toConvert(new ByteArrayInputStream(bytes), name);
    }
    try (ComponentReader reader =
        new ComponentReader(new ByteArrayInputStream(bytes), name, bytes.length)) {
      return new CalendarIndex(reader.withoutHashes(), name, true);
    }
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
    return findings;
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
    return Optional.ofNullable(calendars.get(calendar))
        .map(Indexing.Calendar::frame)
        .orElse(Frame.NONE);
  }

  /** The time zones that a VCALENDAR defines, by its number from 1. */
  public List<RawComponent> zones(int calendar) {
    return Optional.ofNullable(calendars.get(calendar))
        .map(Indexing.Calendar::zones)
        .orElse(List.of());
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
      component(span, frame, bytes)
          .map(one -> frame.isOld() ? OldCalendar.modern(one) : one)
          .ifPresent(components::add);
    }
    Zones zones =
        Optional.ofNullable(calendars.get(entry.calendar()))
            .map(Indexing.Calendar::resolved)
            .orElseGet(Zones::none);
    ObjectNode json = Series.read(components, surface, zones, keys, name, found);
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

  private Optional<RawComponent> component(Span span, Frame frame, Bytes bytes) throws IOException {
    Optional<RawComponent> there = Optional.ofNullable(kept.get(span.offset()));
    if (there.isPresent() && !frame.isOld()) {
      return there;
    }
    byte[] piece = bytes.read(span);
    try (ComponentReader reader =
        new ComponentReader(new ByteArrayInputStream(piece), name, piece.length)) {
      return reader.withoutHashes().from(span, frame).next();
    }
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

  /** What a component of this name becomes; empty where it becomes nothing. */
  static Optional<Kind> kind(String component) {
    return Optional.ofNullable(KINDS.get(component));
  }
}
