// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.Frame;
import org.oneway.engine.item.Folder;

/** What a calendar says of itself, as what is known of a folder. */
final class CalendarNames {
  private CalendarNames() {}

  /** The folder with the colour and the description of the calendar; its name stays. */
  static Folder described(Folder folder, Frame frame) {
    Optional<String> color = text(frame, "COLOR", "X-APPLE-CALENDAR-COLOR").map(CalendarNames::css);
    Optional<String> description =
        text(frame, "DESCRIPTION", "X-WR-CALDESC")
            .or(() -> text(frame, "NAME", "X-WR-CALNAME").filter(n -> !n.equals(folder.name())));
    return new Folder(
        folder.id(), folder.name(), folder.role(), color, folder.order(), description);
  }

  /** Apple writes the transparency behind the colour, which CSS of that length does not know. */
  private static String css(String color) {
    return color.matches("#[0-9A-Fa-f]{8}") ? color.substring(0, 7) : color;
  }

  /** The first of the properties that says something. */
  private static Optional<String> text(Frame frame, String... names) {
    return List.of(names).stream().flatMap(name -> frame.text(name).stream()).findFirst();
  }
}
