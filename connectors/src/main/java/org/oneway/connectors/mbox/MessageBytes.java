// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a message as they were before a program put it into the file: without the file's
 * bookkeeping among its header fields, and with "From " at the beginning of lines as it was. All
 * other bytes are as they are in the file.
 */
final class MessageBytes extends InputStream {
  private static final int LONGEST_NAME = 80;
  private static final int MOST_QUOTES = 1000;
  private static final byte[] FROM = FromLine.START.getBytes(StandardCharsets.US_ASCII);

  private final InputStream in;
  private final Quoting quoting;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private byte[] ready = {};
  private int next;
  private boolean isInHeader = true;
  private boolean isLineStart = true;
  private boolean isDropping;
  private boolean hasOpenEnd;
  private int pushed = -1;

  /**
   * @param in the message in the file; closed with this
   */
  MessageBytes(InputStream in, Quoting quoting) {
    this.in = in;
    this.quoting = quoting;
  }

  @Override
  public int read() throws IOException {
    while (true) {
      if (next < ready.length) {
        return ready[next++] & 0xff;
      }
      if (isLineStart && !beginLine()) {
        return -1;
      }
      if (next < ready.length) {
        continue;
      }
      int b = raw();
      if (b < 0) {
        return -1;
      }
      isLineStart = b == '\n';
      if (isLineStart && hasOpenEnd && !isDropping) {
        pushed = in.read();
        if (pushed < 0) {
          return -1;
        }
      }
      if (!isDropping) {
        return b;
      }
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = 0;
    while (count < length) {
      int b = read();
      if (b < 0) {
        return count == 0 ? -1 : count;
      }
      buffer[offset + count++] = (byte) b;
    }
    return count;
  }

  private int raw() throws IOException {
    if (pushed >= 0) {
      int b = pushed;
      pushed = -1;
      return b;
    }
    return in.read();
  }

  /** Looks at the beginning of a line; what was read of it is ready, or dropped. */
  private boolean beginLine() throws IOException {
    held.reset();
    isLineStart = false;
    boolean goesOn = isInHeader ? beginHeaderLine() : beginBodyLine();
    ready = held.toByteArray();
    next = 0;
    return goesOn || ready.length > 0;
  }

  private boolean beginHeaderLine() throws IOException {
    int b = raw();
    if (b < 0) {
      return false;
    }
    if (b == ' ' || b == '\t') {
      // Goes on with the field before, dropped or not.
      pushed = b;
      return true;
    }
    isDropping = false;
    while (b >= 0 && b != '\n' && b != ':' && held.size() < LONGEST_NAME) {
      held.write(b);
      b = raw();
    }
    pushed = b;
    String name = held.toString(StandardCharsets.ISO_8859_1);
    if (b == '\n' && (name.isEmpty() || name.equals("\r"))) {
      isInHeader = false;
      return true;
    }
    if (b == ':' && OwnFields.isFiles(name)) {
      hasOpenEnd |= OwnFields.isOpenEnd(name);
      isDropping = true;
      held.reset();
    } else if (b == ':' && OwnFields.isQuoted(name)) {
      byte[] field = held.toByteArray();
      held.reset();
      held.write(field, OwnFields.PREFIX.length(), field.length - OwnFields.PREFIX.length());
    }
    return true;
  }

  private boolean beginBodyLine() throws IOException {
    int quotes = 0;
    int b = raw();
    while (b == '>' && quotes < MOST_QUOTES) {
      held.write(b);
      quotes++;
      b = raw();
    }
    int matched = 0;
    while (quotes > 0 && matched < FROM.length && b == FROM[matched]) {
      held.write(b);
      matched++;
      b = raw();
    }
    pushed = b;
    if (matched == FROM.length && quoting.isQuoted(quotes)) {
      byte[] line = held.toByteArray();
      held.reset();
      held.write(line, 1, line.length - 1);
    }
    return b >= 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
