// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An append-only file of longs, read again in the order in which they were added. */
final class LongLog implements AutoCloseable {
  private final Path file;
  private final DataOutputStream out;
  private long size;

  LongLog(Path file) throws IOException {
    this.file = file;
    this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 14));
  }

  void add(long value) {
    try {
      out.writeLong(value);
      size++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Hands on all values, at most {@code most} at a time. Nothing is added meanwhile. */
  <X extends Exception> void inBatches(int most, Batches<X> batches) throws X {
    try {
      out.flush();
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 14))) {
        List<Long> batch = new ArrayList<>(most);
        for (long i = 0; i < size; i++) {
          batch.add(in.readLong());
          if (batch.size() == most || i == size - 1) {
            batches.take(batch);
            batch.clear();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes some values; the list is used again afterwards. */
  @FunctionalInterface
  interface Batches<X extends Exception> {
    void take(List<Long> values) throws X;
  }
}
