// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.LineWriter;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.connectors.shared.vobject.Text;
import org.oneway.engine.item.Item;

/** Writes one VCALENDAR, item by item: each time zone once, before what uses it. */
public final class CalendarWriter implements AutoCloseable {
  private static final String CALENDAR = "VCALENDAR";

  /** What we call ourselves where nobody else is named. */
  static final String PRODUCT = "-//Oneway//Oneway//EN";

  private final LineWriter writer;
  private final Set<String> defined = new HashSet<>();

  /**
   * Begins a calendar.
   *
   * @param out should be buffered; is not closed
   * @param product whose work it is (PRODID); ours where empty
   */
  public CalendarWriter(OutputStream out, String product) throws IOException {
    writer = new LineWriter(out);
    writer.begin(CALENDAR);
    writer.write(ContentLine.of("VERSION", List.of(), "2.0"));
    String name = product.isEmpty() ? PRODUCT : product;
    writer.write(ContentLine.of("PRODID", List.of(), Text.escape(name)));
  }

  /** Writes an item, and the time zones that it is the first to use. */
  public void write(Item item) throws IOException {
    Calendars.Written written = Calendars.components(item);
    for (RawComponent zone : written.zones()) {
      if (defined.add(zone.line("TZID").map(ContentLine::value).orElse(""))) {
        writer.writeComponent(zone);
      }
    }
    for (RawComponent component : written.components()) {
      writer.writeComponent(component);
    }
  }

  /** Ends the calendar. */
  @Override
  public void close() throws IOException {
    writer.end(CALENDAR);
  }
}
