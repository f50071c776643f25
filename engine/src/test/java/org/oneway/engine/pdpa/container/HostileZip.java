// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Builds zip files byte by byte, also such as no packer makes. */
final class HostileZip {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Entry> entries = new ArrayList<>();

  /** An entry as the central directory has it; each field may be a lie. */
  static final class Entry {
    byte[] name = {};
    int flags = 1 << 11;
    int method = 8;
    long checksum;
    long packed;
    long size;
    int mode = 0100600;
    long offset;
  }

  /** Adds a file; what is answered goes into the central directory and may be changed before. */
  Entry add(String name, byte[] content) {
    return add(name.getBytes(StandardCharsets.UTF_8), deflated(content), content);
  }

  Entry add(byte[] name, byte[] packed, byte[] content) {
    Entry entry = new Entry();
    entry.name = name;
    CRC32 checksum = new CRC32();
    checksum.update(content);
    entry.checksum = checksum.getValue();
    entry.packed = packed.length;
    entry.size = content.length;
    entry.offset = out.size();
    out.writeBytes(local(entry));
    out.writeBytes(packed);
    entries.add(entry);
    return entry;
  }

  /** Names in the central directory once more what is there. */
  Entry again(Entry entry, String name) {
    Entry copy = new Entry();
    copy.name = name.getBytes(StandardCharsets.UTF_8);
    copy.checksum = entry.checksum;
    copy.packed = entry.packed;
    copy.size = entry.size;
    copy.offset = entry.offset;
    entries.add(copy);
    return copy;
  }

  static byte[] deflated(byte[] content) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return packed.toByteArray();
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(ByteBuffer header) {
    byte[] bytes = new byte[header.position()];
    header.get(0, bytes);
    return bytes;
  }

  private static void common(ByteBuffer header, Entry entry) {
    header.putShort((short) entry.flags).putShort((short) entry.method).putInt(0);
    header.putInt((int) entry.checksum).putInt((int) entry.packed).putInt((int) entry.size);
    header.putShort((short) entry.name.length).putShort((short) 0);
  }

  private static byte[] local(Entry entry) {
    ByteBuffer header = buffer(30 + entry.name.length).putInt(0x04034b50).putShort((short) 20);
    common(header, entry);
    return bytes(header.put(entry.name));
  }

  /** The file with its central directory. */
  byte[] bytes() {
    return bytes(entries.size());
  }

  byte[] bytes(int saidEntries) {
    int offset = out.size();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(out.toByteArray());
    for (Entry entry : entries) {
      ByteBuffer header =
          buffer(46 + entry.name.length).putInt(0x02014b50).putShort((short) (3 << 8 | 20));
      header.putShort((short) 20);
      common(header, entry);
      header.putShort((short) 0).putShort((short) 0).putShort((short) 0);
      header.putInt(entry.mode << 16).putInt((int) entry.offset).put(entry.name);
      whole.writeBytes(bytes(header));
    }
    int length = whole.size() - offset;
    ByteBuffer end = buffer(22).putInt(0x06054b50).putInt(0);
    end.putShort((short) saidEntries).putShort((short) saidEntries);
    whole.writeBytes(bytes(end.putInt(length).putInt(offset).putShort((short) 0)));
    return whole.toByteArray();
  }
}
