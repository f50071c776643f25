// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keeps bytes until it is known how many there are: few of them in memory, many in a scratch file.
 * Is used again and again.
 */
final class Spool extends OutputStream implements Closeable {
  private static final int IN_MEMORY = 1 << 20;

  private final Path file;
  private byte[] memory = new byte[1 << 12];
  private int used;
  private long length;
  private Optional<OutputStream> onDisk = Optional.empty();

  /** Keeps in {@code file}, which need not be there, what is too much for memory. */
  Spool(Path file) {
    this.file = file;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (onDisk.isEmpty() && used + count > IN_MEMORY) {
      OutputStream disk =
          new BufferedOutputStream(
              Files.newOutputStream(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.TRUNCATE_EXISTING),
              1 << 16);
      onDisk = Optional.of(disk);
      disk.write(memory, 0, used);
    }
    if (onDisk.isPresent()) {
      onDisk.get().write(bytes, from, count);
    } else {
      if (used + count > memory.length) {
        memory = Arrays.copyOf(memory, Math.max(used + count, memory.length * 2));
      }
      System.arraycopy(bytes, from, memory, used, count);
      used += count;
    }
    length += count;
  }

  /** How many bytes are kept. */
  long length() {
    return length;
  }

  /** Hands on what was kept, and begins anew. */
  void moveTo(OutputStream out) throws IOException {
    if (onDisk.isPresent()) {
      onDisk.get().close();
      onDisk = Optional.empty();
      try (InputStream in = Files.newInputStream(file)) {
        in.transferTo(out);
      }
    } else {
      out.write(memory, 0, used);
    }
    clear();
  }

  /** Forgets what was kept, and begins anew. */
  void clear() throws IOException {
    if (onDisk.isPresent()) {
      onDisk.get().close();
      onDisk = Optional.empty();
    }
    used = 0;
    length = 0;
  }

  @Override
  public void close() throws IOException {
    clear();
    Files.deleteIfExists(file);
  }
}
