// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** The bytes of one file, which must be as many as was said, with the checksum that was said. */
final class CheckedContent extends InputStream {
  private final PackedFile file;
  private final InputStream in;
  private final CRC32 checksum = new CRC32();
  private long remaining;

  CheckedContent(PackedFile file, InputStream in) {
    this.file = file;
    this.in = in;
    this.remaining = file.size();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count;
    try {
      count = in.read(bytes, from, length);
    } catch (EOFException e) {
      throw new ContainerDamaged(file.path(), "is cut off");
    } catch (ZipException e) {
      throw new ContainerDamaged(file.path(), "is damaged: " + e.getMessage());
    }
    if (count < 0) {
      if (remaining > 0) {
        throw new ContainerDamaged(file.path(), "is shorter than the archive says");
      }
      if (checksum.getValue() != file.checksum()) {
        throw new ContainerDamaged(file.path(), "is damaged: its checksum is another");
      }
      return -1;
    }
    remaining -= count;
    if (remaining < 0) {
      throw new ContainerDamaged(file.path(), "is longer than the archive says");
    }
    checksum.update(bytes, from, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
