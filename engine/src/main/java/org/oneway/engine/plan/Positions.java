// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.OptionalLong;

/** A spool position for some pairing numbers: one bit each in memory, the rest in a sparse file. */
final class Positions implements AutoCloseable {
  private final FileChannel file;
  private final BitSet present = new BitSet();

  Positions(Path path) throws IOException {
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE);
  }

  void put(int number, long position) {
    try {
      ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).putLong(0, position);
      file.write(bytes, (long) number * Long.BYTES);
      present.set(number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(int number) {
    return present.get(number);
  }

  OptionalLong get(int number) {
    if (!present.get(number)) {
      return OptionalLong.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
      file.read(bytes, (long) number * Long.BYTES);
      return OptionalLong.of(bytes.getLong(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The numbers that have a position. */
  BitSet numbers() {
    return present;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
