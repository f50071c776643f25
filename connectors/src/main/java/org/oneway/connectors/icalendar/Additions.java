// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.files.Made;
import org.oneway.connectors.shared.jscalendar.CalendarIndex;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawCard.Span;
import org.oneway.connectors.shared.vobject.RawComponent;

/** What comes to a VCALENDAR with new items: their components, and time zones that it lacks. */
final class Additions {
  private final Map<String, String> hashes = new HashMap<>();

  /**
   * @param zones those that the calendar has
   */
  Additions(List<RawComponent> zones) {
    zones.forEach(this::note);
  }

  private void note(RawComponent zone) {
    tzid(zone).ifPresent(id -> hashes.put(id, zone.hash()));
  }

  private static Optional<String> tzid(RawComponent zone) {
    return zone.line("TZID").map(ContentLine::value);
  }

  /** Whether the calendar means something else by the name of a time zone of the item. */
  boolean conflictsWith(Made item) {
    return zones(item).stream().anyMatch(this::conflicts);
  }

  private boolean conflicts(RawComponent zone) {
    Optional<String> id = tzid(zone).filter(name -> !isKnown(name));
    return id.isPresent()
        && hashes.containsKey(id.get())
        && !zone.hash().equals(hashes.get(id.get()));
  }

  /** Whether everybody knows what a time zone of this name is. */
  private static boolean isKnown(String name) {
    try {
      ZoneId.of(name);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** What an item brings, in the order in which it is to stand. */
  List<byte[]> of(Made item) {
    List<byte[]> parts = new ArrayList<>();
    for (RawComponent zone : zones(item)) {
      if (tzid(zone).filter(id -> !hashes.containsKey(id)).isPresent()) {
        parts.add(bytes(item, zone.span()));
        note(zone);
      }
    }
    item.piece().spans().forEach(span -> parts.add(bytes(item, span)));
    return parts;
  }

  private static byte[] bytes(Made item, Span span) {
    return Arrays.copyOfRange(item.bytes(), (int) span.offset(), (int) span.end());
  }

  private static List<RawComponent> zones(Made item) {
    if (!(item.piece() instanceof CalendarPiece piece)) {
      return List.of();
    }
    CalendarIndex index = piece.index();
    return Lines.zonesOf(
        Lines.components(piece.entry(), index, CalendarIndex.in(item.bytes())),
        index.zones(piece.entry().calendar()));
  }
}
