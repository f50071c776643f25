// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.util.List;
import java.util.Optional;

/**
 * What a VCALENDAR says of itself (RFC 5545 section 3.6).
 *
 * @param isOld whether it is a vCalendar 1.0, whose texts, lists and rules are written in another
 *     way
 * @param lines its own properties, without VERSION; those read so far while it is being read
 */
public record Frame(boolean isOld, List<ContentLine> lines) {
  /** Of components that stand in no calendar. */
  public static final Frame NONE = new Frame(false, List.of());

  public Frame {
    lines = List.copyOf(lines);
  }

  /** The text of its first property of this name that says something. */
  public Optional<String> text(String wanted) {
    for (ContentLine line : lines) {
      if (line.name().equals(wanted) && !line.value().isBlank()) {
        return Optional.of(Text.unescape(line.value(), syntax()).trim());
      }
    }
    return Optional.empty();
  }

  /** How its texts are escaped: as in the vCards of its time. */
  public CardVersion syntax() {
    return isOld ? CardVersion.V2_1 : CardVersion.V3_0;
  }
}
