// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.oneway.connectors.shared.vobject.ComponentReader;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Frame;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.connectors.shared.vobject.RawCard.Span;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Finding.Level;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/** The one pass over a stream of calendars that finds out which components belong together. */
final class Indexing {
  /** So many components that become nothing are told one by one. */
  private static final int MOST_LOST = 1_000;

  /** One VCALENDAR. */
  record Calendar(Frame frame, List<RawComponent> zones, Zones resolved) {}

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

  private final ComponentReader reader;
  private final String name;
  private final Optional<Map<Long, RawComponent>> kept;
  private final List<Growing> all = new ArrayList<>();
  private final Map<Kind, Map<Uid, Growing>> byKey = new EnumMap<>(Kind.class);
  private final Map<Integer, Calendar> calendars = new HashMap<>();
  private final Map<Integer, String> ownZones = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private int lost;

  /**
   * @param name what findings call the stream
   * @param kept gets the components by their offsets, where they need not be read again
   */
  Indexing(ComponentReader reader, String name, Optional<Map<Long, RawComponent>> kept) {
    this.reader = reader;
    this.name = name;
    this.kept = kept;
  }

  /** Reads to the end. */
  void read() throws IOException {
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
      Optional<Kind> kind = CalendarIndex.kind(component.name());
      if (kind.isPresent()) {
        add(component, kind.get(), calendar);
      } else if (component.name().equals("VTIMEZONE")) {
        zones.add(component);
      } else {
        lose(component);
      }
    }
    if (lost > MOST_LOST) {
      String rest = "holds %d more that are no event, task or note".formatted(lost - MOST_LOST);
      findings.add(new Finding(Level.LOST, "", name, rest));
    }
    calendars.computeIfPresent(
        reader.calendar(),
        (number, last) -> new Calendar(reader.frame(), last.zones(), last.resolved()));
  }

  private void lose(RawComponent component) {
    if (++lost <= MOST_LOST) {
      findings.add(
          new Finding(
              Level.LOST,
              component.name(),
              name + " line " + component.span().line(),
              "is no event, task or note, and does not travel"));
    }
  }

  private void add(RawComponent component, Kind kind, int calendar) {
    Optional<Uid> uid = component.uid().map(Uid::new);
    boolean isMaster = !Series.isOccurrence(component);
    Map<Uid, Growing> ofKind = byKey.computeIfAbsent(kind, k -> new HashMap<>());
    Growing there = uid.isEmpty() ? null : ofKind.get(uid.get());
    boolean isBroken = component.defect().isPresent();
    if (there == null || (isMaster && there.hasMaster) || isBroken) {
      Growing made = new Growing(kind, uid, calendar, shortened(component.hash()));
      made.defect = component.defect();
      made.title = isBroken ? component.title() : "";
      all.add(made);
      if (there == null && !isBroken && uid.isPresent()) {
        ofKind.put(uid.get(), made);
      }
      there = made;
    } else {
      there.hash = joined(there.hash, component.hash());
    }
    there.hasMaster |= isMaster;
    there.spans = with(component.span(), there.spans);
    kept.filter(map -> !isBroken && !reader.isOld())
        .ifPresent(map -> map.put(component.span().offset(), component));
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(hash.length(), 32));
  }

  /** Of two hashes one; none where nobody asked for any. */
  private static String joined(String hash, String other) {
    return hash.isEmpty() || other.isEmpty() ? hash : Hashes.of(hash + other);
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

  /** The items, in the order of their first components. */
  List<CalendarIndex.Entry> entries() {
    List<CalendarIndex.Entry> entries = new ArrayList<>(all.size());
    all.forEach(one -> entries.add(entry(one)));
    return entries;
  }

  private CalendarIndex.Entry entry(Growing one) {
    String zones = ownZones.computeIfAbsent(one.calendar, this::hashOfOwnZones);
    return new CalendarIndex.Entry(
        one.kind,
        one.uid,
        one.calendar,
        List.copyOf(one.spans),
        joined(one.hash, zones),
        one.title,
        one.defect);
  }

  /** Of the time zones that mean what this calendar says, and not what their name does. */
  private String hashOfOwnZones(int calendar) {
    return Optional.ofNullable(calendars.get(calendar))
        .map(Calendar::zones)
        .orElse(List.of())
        .stream()
        .filter(Indexing::isOwn)
        .map(RawComponent::hash)
        .collect(Collectors.joining());
  }

  private static boolean isOwn(RawComponent zone) {
    return zone.line("TZID").map(ContentLine::value).filter(ZoneNames::isCertain).isEmpty();
  }

  Map<Integer, Calendar> calendars() {
    return calendars;
  }

  List<Finding> findings() {
    return findings;
  }
}
