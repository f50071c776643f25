// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.convert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.jscalendar.CalendarWriter;
import org.oneway.connectors.shared.jscalendar.Calendars;
import org.oneway.engine.item.Item;

/** One VCALENDAR of many items, piece by piece. */
final class CalendarText {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
  private Optional<CalendarWriter> writer = Optional.empty();

  /** What an item adds to it; for the first one also its beginning. */
  byte[] part(Item item) {
    try {
      if (writer.isEmpty()) {
        writer = Optional.of(new CalendarWriter(out, item.json().path("prodId").asText()));
      }
      writer.get().write(item);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return taken();
  }

  /** How it ends; all of it where there was no item. */
  byte[] end() {
    if (writer.isEmpty()) {
      return Calendars.write(List.of());
    }
    try {
      writer.get().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return taken();
  }

  private byte[] taken() {
    byte[] bytes = out.toByteArray();
    out.reset();
    return bytes;
  }
}
