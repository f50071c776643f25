// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Where the central directory of a zip file is (APPNOTE 6.3.10, sections 4.3.14 to 4.3.16).
 *
 * @param entries how many it names
 */
record ZipDirectory(long offset, long length, long entries) {
  static final int END = 0x06054b50;
  static final int END_LENGTH = 22;
  static final int END_64 = 0x06064b50;
  static final int END_64_LENGTH = 56;
  static final int LOCATOR_64 = 0x07064b50;
  static final int LOCATOR_64_LENGTH = 20;

  private static final int MAX_COMMENT = 0xffff;
  private static final int SHORT = 0xffff;
  private static final long INT = 0xffffffffL;

  /**
   * Finds it from the end.
   *
   * @throws ContainerDamaged if the file was cut off, has several parts, or its parts overlap
   */
  static ZipDirectory of(FileChannel channel) throws IOException {
    long size = channel.size();
    int length = (int) Math.min(size, END_LENGTH + MAX_COMMENT);
    ByteBuffer tail = new Window(channel).read(size - length, length);
    for (int at = length - END_LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == END && at + END_LENGTH + unsignedShort(tail, at + 20) == length) {
        return of(channel, size - length + at, tail.slice(at, END_LENGTH).order(tail.order()));
      }
    }
    throw new ContainerDamaged("", "the zip file was cut off: its end is not there");
  }

  private static ZipDirectory of(FileChannel channel, long end, ByteBuffer record)
      throws IOException {
    int disk = unsignedShort(record, 4);
    int entriesHere = unsignedShort(record, 8);
    int entries = unsignedShort(record, 10);
    long length = Integer.toUnsignedLong(record.getInt(12));
    long offset = Integer.toUnsignedLong(record.getInt(16));
    ZipDirectory directory = new ZipDirectory(offset, length, entries);
    long directoryEnd = end;
    if (entries == SHORT || length == INT || offset == INT) {
      ByteBuffer locator = ByteBuffer.allocate(0);
      if (end >= LOCATOR_64_LENGTH) {
        locator = new Window(channel).read(end - LOCATOR_64_LENGTH, LOCATOR_64_LENGTH);
      }
      if (locator.hasRemaining() && locator.getInt(0) == LOCATOR_64) {
        directoryEnd = locator.getLong(8);
        directory = of64(channel, directoryEnd, end - LOCATOR_64_LENGTH);
      }
    } else if (disk != 0 || entriesHere != entries) {
      throw new ContainerDamaged("", "is one part of a zip file that was split");
    }
    if (directory.offset < 0
        || directory.length < 0
        || directory.offset + directory.length != directoryEnd) {
      throw new ContainerDamaged("", "the zip file's directory is not where it should be");
    }
    return directory;
  }

  private static ZipDirectory of64(FileChannel channel, long at, long before) throws IOException {
    if (at < 0 || at + END_64_LENGTH > before) {
      throw new ContainerDamaged("", "the zip file's directory is not where it should be");
    }
    try {
      ByteBuffer record = new Window(channel).read(at, END_64_LENGTH);
      if (record.getInt(0) != END_64 || record.getLong(24) != record.getLong(32)) {
        throw new ContainerDamaged("", "the zip file's directory is not where it should be");
      }
      return new ZipDirectory(record.getLong(48), record.getLong(40), record.getLong(32));
    } catch (EOFException e) {
      throw new ContainerDamaged("", "the zip file was cut off");
    }
  }

  private static int unsignedShort(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }
}
