// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A CRC-32 over the values of a row; it is kept, so how it is made never changes. */
final class CheckSum {
  private final CRC32 crc = new CRC32();
  private final byte[] eight = new byte[Long.BYTES];

  void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  void add(byte[] bytes) {
    add(bytes.length);
    crc.update(bytes);
  }

  void add(long number) {
    for (int i = 0; i < eight.length; i++) {
      eight[i] = (byte) (number >>> (Byte.SIZE * i));
    }
    crc.update(eight);
  }

  void addNothing() {
    crc.update(0xff);
  }

  int value() {
    return (int) crc.getValue();
  }
}
