// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * A file of which small parts are read, often one behind the other: then many of them come with one
 * request. Nobody changes the file. Used by one thread.
 */
final class Window {
  /** What is read at once where one part comes behind the other, in bytes. */
  private static final int AHEAD = 1 << 16;

  /** What may be passed over between two parts, in bytes. */
  private static final int NEAR = 1 << 12;

  private final FileChannel channel;
  private final ByteBuffer bytes = ByteBuffer.allocate(AHEAD).limit(0);
  private long from;
  private long last;

  Window(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * A copy of exactly so many bytes.
   *
   * @throws EOFException if the file ends before
   */
  ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer part = upTo(position, length);
    if (part.limit() < length) {
      throw new EOFException();
    }
    return part;
  }

  /** A copy of so many bytes, or of as many as there are up to the end of the file. */
  ByteBuffer upTo(long position, int most) throws IOException {
    byte[] part = new byte[most];
    int count = 0;
    for (int more = 0; more >= 0 && count < most; count += Math.max(0, more)) {
      more = read(position + count, part, count, most - count);
    }
    return ByteBuffer.wrap(part, 0, count).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads some bytes, at least one, as {@link java.io.InputStream#read(byte[], int, int)} does. */
  int read(long position, byte[] into, int at, int length) throws IOException {
    boolean isNext = Math.abs(position - last) <= NEAR;
    last = position + length;
    if (!holds(position) && isNext && length < AHEAD) {
      from = position;
      bytes.clear();
      int count = channel.read(bytes, position);
      bytes.limit(Math.max(0, count));
    }
    if (!holds(position)) {
      return channel.read(ByteBuffer.wrap(into, at, length), position);
    }
    int start = (int) (position - from);
    int count = Math.min(length, bytes.limit() - start);
    bytes.get(start, into, at, count);
    return count;
  }

  private boolean holds(long position) {
    return position >= from && position < from + bytes.limit();
  }
}
