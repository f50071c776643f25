// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Tells a stream's encoding by its first bytes and makes it UTF-8 without a mark. */
final class ByteOrderMark {
  private static final int LONGEST = 4;

  private ByteOrderMark() {}

  /**
   * @param utf8 the stream from behind its mark
   * @param offset how many bytes the mark had
   * @param transcoded whether it was not UTF-8
   */
  record Opened(InputStream utf8, long offset, boolean transcoded) {}

  static Opened open(InputStream in) throws IOException {
    PushbackInputStream pushback = new PushbackInputStream(in, LONGEST);
    byte[] start = pushback.readNBytes(LONGEST);
    int mark = length(start, start.length);
    if (mark > 0) {
      pushback.unread(start, mark, start.length - mark);
      return new Opened(pushback, mark, false);
    }
    pushback.unread(start);
    return wide(start)
        .map(charset -> new Opened(new Transcoding(pushback, charset), 0, true))
        .orElseGet(() -> new Opened(pushback, 0, false));
  }

  /** The length of the mark of UTF-8 that {@code bytes} begin with, or 0. */
  static int length(byte[] bytes, int length) {
    return length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf
        ? 3
        : 0;
  }

  private static Optional<Charset> wide(byte[] start) {
    if (start.length < LONGEST) {
      return Optional.empty();
    }
    boolean little = start[0] == (byte) 0xff && start[1] == (byte) 0xfe;
    boolean big = start[0] == (byte) 0xfe && start[1] == (byte) 0xff;
    if (little || big) {
      return Optional.of(StandardCharsets.UTF_16);
    }
    if (start[0] > 0 && start[1] == 0 && start[2] > 0 && start[3] == 0) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (start[0] == 0 && start[1] > 0 && start[2] == 0 && start[3] > 0) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return Optional.empty();
  }

  /** Reads in one encoding and gives UTF-8. */
  private static final class Transcoding extends InputStream {
    private final Reader reader;
    private final char[] characters = new char[4096];
    private byte[] bytes = new byte[0];
    private int position;
    private int kept;

    Transcoding(InputStream in, Charset charset) {
      reader = new InputStreamReader(in, charset);
    }

    @Override
    public int read() throws IOException {
      return fill() ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, bytes.length - position);
      System.arraycopy(bytes, position, into, offset, count);
      position += count;
      return count;
    }

    private boolean fill() throws IOException {
      while (position == bytes.length) {
        int read = reader.read(characters, kept, characters.length - kept);
        if (read < 0) {
          return false;
        }
        int end = kept + read;
        // A pair that the buffer cuts in half is encoded with the next piece.
        kept = Character.isHighSurrogate(characters[end - 1]) && end > 1 ? 1 : 0;
        bytes = new String(characters, 0, end - kept).getBytes(StandardCharsets.UTF_8);
        if (kept == 1) {
          characters[0] = characters[end - 1];
        }
        position = 0;
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      reader.close();
      bytes = Arrays.copyOf(bytes, 0);
    }
  }
}
