// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Builds tar files block by block, also such as no packer makes. */
final class HostileTar {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds a file. */
  HostileTar add(String name, byte[] content) {
    return add(name, '0', 0600, content);
  }

  HostileTar add(String name, char type, int mode, byte[] content) {
    out.writeBytes(header(name, type, mode, content.length));
    return bytes(content);
  }

  /** The bytes of an entry, and what fills the last block. */
  HostileTar bytes(byte[] content) {
    out.writeBytes(content);
    out.writeBytes(new byte[-content.length & 511]);
    return this;
  }

  /** Adds a pax header before the next entry. */
  HostileTar pax(String lines) {
    return add("PaxHeader", 'x', 0600, lines.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] header(String name, char type, int mode, long size) {
    byte[] block = new byte[512];
    put(block, 0, name);
    put(
        block,
        100,
        "%07o\0%07o\0%07o\0%011o %011o         %c".formatted(mode, 0, 0, size, 0, type));
    put(block, 157, type == '1' || type == '2' ? "/etc/passwd" : "");
    put(block, 257, "ustar\00000");
    int sum = 0;
    for (byte octet : block) {
      sum += octet & 0xff;
    }
    put(block, 148, "%06o\0 ".formatted(sum));
    return block;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, 512 - at));
  }

  HostileTar raw(byte[] blocks) {
    out.writeBytes(blocks);
    return this;
  }

  /** The file with its end. */
  byte[] tar() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(out.toByteArray());
    whole.writeBytes(new byte[1_024]);
    return whole.toByteArray();
  }

  /** The same, compressed. */
  byte[] compressed() {
    return compressed(tar());
  }

  static byte[] compressed(byte[] tar) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(tar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
