// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a message as it stands in a file: what {@link MessageBytes} takes off is put on. The
 * file's own header fields come later, at the place that is noted for them.
 */
final class Encoder extends OutputStream {
  private static final int LONGEST_NAME = 80;
  private static final int MOST_QUOTES = 1000;
  private static final byte[] FROM = FromLine.START.getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final Quoting quoting;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean isUndecided = true;
  private boolean isInHeader = true;
  private boolean isAmbiguous;
  private long written;
  private long fieldsAt = -1;
  private long bodyAt = -1;
  private boolean hasEndedLine;
  private boolean hasCrlf;
  private int last = '\n';

  Encoder(OutputStream out, Quoting quoting) {
    this.out = out;
    this.quoting = quoting;
  }

  /**
   * A message in a file, without the line before it.
   *
   * @param length of its bytes
   * @param fieldsAt where the file's own fields belong; negative where there is no place
   * @param bodyLength of what follows the header
   * @param hasOpenEnd whether its last line has no end
   * @param isAmbiguous whether a line of it cannot be told from a quoted one
   * @param lineEnd what ends its first line
   */
  record Encoded(
      long length,
      long fieldsAt,
      long bodyLength,
      boolean hasOpenEnd,
      boolean isAmbiguous,
      String lineEnd) {}

  @Override
  public void write(int b) throws IOException {
    if ((b & 0xff) == '\n' && !hasEndedLine) {
      hasEndedLine = true;
      hasCrlf = last == '\r';
    }
    last = b & 0xff;
    if (!isUndecided) {
      emit(b);
    } else {
      line.write(b);
      if (isInHeader) {
        lookAtHeader();
      } else {
        lookAtBody();
      }
    }
    isUndecided |= last == '\n';
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  private void emit(int b) throws IOException {
    out.write(b);
    written++;
  }

  private void flushLine() throws IOException {
    for (byte b : line.toByteArray()) {
      emit(b);
    }
    line.reset();
    isUndecided = false;
  }

  private void lookAtHeader() throws IOException {
    int first = line.toByteArray()[0];
    if (first == ' ' || first == '\t') {
      flushLine();
      return;
    }
    boolean isDone = last == '\n' || last == ':' || line.size() > LONGEST_NAME;
    if (!isDone) {
      return;
    }
    fieldsAt = fieldsAt < 0 ? written : fieldsAt;
    String text = line.toString(StandardCharsets.ISO_8859_1);
    if (last == ':' && OwnFields.isToBeQuoted(text.substring(0, text.length() - 1))) {
      for (byte b : OwnFields.PREFIX.getBytes(StandardCharsets.US_ASCII)) {
        emit(b);
      }
    }
    flushLine();
    if (text.equals("\n") || text.equals("\r\n")) {
      isInHeader = false;
      bodyAt = written;
    }
  }

  private void lookAtBody() throws IOException {
    byte[] start = line.toByteArray();
    int quotes = 0;
    while (quotes < start.length && start[quotes] == '>') {
      quotes++;
    }
    int matched = 0;
    while (quotes + matched < start.length
        && matched < FROM.length
        && start[quotes + matched] == FROM[matched]) {
      matched++;
    }
    if (matched == FROM.length) {
      isAmbiguous |= quoting == Quoting.MBOXO && quotes == 1;
      if (quoting.isToBeQuoted(quotes)) {
        emit('>');
      }
      flushLine();
    } else if (quotes + matched < start.length || quotes > MOST_QUOTES) {
      flushLine();
    }
  }

  /** Notes that the message has come to its end; to be asked once. */
  Encoded end() throws IOException {
    boolean hasOpenEnd = last != '\n';
    if (isInHeader && fieldsAt < 0 && (line.size() > 0 || !hasOpenEnd)) {
      fieldsAt = written;
    }
    flushLine();
    if (hasOpenEnd) {
      emit('\n');
    }
    return new Encoded(
        written,
        fieldsAt,
        bodyAt < 0 ? 0 : written - bodyAt,
        hasOpenEnd,
        isAmbiguous,
        hasCrlf ? "\r\n" : "\n");
  }
}
