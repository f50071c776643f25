// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a file that is open; closing it closes nothing. */
final class Part extends InputStream {
  private final FileChannel file;
  private final long end;
  private long position;

  Part(FileChannel file, long start, long end) {
    this.file = file;
    this.position = start;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (position >= end) {
      return length == 0 ? 0 : -1;
    }
    int most = (int) Math.min(length, end - position);
    int count = file.read(ByteBuffer.wrap(buffer, offset, most), position);
    position += Math.max(count, 0);
    return count;
  }
}
