// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.convert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.jscalendar.Calendars;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.LineWriter;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.engine.item.Item;

/** One VCALENDAR of many items, written piece by piece. */
final class CalendarText {
  private static final String END = "END:VCALENDAR\r\n";

  private final Set<String> zones = new HashSet<>();
  private boolean begun;

  /** What an item adds to it; for the first one also its beginning. */
  byte[] part(Item item) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    if (!begun) {
      out.writeBytes(beginning(List.of(item)));
      begun = true;
    }
    Calendars.Written written = Calendars.components(item);
    LineWriter writer = new LineWriter(out);
    try {
      for (RawComponent zone : written.zones()) {
        Optional<String> id = zone.line("TZID").map(ContentLine::value);
        if (id.isEmpty() || zones.add(id.get())) {
          writer.writeComponent(zone);
        }
      }
      for (RawComponent component : written.components()) {
        writer.writeComponent(component);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** How it ends; all of it where there was no item. */
  byte[] end() {
    return begun ? END.getBytes(StandardCharsets.UTF_8) : Calendars.write(List.of());
  }

  /** The lines before the first component. */
  private static byte[] beginning(List<Item> items) {
    String text = new String(Calendars.write(items), StandardCharsets.UTF_8);
    int end = text.indexOf("\r\nBEGIN:");
    return text.substring(0, end < 0 ? text.length() - END.length() : end + 2)
        .getBytes(StandardCharsets.UTF_8);
  }
}
