// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a file into messages, in memory that does not grow with the file: a message begins behind a
 * line that begins with "From " and has a date, at the beginning of the file or after an empty
 * line.
 */
final class Splitter implements Closeable {
  private static final int BUFFER = 1 << 16;

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length:\\s*(\\d{1,15})\\s*");

  private final FileChannel file;
  private final InputStream in;
  private boolean isInHeader;
  private long length = -1;
  private long position;
  private long lineStart;
  private long emptyStart;
  private boolean wasEmpty = true;
  private boolean hasEnded;
  private boolean isStrange;
  private Optional<Instant> begun = Optional.empty();
  private long head;
  private long start;

  Splitter(Path file) throws IOException {
    this.file = FileChannel.open(file, StandardOpenOption.READ);
    this.in = new BufferedInputStream(Channels.newInputStream(this.file), BUFFER);
  }

  /** The next message; empty at the end of the file. */
  Optional<Span> next() throws IOException {
    while (!hasEnded) {
      Optional<String> line = line();
      Optional<Instant> arrival = line.filter(l -> wasEmpty).flatMap(FromLine::arrival);
      if (line.isEmpty()) {
        hasEnded = true;
        return begun.map(arrived -> span(arrived, wasEmpty ? emptyStart : position));
      }
      if (arrival.isPresent()) {
        Optional<Span> ended = begun.map(arrived -> span(arrived, emptyStart));
        begun = arrival;
        head = lineStart;
        start = position;
        emptyStart = position;
        wasEmpty = false;
        isInHeader = true;
        length = -1;
        if (ended.isPresent()) {
          return ended;
        }
        continue;
      }
      wasEmpty = line.get().isEmpty();
      emptyStart = wasEmpty ? lineStart : emptyStart;
      isStrange |= begun.isEmpty() && !wasEmpty;
      if (isInHeader) {
        readHeader(line.get());
      }
    }
    return Optional.empty();
  }

  /** Behind a header that tells how long the body is, nothing of it is looked at (mboxcl). */
  private void readHeader(String line) throws IOException {
    Matcher told = LENGTH.matcher(line);
    if (told.matches()) {
      length = Long.parseLong(told.group(1));
    }
    isInHeader = !line.isEmpty();
    if (!isInHeader && length > 0 && isEnd(position + length)) {
      in.skipNBytes(length);
      position += length;
      wasEmpty = false;
    }
  }

  /** Whether a message may end here: the length is often wrong, and then says nothing. */
  private boolean isEnd(long end) throws IOException {
    ByteBuffer behind = ByteBuffer.allocate(FromLine.START.length() + 3);
    if (end > file.size()) {
      return false;
    }
    for (int read = 0; read >= 0 && behind.hasRemaining(); ) {
      read = file.read(behind, end + behind.position());
    }
    String text = new String(behind.array(), 0, behind.position(), StandardCharsets.ISO_8859_1);
    return text.isBlank() || text.matches("(?s)\\r?\\n" + FromLine.START + ".*");
  }

  private Span span(Instant arrived, long end) {
    return new Span(head, start, Math.max(start, end), arrived);
  }

  /** The file as it was when this was begun, also where another has its name by now. */
  FileChannel file() {
    return file;
  }

  /** Whether something stands before the first message. */
  boolean isStrange() {
    return isStrange;
  }

  /** The beginning of the next line, without its end; empty at the end of the file. */
  private Optional<String> line() throws IOException {
    lineStart = position;
    byte[] kept = new byte[wasEmpty || isInHeader ? FromLine.LONGEST : 2];
    int length = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      position++;
      if (b == '\n') {
        int end =
            length > 0 && length <= kept.length && kept[length - 1] == '\r' ? length - 1 : length;
        return Optional.of(text(kept, end));
      }
      if (length < kept.length) {
        kept[length] = (byte) b;
      }
      length++;
    }
    return position == lineStart ? Optional.empty() : Optional.of(text(kept, length));
  }

  private static String text(byte[] kept, int length) {
    return new String(kept, 0, Math.min(length, kept.length), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    in.close();
    file.close();
  }
}
