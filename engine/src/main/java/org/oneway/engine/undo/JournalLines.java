// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The lines of a journal: all in their order, then any of them again. */
final class JournalLines implements AutoCloseable {
  private final FileChannel file;
  private final InputStream bytes;
  private long position;

  JournalLines(Path file) throws IOException {
    this.file = FileChannel.open(file, StandardOpenOption.READ);
    this.bytes = new BufferedInputStream(Channels.newInputStream(this.file), 1 << 16);
  }

  /** Where in the file a line is. */
  record Place(long from, int length) {}

  /** A line. */
  record Line(Place place, ObjectNode says) {}

  /** The next line; a last one that is cut off is none. */
  Optional<Line> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = bytes.read();
    while (next >= 0 && next != '\n') {
      line.write(next);
      next = bytes.read();
    }
    if (next < 0) {
      return Optional.empty();
    }
    Place place = new Place(position, line.size());
    position += line.size() + 1L;
    return Optional.of(new Line(place, EntryCodec.parse(line.toString(StandardCharsets.UTF_8))));
  }

  /** A line that was met before. */
  ObjectNode at(Place place) throws IOException {
    ByteBuffer line = ByteBuffer.allocate(place.length());
    while (line.hasRemaining()) {
      if (file.read(line, place.from() + line.position()) < 0) {
        throw new EOFException("the journal has become shorter");
      }
    }
    return EntryCodec.parse(new String(line.array(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    bytes.close();
    file.close();
  }
}
