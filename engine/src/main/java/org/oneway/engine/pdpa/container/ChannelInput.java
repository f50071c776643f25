// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stretch of a file, whatever else is read from it. Does not close the file. */
final class ChannelInput extends InputStream {
  private final FileChannel channel;
  private long position;
  private final long end;

  ChannelInput(FileChannel channel, long position, long length) {
    this.channel = channel;
    this.position = position;
    this.end = position + length;
  }

  /**
   * Reads exactly so many bytes.
   *
   * @throws EOFException if the file ends before
   */
  static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes.flip();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    int count =
        channel.read(
            ByteBuffer.wrap(bytes, from, (int) Math.min(length, end - position)), position);
    if (count < 0) {
      throw new EOFException();
    }
    position += count;
    return count;
  }
}
