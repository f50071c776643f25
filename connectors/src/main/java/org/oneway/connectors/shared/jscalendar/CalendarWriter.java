// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.LineWriter;
import org.oneway.connectors.shared.vobject.RawComponent;
import org.oneway.connectors.shared.vobject.Text;
import org.oneway.engine.item.Item;

/**
 * Writes one VCALENDAR, item by item: each time zone once, before what uses it. Where two items
 * mean different zones by one name, the zone of the second gets a name of its own.
 */
public final class CalendarWriter implements AutoCloseable {
  private static final String CALENDAR = "VCALENDAR";

  /** What we call ourselves where nobody else is named. */
  static final String PRODUCT = "-//Oneway//Oneway//EN";

  private final LineWriter writer;
  private final TzidsInUse tzids = new TzidsInUse();
  private final FreeKeys keys = new FreeKeys();

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
    Calendars.Written written = Calendars.components(item, keys);
    TzidsInUse.Fitted fitted = tzids.fit(written.zones());
    for (RawComponent zone : fitted.added()) {
      writer.writeComponent(zone);
    }
    for (RawComponent component : written.components()) {
      writer.writeComponent(fitted.renamed(component));
    }
  }

  /** Ends the calendar. */
  @Override
  public void close() throws IOException {
    writer.end(CALENDAR);
  }
}
