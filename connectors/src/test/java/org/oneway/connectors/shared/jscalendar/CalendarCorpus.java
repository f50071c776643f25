// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real calendars that the tests read. */
final class CalendarCorpus {
  private CalendarCorpus() {}

  /** All files of calendars, by name. */
  static List<Path> files() {
    try (Stream<Path> files = Files.list(DerivedPairsTest.folder("icalendar"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of a file, in short: what it is called in its project. */
  static String name(Path file) {
    return file.getFileName().toString();
  }

  /** What is in a file, on a surface. */
  static List<List<ObjectNode>> objects(byte[] bytes, Surface surface) {
    return Calendars.read(bytes, "calendar.ics").items().stream()
        .map(converted -> Calendars.objects(surface, converted.item()))
        .toList();
  }
}
