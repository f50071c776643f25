// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.convert;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.jscalendar.CalendarIndex;
import org.oneway.connectors.shared.jscalendar.Calendars;
import org.oneway.connectors.shared.vobject.ComponentReader;
import org.oneway.engine.item.Finding;

/** iCalendar and vCalendar 1.0; the file is read once to see what belongs together. */
final class CalendarInput implements Input {
  private final Path file;
  private final String name;
  private Optional<Opened> opened = Optional.empty();
  private boolean toldRest;

  /** The index of the file, and the file. */
  private record Opened(
      CalendarIndex index,
      FileChannel channel,
      CalendarIndex.Bytes bytes,
      Iterator<CalendarIndex.Entry> entries) {}

  /** Opens nothing before it is asked. */
  CalendarInput(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  @Override
  public Optional<Read> next() throws IOException {
    if (opened.isEmpty()) {
      opened = Optional.of(open());
    }
    Opened from = opened.get();
    if (from.entries().hasNext()) {
      return Optional.of(read(from, from.entries().next()));
    }
    return toldRest ? Optional.empty() : rest(from.index());
  }

  /** What is to be said of what belongs to no item. */
  private Optional<Read> rest(CalendarIndex index) {
    toldRest = true;
    List<Finding> findings = new ArrayList<>(index.findings());
    boolean isCut =
        index.calendars() > 0
            && !index.isComplete()
            && index.entries().stream().allMatch(entry -> entry.defect().isEmpty());
    if (isCut) {
      findings.add(Finding.broken(name, "is cut off: the file ends before END:VCALENDAR"));
      return Optional.of(Read.broken("", findings));
    }
    return findings.isEmpty() ? Optional.empty() : Optional.of(Read.told(findings));
  }

  private Opened open() throws IOException {
    CalendarIndex index;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      index = CalendarIndex.toConvert(in, name);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new Opened(index, channel, bytes(index, channel), index.entries().iterator());
  }

  private CalendarIndex.Bytes bytes(CalendarIndex index, FileChannel channel) throws IOException {
    if (index.isTranscoded()) {
      try (InputStream in = ComponentReader.decoded(Files.newInputStream(file))) {
        return CalendarIndex.in(in.readAllBytes());
      }
    }
    return span -> {
      ByteBuffer buffer = ByteBuffer.allocate((int) (span.end() - span.offset()));
      while (buffer.hasRemaining()
          && channel.read(buffer, span.offset() + buffer.position()) >= 0) {
        // Until all of it is there.
      }
      return buffer.array();
    };
  }

  private static Read read(Opened from, CalendarIndex.Entry entry) throws IOException {
    if (entry.defect().isPresent()) {
      return Read.broken(entry.title(), List.of(entry.defect().get()));
    }
    Calendars.Converted converted = from.index().convert(entry, from.bytes());
    String title = converted.item().json().path("title").asText();
    return new Read(Optional.of(converted.item()), title, converted.findings());
  }

  @Override
  public void close() throws IOException {
    if (opened.isPresent()) {
      opened.get().channel().close();
    }
  }
}
