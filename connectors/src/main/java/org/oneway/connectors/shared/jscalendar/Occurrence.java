// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.RawComponent;

/**
 * An occurrence of a series, without what no patch can change (RFC 8984 section 4.3.5).
 *
 * @param component without those lines
 * @param kept those lines, which travel as they are
 */
record Occurrence(RawComponent component, List<ContentLine> kept) {
  /** What only a series has. */
  private static final Set<String> OF_THE_SERIES = Set.of("RRULE", "EXRULE", "RDATE", "EXDATE");

  /** What all occurrences have like their series. */
  private static final Set<String> INHERITED = Set.of("CLASS", "RELATED-TO", "ORGANIZER");

  /** The occurrence that a component is; whole where its series is not there. */
  static Occurrence of(RawComponent component, Optional<RawComponent> series) {
    if (series.isEmpty()) {
      return new Occurrence(component, List.of());
    }
    List<ContentLine> lines = new ArrayList<>();
    List<ContentLine> kept = new ArrayList<>();
    for (ContentLine line : component.lines()) {
      String name = line.name();
      boolean isKept =
          OF_THE_SERIES.contains(name)
              || (INHERITED.contains(name)
                  && !texts(component, name).equals(texts(series.get(), name)));
      (isKept ? kept : lines).add(line);
    }
    if (kept.isEmpty()) {
      return new Occurrence(component, kept);
    }
    RawComponent rest =
        new RawComponent(
            component.name(),
            component.span(),
            component.hash(),
            lines,
            component.components(),
            component.findings(),
            component.defect());
    return new Occurrence(rest, kept);
  }

  private static List<String> texts(RawComponent component, String name) {
    List<String> texts = new ArrayList<>();
    for (ContentLine line : component.lines()) {
      if (line.name().equals(name)) {
        texts.add(line.parameters() + ":" + line.value());
      }
    }
    return texts;
  }

  /** The lines of an occurrence that is written, where those that were kept stand for others. */
  static List<ContentLine> without(List<ContentLine> written, List<ContentLine> kept) {
    List<ContentLine> lines = new ArrayList<>(written);
    for (ContentLine line : kept) {
      if (INHERITED.contains(line.name())) {
        lines.removeIf(other -> other.name().equals(line.name()));
      }
    }
    return lines;
  }
}
