// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Frame;
import org.oneway.connectors.shared.vobject.LineWriter;

/** Puts a VCALENDAR together from components as they stand. */
final class Composing {
  private static final Set<String> KEPT = Set.of("PRODID", "METHOD");
  private static final String PRODUCT = "-//Oneway//Oneway//EN";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(2048);

  /**
   * Begins a calendar.
   *
   * @param origin of the components: its PRODID and METHOD stay, for they are part of what they
   *     mean
   * @param isNew whether it has a PRODID also where they had none
   */
  Composing(Frame origin, boolean isNew) {
    try {
      LineWriter writer = new LineWriter(out);
      writer.begin("VCALENDAR");
      writer.write(ContentLine.of("VERSION", List.of(), origin.isOld() ? "1.0" : "2.0"));
      if (isNew && origin.text("PRODID").isEmpty()) {
        writer.write(ContentLine.of("PRODID", List.of(), PRODUCT));
      }
      for (ContentLine line : origin.lines()) {
        if (KEPT.contains(line.name())) {
          writer.write(line);
        }
      }
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a component. */
  void add(byte[] component) {
    out.writeBytes(component);
    boolean isEnded = component.length == 0 || component[component.length - 1] == '\n';
    if (!isEnded) {
      out.writeBytes(new byte[] {'\r', '\n'});
    }
  }

  /** The whole, which ends here. */
  byte[] bytes() {
    try {
      new LineWriter(out).end("VCALENDAR");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
