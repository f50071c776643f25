// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.oneway.connectors.shared.vobject.RawCard.Span;

/** Reads the bytes of a place in a file. */
public final class Spans {
  private Spans() {}

  /** The bytes at {@code span}, zero where the file has become shorter; moves no position. */
  public static byte[] read(FileChannel file, Span span) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) (span.end() - span.offset()));
    while (buffer.hasRemaining() && file.read(buffer, span.offset() + buffer.position()) >= 0) {
      // Until all of it is there.
    }
    return buffer.array();
  }
}
