// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a tar file that may be compressed, as many as they are allowed to become. */
final class Unpacking extends FilterInputStream {
  /** Below that nobody counts how well it was packed. */
  private static final long SMALL = 8 << 20;

  private final Counted packed;
  private final Limits limits;
  private long unpacked;
  private boolean isCutOff;

  private Unpacking(InputStream in, Counted packed, Limits limits) {
    super(in);
    this.packed = packed;
    this.limits = limits;
  }

  /** Counts what is taken from a stream, and leaves it open. */
  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int octet = in.read();
      bytes += octet < 0 ? 0 : 1;
      return octet;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int count = in.read(buffer, from, length);
      bytes += Math.max(0, count);
      return count;
    }

    @Override
    public void close() {
      // Belongs to the caller.
    }
  }

  static Unpacking compressed(InputStream in, Limits limits) throws IOException {
    Counted packed = new Counted(in);
    try {
      return new Unpacking(new GZIPInputStream(packed, 1 << 16), packed, limits);
    } catch (EOFException | ZipException e) {
      throw new ContainerDamaged("", "the compressed file was cut off at its start");
    }
  }

  static Unpacking plain(InputStream in, Limits limits) {
    Counted packed = new Counted(in);
    return new Unpacking(packed, packed, limits);
  }

  /** Whether the end that was met is not that of the compressed file. */
  boolean isCutOff() {
    return isCutOff;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    int count;
    try {
      count = in.read(buffer, from, length);
    } catch (EOFException e) {
      // Whoever reads knows best in which entry that is.
      isCutOff = true;
      return -1;
    } catch (ZipException e) {
      throw new ContainerDamaged("", "the compressed file is damaged: " + e.getMessage());
    }
    unpacked += Math.max(0, count);
    if (unpacked > SMALL && unpacked / limits.ratio() > packed.bytes) {
      throw new ContainerDamaged("", "unpacks to more than " + limits.ratio() + " times its size");
    }
    return count;
  }

  /** Goes through what is left out, too: it counts, and may be damaged. */
  @Override
  public long skip(long count) throws IOException {
    byte[] buffer = new byte[(int) Math.min(1 << 16, Math.max(0, count))];
    long left = count;
    for (int read = 0; left > 0 && read >= 0; left -= Math.max(0, read)) {
      read = read(buffer, 0, (int) Math.min(left, buffer.length));
    }
    return count - left;
  }
}
