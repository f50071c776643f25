// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which zone of the IANA has the clocks of one that a calendar defines. */
final class ZoneMatch {
  private static final int MOST = 100;

  /**
   * Years in which an item happens.
   *
   * @param last counts too
   */
  record Span(int first, int last) {
    Instant from() {
      return LocalDateTime.of(first, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
    }

    Instant to() {
      return LocalDateTime.of(last + 1, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
    }
  }

  private ZoneMatch() {}

  /** The first zone, common ones before others, whose clocks show the same in all of the span. */
  static Optional<Zone> find(ZoneRules rules, Span span) {
    Set<String> candidates = new LinkedHashSet<>(ZoneNames.COMMON);
    int seconds = rules.getOffset(span.from()).getTotalSeconds();
    int hours = seconds / 3600;
    if (seconds % 3600 == 0 && hours >= -12 && hours <= 14) {
      candidates.add(ZoneNames.fixed(hours));
    }
    candidates.addAll(ZoneNames.all());
    return candidates.stream()
        .map(ZoneNames::zone)
        .filter(zone -> agree(zone.rules(), rules, span))
        .findFirst();
  }

  /** Whether clocks show the same in all of the span. */
  static boolean agree(ZoneRules one, ZoneRules other, Span span) {
    return one.getOffset(span.from()).equals(other.getOffset(span.from()))
        && changes(one, span).equals(changes(other, span));
  }

  private static List<ZoneOffsetTransition> changes(ZoneRules rules, Span span) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    ZoneOffsetTransition next = rules.nextTransition(span.from());
    while (next != null && next.getInstant().isBefore(span.to()) && changes.size() < MOST) {
      changes.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    return changes;
  }
}
