// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A stretch of a file, whatever else is read from it. Does not close the file. */
final class ChannelInput extends InputStream {
  private final Window window;
  private long position;
  private final long end;

  ChannelInput(Window window, long position, long length) {
    this.window = window;
    this.position = position;
    this.end = position + length;
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
    int count = window.read(position, bytes, from, (int) Math.min(length, end - position));
    if (count < 0) {
      throw new EOFException();
    }
    position += count;
    return count;
  }
}
