// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The 512 bytes before an entry of a tar file (POSIX.1-2017, pax, "ustar Interchange Format"; GNU's
 * base-256 numbers are read).
 */
final class TarHeader {
  static final int BLOCK = 512;

  private final byte[] block;

  TarHeader(byte[] block) {
    this.block = block;
  }

  /** Whether the file ends here. */
  boolean isEnd() {
    return Arrays.equals(block, new byte[BLOCK]);
  }

  /** Whether these bytes can be a header at all. */
  boolean isOne() {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
    }
    return sum == number(148, 8);
  }

  char type() {
    return (char) (block[156] & 0xff);
  }

  String name() throws ContainerDamaged {
    String name = text(0, 100);
    String prefix = isUstar() ? text(345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** GNU's own form has other fields where POSIX has the prefix. */
  private boolean isUstar() {
    return new String(block, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
  }

  private String text(int from, int length) throws ContainerDamaged {
    int end = from;
    while (end < from + length && block[end] != 0) {
      end++;
    }
    return utf8(block, from, end - from);
  }

  /** Text of a header or of what belongs to one. */
  static String utf8(byte[] bytes, int from, int length) throws ContainerDamaged {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ContainerDamaged(
          new String(bytes, from, length, StandardCharsets.ISO_8859_1),
          "has a name that is not UTF-8");
    }
  }

  int mode() {
    return (int) number(100, 8) & 07777;
  }

  /** In bytes; negative where it cannot be read. */
  long size() {
    return number(124, 12);
  }

  /** In seconds since 1970. */
  long time() {
    return Math.max(0, number(136, 12));
  }

  private long number(int from, int length) {
    if ((block[from] & 0x80) != 0) {
      long value = block[from] & 0x7f;
      for (int i = from + 1; i < from + length; i++) {
        if (value >> 55 != 0) {
          return -1;
        }
        value = (value << 8) | (block[i] & 0xff);
      }
      return value;
    }
    String digits = new String(block, from, length, StandardCharsets.ISO_8859_1);
    int end = digits.indexOf('\0');
    String octal = (end < 0 ? digits : digits.substring(0, end)).strip();
    if (octal.isEmpty()) {
      return 0;
    }
    return octal.matches("[0-7]{1,20}") ? Long.parseLong(octal, 8) : -1;
  }
}
