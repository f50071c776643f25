// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.io.IOException;
import java.io.InputStream;

/**
 * Pulls unfolded lines from a stream of bytes, with their places in it. Holds one line and the one
 * after it, whatever the length of the stream. Lines end with LF, CRLF, CR or CR CR LF; besides
 * folding (RFC 6350 section 3.2), which may split a character, it undoes the soft breaks of
 * quoted-printable and joins base64 whose lines are not indented.
 */
final class LineReader {
  private enum Mode {
    PLAIN,
    QUOTED_PRINTABLE,
    BASE64,
    AGENT
  }

  private final InputStream in;
  private final byte[] buffer;
  private int position;
  private int limit;
  private long consumed;
  private int lines;
  private Stretch line = new Stretch();
  private Stretch ahead = new Stretch();
  private boolean hasAhead;
  private boolean started;
  private boolean keepsFoldingSpace;

  /**
   * @param offset where in its file {@code in} stands
   * @param size about how many bytes there are
   */
  LineReader(InputStream in, long offset, long size) {
    this.in = in;
    this.buffer = new byte[(int) Math.max(512, Math.min(size, 1 << 16))];
    this.consumed = offset;
  }

  /** Whether the blank that begins a folded line belongs to the value, as in vCard 2.1. */
  void keepsFoldingSpace(boolean keeps) {
    keepsFoldingSpace = keeps;
  }

  /** The first line has this number. */
  void startsAtLine(int number) {
    lines = number - 1;
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
    if (!started) {
      started = true;
      hasAhead = readPhysical(ahead);
    }
    if (!hasAhead) {
      return false;
    }
    Stretch free = line;
    line = ahead;
    ahead = free;
    hasAhead = readPhysical(ahead);
    Mode mode = mode(line);
    while (hasAhead && joins(mode)) {
      hasAhead = readPhysical(ahead);
    }
    return true;
  }

  /** The bytes of the line; only the first {@link #length} count, and only until the next line. */
  byte[] bytes() {
    return line.bytes;
  }

  int length() {
    return line.length;
  }

  /** Where the line begins. */
  long offset() {
    return line.offset;
  }

  /** Behind the line's end and its line break. */
  long end() {
    return line.end;
  }

  /** Counted from 1. */
  int number() {
    return line.number;
  }

  /** Whether the line passes {@link Stretch#LIMIT}; what is beyond is not there. */
  boolean isTooLong() {
    return line.tooLong;
  }

  boolean isBlank() {
    for (int i = 0; i < line.length; i++) {
      if (line.bytes[i] != ' ' && line.bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  /** Appends the line ahead if it belongs to this one. */
  private boolean joins(Mode mode) throws IOException {
    if (ahead.length == 0 && line.isName() && isHeadAhead()) {
      // A program has folded behind the name, and begun each such line with an empty one.
      line.end = ahead.end;
      return true;
    }
    boolean indented = ahead.length > 0 && (ahead.bytes[0] == ' ' || ahead.bytes[0] == '\t');
    if (mode == Mode.QUOTED_PRINTABLE && line.length > 0 && line.bytes[line.length - 1] == '=') {
      if (ahead.length == 0) {
        // Some programs write a blank line after each soft break.
        line.end = ahead.end;
        return true;
      }
      if (!indented && ahead.looksLikeProperty()) {
        return false;
      }
      line.length--;
      line.append(ahead, 0);
      return true;
    }
    if (indented && line.length > 0) {
      if (mode == Mode.AGENT) {
        line.append('\\');
        line.append('n');
      }
      line.append(ahead, keepsFoldingSpace && mode == Mode.PLAIN ? 0 : 1);
      return true;
    }
    if (mode == Mode.BASE64
        && ahead.length > 0
        && line.bytes[line.length - 1] != '='
        && ahead.isBase64()) {
      line.append(ahead, 0);
      return true;
    }
    return false;
  }

  /**
   * Whether the stream goes on with the rest of a head: indented, with a parameter or the value.
   */
  private boolean isHeadAhead() throws IOException {
    if (limit - position < 3) {
      refill();
    }
    return limit - position > 1
        && (buffer[position] == ' ' || buffer[position] == '\t')
        && (buffer[position + 1] == ':' || buffer[position + 1] == ';');
  }

  private static Mode mode(Stretch line) {
    int colon = line.indexOf((byte) ':');
    if (colon < 0) {
      return Mode.PLAIN;
    }
    if (line.holds("AGENT", 0, Math.min(5, colon))
        && line.holds("BEGIN:VCARD", Math.max(colon + 1, line.length - 11), line.length)) {
      return Mode.AGENT;
    }
    int semicolon = line.indexOf((byte) ';');
    if (semicolon < 0 || semicolon > colon) {
      return Mode.PLAIN;
    }
    if (line.isEncoded("QUOTED-PRINTABLE", colon)) {
      return Mode.QUOTED_PRINTABLE;
    }
    return line.isEncoded("BASE64", colon) || line.isEncoded("B", colon) ? Mode.BASE64 : Mode.PLAIN;
  }

  private boolean readPhysical(Stretch into) throws IOException {
    into.clear(consumed, ++lines);
    boolean any = false;
    while (position < limit || fill()) {
      any = true;
      int from = position;
      while (position < limit && buffer[position] != '\n' && buffer[position] != '\r') {
        position++;
      }
      into.append(buffer, from, position);
      consumed += position - from;
      if (position < limit) {
        skipLineBreak();
        break;
      }
    }
    into.end = consumed;
    return any;
  }

  private void skipLineBreak() throws IOException {
    if (limit - position < 3) {
      refill();
    }
    int length = 1;
    if (buffer[position] == '\r') {
      if (position + 1 < limit && buffer[position + 1] == '\n') {
        length = 2;
      } else if (position + 2 < limit
          && buffer[position + 1] == '\r'
          && buffer[position + 2] == '\n') {
        length = 3;
      }
    }
    position += length;
    consumed += length;
  }

  /** Makes at least three bytes available where there are any. */
  private void refill() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    while (limit < 3) {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        return;
      }
      limit += read;
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(in.read(buffer, 0, buffer.length), 0);
    return limit > 0;
  }

  static boolean isNameByte(int b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_';
  }
}
