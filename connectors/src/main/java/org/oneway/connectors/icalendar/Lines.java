// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.oneway.connectors.shared.jscalendar.CalendarIndex;
import org.oneway.connectors.shared.vobject.ComponentReader;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.connectors.shared.vobject.RawCard.Span;
import org.oneway.connectors.shared.vobject.RawComponent;

/** Looks at the lines of an item without converting them. */
final class Lines {
  /** What programs write anew whenever they export an item, and nobody has edited. */
  private static final Set<String> NOT_CONTENT =
      Set.of("DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE");

  private Lines() {}

  /** The components of an item. */
  static List<RawComponent> components(
      CalendarIndex.Entry entry, CalendarIndex index, CalendarIndex.Bytes bytes) {
    List<RawComponent> components = new ArrayList<>();
    for (Span span : entry.spans()) {
      try (ComponentReader reader =
          new ComponentReader(new ByteArrayInputStream(bytes.read(span)), "")
              .withoutHashes()
              .from(span, index.frame(entry.calendar()))) {
        reader.next().ifPresent(components::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return components;
  }

  /** Those of {@code zones} that the components name. */
  static List<RawComponent> zonesOf(List<RawComponent> components, List<RawComponent> zones) {
    if (zones.isEmpty()) {
      return zones;
    }
    Set<String> named = new HashSet<>();
    components.forEach(component -> addNames(component, named));
    return zones.stream()
        .filter(zone -> zone.line("TZID").filter(id -> named.contains(id.value())).isPresent())
        .toList();
  }

  private static void addNames(RawComponent component, Set<String> named) {
    for (ContentLine line : component.lines()) {
      line.parameter("TZID").ifPresent(named::add);
    }
    component.components().forEach(inner -> addNames(inner, named));
  }

  /** Names an item without uid: the same however its lines are ordered. */
  static String contentHash(List<RawComponent> components) {
    List<String> lines = new ArrayList<>();
    components.forEach(component -> addLines(component, lines));
    Collections.sort(lines);
    return Hashes.of(String.join("\n", lines));
  }

  private static void addLines(RawComponent component, List<String> lines) {
    for (ContentLine line : component.lines()) {
      if (!NOT_CONTENT.contains(line.name())) {
        lines.add(component.name() + line.name() + line.parameters() + line.value());
      }
    }
    component.components().forEach(inner -> addLines(inner, lines));
  }
}
