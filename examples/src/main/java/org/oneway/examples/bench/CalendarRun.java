// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.util.CompatibilityHints;
import org.oneway.connectors.shared.jscalendar.CalendarIndex;
import org.oneway.connectors.shared.jscalendar.CalendarWriter;

/**
 * Reads a file of iCalendar, makes JSCalendar of each item, and writes that as iCalendar; and has
 * ical4j read and write the same file. In turns, as often as its second argument says. Prints as
 * {@link Turns} does. With 0 rounds it converts once, and ical4j does nothing.
 */
final class CalendarRun {
  private CalendarRun() {}

  public static void main(String[] arguments) throws IOException {
    System.setProperty("net.fortuna.ical4j.timezone.update.enabled", "false");
    CompatibilityHints.setHintEnabled(CompatibilityHints.KEY_RELAXED_UNFOLDING, true);
    Path file = Path.of(arguments[0]);
    Turns.print(Integer.parseInt(arguments[1]), () -> convert(file), () -> parseAndWrite(file));
  }

  /** How many items became JSCalendar and iCalendar again. */
  private static long convert(Path file) throws IOException {
    CalendarIndex index = CalendarIndex.toConvert(Files.newInputStream(file), "events");
    long count = 0;
    try (RandomAccessFile pieces = new RandomAccessFile(file.toFile(), "r");
        OutputStream out = nowhere();
        CalendarWriter writer = new CalendarWriter(out, "")) {
      CalendarIndex.Bytes bytes =
          span -> {
            byte[] piece = new byte[(int) (span.end() - span.offset())];
            pieces.seek(span.offset());
            pieces.readFully(piece);
            return piece;
          };
      for (CalendarIndex.Entry entry : index.entries()) {
        writer.write(index.convert(entry, bytes).item());
        count++;
      }
    }
    return count;
  }

  private static long parseAndWrite(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        OutputStream out = nowhere()) {
      new CalendarOutputter(false).output(new CalendarBuilder().build(in), out);
      return 0;
    } catch (ParserException e) {
      throw new IOException(e);
    }
  }

  private static OutputStream nowhere() {
    return new BufferedOutputStream(OutputStream.nullOutputStream());
  }
}
