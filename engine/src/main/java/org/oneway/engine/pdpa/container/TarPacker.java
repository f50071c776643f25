// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * Packs a compressed tar file: ustar, with pax headers for what does not fit into it. What goes out
 * is compressed and written behind the caller's back.
 */
final class TarPacker extends Packer {
  private static final long MAX_SIZE = 077777777777L;

  /** What may wait in the compressor, in bytes. */
  private static final int WAITING = 1 << 16;

  private final Behind behind = new Behind("oneway-packing");
  private final Counted packed;
  private final Compressing compressing;
  private final OutputStream tar;
  private final Spool content;

  TarPacker(OutputStream out, Path scratch) throws IOException {
    this.packed = new Counted(out);
    this.compressing = new Compressing(packed);
    this.tar = new BufferedOutputStream(new Later(), 1 << 16);
    this.content = new Spool(scratch.resolve(".oneway-content.tmp"));
  }

  /** Its memory outside of Java's is given back without writing anything. */
  private static final class Compressing extends GZIPOutputStream {
    Compressing(OutputStream out) throws IOException {
      super(out, 1 << 14);
    }

    void end() {
      def.end();
    }
  }

  /** Has compressed what is written, later. */
  private final class Later extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      byte[] copy = Arrays.copyOfRange(bytes, from, from + length);
      behind.then(length, () -> compressing.write(copy));
    }
  }

  private static final class Counted extends FilterOutputStream {
    private long bytes;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int from, int length) throws IOException {
      out.write(buffer, from, length);
      bytes += length;
    }
  }

  @Override
  void pack(String path, Instant time, Content file) throws IOException {
    try {
      file.writeTo(content);
    } catch (IOException | RuntimeException e) {
      content.clear();
      throw e;
    }
    long size = content.length();
    header(path, time, size);
    content.moveTo(tar);
    pad(size);
  }

  private void header(String path, Instant time, long size) throws IOException {
    StringBuilder more = new StringBuilder();
    int slash = slash(path);
    if (slash < 0) {
      more.append(pax("path", path));
    }
    if (size > MAX_SIZE) {
      more.append(pax("size", Long.toString(size)));
    }
    if (more.length() > 0) {
      byte[] addition = more.toString().getBytes(StandardCharsets.UTF_8);
      tar.write(block("PaxHeader", 0, 'x', addition.length, time));
      tar.write(addition);
      pad(addition.length);
    }
    // Whoever does not know pax finds some name that is not too long.
    String name = slash < 0 ? "long-name-" + count() : path;
    tar.write(block(name, Math.max(0, slash), '0', Math.min(MAX_SIZE, size), time));
  }

  /** Where ustar parts the name; 0 if it need not, negative if it cannot hold it. */
  private static int slash(String path) {
    if (path.chars().anyMatch(letter -> letter > 0x7f)) {
      return -1;
    }
    if (path.length() <= 100) {
      return 0;
    }
    int slash = path.lastIndexOf('/', 155);
    return slash > 0 && path.length() - slash - 1 <= 100 ? slash : -1;
  }

  /** The length of the line counts its own digits. */
  private static String pax(String key, String value) {
    int rest = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8).length;
    int length = rest + 1;
    while (length != rest + Integer.toString(length).length()) {
      length = rest + Integer.toString(length).length();
    }
    return length + " " + key + "=" + value + "\n";
  }

  private static byte[] block(String path, int slash, char type, long size, Instant time) {
    byte[] block = new byte[TarHeader.BLOCK];
    put(block, 0, slash > 0 ? path.substring(slash + 1) : path);
    put(block, 100, "0000600\0" + "0000000\0" + "0000000\0");
    put(block, 124, octal(size, 11) + " " + octal(seconds(time), 11) + " ");
    put(block, 148, "        " + type);
    put(block, 257, "ustar\0" + "00");
    put(block, 345, slash > 0 ? path.substring(0, slash) : "");
    int sum = 0;
    for (byte octet : block) {
      sum += octet & 0xff;
    }
    put(block, 148, octal(sum, 6) + "\0 ");
    return block;
  }

  private static long seconds(Instant time) {
    return Math.max(0, Math.min(MAX_SIZE, time.getEpochSecond()));
  }

  private static String octal(long number, int digits) {
    String octal = Long.toOctalString(number);
    return "0".repeat(digits - octal.length()) + octal;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private void pad(long size) throws IOException {
    tar.write(new byte[(int) (-size & (TarHeader.BLOCK - 1))]);
  }

  @Override
  public long size() throws IOException {
    tar.flush();
    behind.join();
    return packed.bytes + WAITING;
  }

  @Override
  public void finish() throws IOException {
    tar.write(new byte[2 * TarHeader.BLOCK]);
    tar.flush();
    behind.join();
    compressing.finish();
    packed.flush();
  }

  @Override
  public void close() throws IOException {
    behind.close();
    compressing.end();
    content.close();
  }
}
