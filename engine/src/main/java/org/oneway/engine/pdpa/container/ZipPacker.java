// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Packs a zip file (APPNOTE 6.3.10), with Zip64 where it takes it. The sizes stand before each
 * entry, so that it can be read as a stream; the central directory waits in a scratch file. What
 * goes out is packed and written behind the caller's back.
 */
final class ZipPacker extends Packer {
  private static final int VERSION = 20;
  private static final int VERSION_64 = 45;
  private static final int UNIX = 3 << 8;
  private static final int OWNER_ONLY_FILE = 0100600;
  private static final int SHORT = 0xffff;
  private static final int TIME_LENGTH = 9;

  private final Behind behind = new Behind("oneway-packing");
  private final OutputStream out;
  private final Spool packed;
  private final Spool directory;
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final byte[] buffer = new byte[1 << 14];
  private long position;

  ZipPacker(OutputStream out, Path scratch) {
    this.out = out;
    this.packed = new Spool(scratch.resolve(".oneway-packed.tmp"));
    this.directory = new Spool(scratch.resolve(".oneway-directory.tmp"));
  }

  @Override
  void pack(String path, Instant time, Content content) throws IOException {
    Deflating deflating = new Deflating();
    try {
      content.writeTo(deflating);
    } catch (IOException | RuntimeException e) {
      behind.then(0, this::forget);
      throw e;
    }
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    long checksum = deflating.checksum.getValue();
    long size = deflating.size;
    behind.then(name.length, () -> end(name, time, checksum, size));
  }

  /** Has packed into the spool what is written, later. */
  private final class Deflating extends OutputStream {
    private final CRC32 checksum = new CRC32();
    private long size;

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      checksum.update(bytes, from, length);
      size += length;
      byte[] copy = Arrays.copyOfRange(bytes, from, from + length);
      behind.then(length, () -> deflate(copy));
    }
  }

  private void deflate(byte[] bytes) throws IOException {
    deflater.setInput(bytes);
    while (!deflater.needsInput()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
  }

  private void end(byte[] name, Instant time, long checksum, long size) throws IOException {
    deflater.finish();
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    long offset = position;
    write(local(name, time, checksum, packed.length(), size));
    position += packed.length();
    directoryEntry(name, time, checksum, packed.length(), size, offset);
    packed.moveTo(out);
    deflater.reset();
  }

  private void forget() throws IOException {
    packed.clear();
    deflater.reset();
  }

  private void write(ByteBuffer header) throws IOException {
    byte[] bytes = bytes(header);
    out.write(bytes);
    position += bytes.length;
  }

  private static byte[] bytes(ByteBuffer header) {
    byte[] bytes = new byte[header.position()];
    header.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer record(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer local(byte[] name, Instant time, long crc, long packed, long size) {
    boolean is64 = packed >= ZipRecord.INT || size >= ZipRecord.INT;
    ByteBuffer header = record(ZipRecord.LOCAL_LENGTH + name.length + TIME_LENGTH + 20);
    header.putInt(ZipRecord.LOCAL).putShort((short) (is64 ? VERSION_64 : VERSION));
    common(header, time, crc, is64 ? ZipRecord.INT : packed, is64 ? ZipRecord.INT : size);
    header.putShort((short) name.length).putShort((short) (TIME_LENGTH + (is64 ? 20 : 0)));
    header.put(name);
    time(header, time);
    if (is64) {
      header.putShort((short) ZipRecord.ZIP_64).putShort((short) 16).putLong(size).putLong(packed);
    }
    return header;
  }

  private void directoryEntry(
      byte[] name, Instant time, long crc, long packed, long size, long offset) throws IOException {
    boolean is64 = packed >= ZipRecord.INT || size >= ZipRecord.INT || offset >= ZipRecord.INT;
    ByteBuffer header = record(ZipRecord.CENTRAL_LENGTH + name.length + TIME_LENGTH + 28);
    header.putInt(ZipRecord.CENTRAL).putShort((short) (UNIX | VERSION_64));
    header.putShort((short) (is64 ? VERSION_64 : VERSION));
    common(header, time, crc, is64 ? ZipRecord.INT : packed, is64 ? ZipRecord.INT : size);
    header.putShort((short) name.length).putShort((short) (TIME_LENGTH + (is64 ? 28 : 0)));
    // No comment, the first disk, no internal attributes.
    header.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    header.putInt(OWNER_ONLY_FILE << 16).putInt((int) (is64 ? ZipRecord.INT : offset));
    header.put(name);
    time(header, time);
    if (is64) {
      header.putShort((short) ZipRecord.ZIP_64).putShort((short) 24);
      header.putLong(size).putLong(packed).putLong(offset);
    }
    directory.write(bytes(header));
  }

  private static void common(ByteBuffer header, Instant time, long crc, long packed, long size) {
    LocalDateTime local = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    int year = Math.max(1980, Math.min(2107, local.getYear()));
    header.putShort((short) ZipRecord.UTF_8).putShort((short) ZipRecord.DEFLATED);
    header.putShort(
        (short) ((local.getHour() << 11) | (local.getMinute() << 5) | (local.getSecond() / 2)));
    header.putShort(
        (short) (((year - 1980) << 9) | (local.getMonthValue() << 5) | local.getDayOfMonth()));
    header.putInt((int) crc).putInt((int) packed).putInt((int) size);
  }

  private static void time(ByteBuffer header, Instant time) {
    long seconds = Math.max(0, Math.min(Integer.MAX_VALUE, time.getEpochSecond()));
    header.putShort((short) ZipRecord.UNIX_TIME).putShort((short) 5).put((byte) 1);
    header.putInt((int) seconds);
  }

  @Override
  public long size() throws IOException {
    behind.join();
    return position + directory.length() + ZipDirectory.END_LENGTH;
  }

  @Override
  public void finish() throws IOException {
    behind.join();
    long offset = position;
    long length = directory.length();
    directory.moveTo(out);
    position += length;
    if (count() >= SHORT || offset >= ZipRecord.INT || length >= ZipRecord.INT) {
      finish64(offset, length);
    }
    int entries = (int) Math.min(SHORT, count());
    ByteBuffer end = record(ZipDirectory.END_LENGTH).putInt(ZipDirectory.END).putInt(0);
    end.putShort((short) entries).putShort((short) entries);
    end.putInt((int) Math.min(ZipRecord.INT, length));
    end.putInt((int) Math.min(ZipRecord.INT, offset)).putShort((short) 0);
    write(end);
    out.flush();
  }

  private void finish64(long offset, long length) throws IOException {
    long here = position;
    ByteBuffer end = record(ZipDirectory.END_64_LENGTH).putInt(ZipDirectory.END_64);
    end.putLong(ZipDirectory.END_64_LENGTH - 12L);
    end.putShort((short) (UNIX | VERSION_64)).putShort((short) VERSION_64).putInt(0).putInt(0);
    end.putLong(count()).putLong(count()).putLong(length).putLong(offset);
    write(end);
    ByteBuffer locator = record(ZipDirectory.LOCATOR_64_LENGTH).putInt(ZipDirectory.LOCATOR_64);
    write(locator.putInt(0).putLong(here).putInt(1));
  }

  @Override
  public void close() throws IOException {
    behind.close();
    deflater.end();
    packed.close();
    directory.close();
  }
}
