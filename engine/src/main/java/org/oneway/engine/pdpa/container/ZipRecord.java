// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * What a zip file says of one entry, in its central directory or before the entry itself (APPNOTE
 * 6.3.10, sections 4.3.7 and 4.3.12).
 *
 * @param mode as Unix has it; 0 where the packer knew none
 * @param offset of the header before the entry; 0 in that header itself
 * @param length of all this in bytes
 */
record ZipRecord(
    String name,
    int flags,
    int method,
    long checksum,
    long packed,
    long size,
    int mode,
    long offset,
    Instant time,
    int length) {
  static final int CENTRAL = 0x02014b50;
  static final int CENTRAL_LENGTH = 46;
  static final int LOCAL = 0x04034b50;
  static final int LOCAL_LENGTH = 30;

  static final int STORED = 0;
  static final int DEFLATED = 8;
  static final int ENCRYPTED = 1;

  /** The sizes come after the entry. */
  static final int SIZES_LATER = 1 << 3;

  static final int UTF_8 = 1 << 11;

  static final int ZIP_64 = 1;
  static final int UNIX_TIME = 0x5455;
  static final long INT = 0xffffffffL;

  private static final int UNIX = 3;

  /** The length of name, extra fields and comment after the header. */
  static int tailOfCentral(ByteBuffer header) {
    return unsigned(header, 28) + unsigned(header, 30) + unsigned(header, 32);
  }

  static int tailOfLocal(ByteBuffer header) {
    return unsigned(header, 26) + unsigned(header, 28);
  }

  /** Reads an entry of the central directory. */
  static ZipRecord central(ByteBuffer header, ByteBuffer tail) throws ContainerDamaged {
    int mode = unsigned(header, 4) >> 8 == UNIX ? unsigned(header, 40) : 0;
    ZipRecord read =
        new ZipRecord(
            name(tail, unsigned(header, 28), unsigned(header, 8)),
            unsigned(header, 8),
            unsigned(header, 10),
            Integer.toUnsignedLong(header.getInt(16)),
            Integer.toUnsignedLong(header.getInt(20)),
            Integer.toUnsignedLong(header.getInt(24)),
            mode,
            Integer.toUnsignedLong(header.getInt(42)),
            time(unsigned(header, 12), unsigned(header, 14)),
            CENTRAL_LENGTH + tail.limit());
    return read.with(extra(tail, unsigned(header, 28), unsigned(header, 30)), true);
  }

  /** Reads the header before an entry. */
  static ZipRecord local(ByteBuffer header, ByteBuffer tail) throws ContainerDamaged {
    ZipRecord read =
        new ZipRecord(
            name(tail, unsigned(header, 26), unsigned(header, 6)),
            unsigned(header, 6),
            unsigned(header, 8),
            Integer.toUnsignedLong(header.getInt(14)),
            Integer.toUnsignedLong(header.getInt(18)),
            Integer.toUnsignedLong(header.getInt(22)),
            0,
            0,
            time(unsigned(header, 10), unsigned(header, 12)),
            LOCAL_LENGTH + tail.limit());
    return read.with(extra(tail, unsigned(header, 26), unsigned(header, 28)), false);
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  /** Most packers write UTF-8 even where they do not say so; what is none is of MS-DOS. */
  private static String name(ByteBuffer tail, int length, int flags) throws ContainerDamaged {
    byte[] bytes = new byte[length];
    tail.get(0, bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      String name = new String(bytes, Charset.forName("IBM437"));
      if ((flags & UTF_8) != 0) {
        throw new ContainerDamaged(name, "has a name that is not UTF-8");
      }
      return name;
    }
  }

  private static ByteBuffer extra(ByteBuffer tail, int nameLength, int length) {
    return tail.slice(nameLength, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What the extra fields say instead. */
  private ZipRecord with(ByteBuffer extra, boolean isCentral) throws ContainerDamaged {
    long realSize = size;
    long realPacked = packed;
    long realOffset = offset;
    Instant realTime = time;
    while (extra.remaining() >= 4) {
      int tag = Short.toUnsignedInt(extra.getShort());
      int fieldLength = Short.toUnsignedInt(extra.getShort());
      if (fieldLength > extra.remaining()) {
        throw new ContainerDamaged(name, "has a damaged header");
      }
      ByteBuffer field = extra.slice(extra.position(), fieldLength).order(ByteOrder.LITTLE_ENDIAN);
      extra.position(extra.position() + fieldLength);
      if (tag == ZIP_64) {
        realSize = size == INT ? next(field) : size;
        realPacked = packed == INT ? next(field) : packed;
        realOffset = isCentral && offset == INT ? next(field) : offset;
      } else if (tag == UNIX_TIME && fieldLength >= 5 && (field.get() & 1) != 0) {
        realTime = Instant.ofEpochSecond(field.getInt());
      }
    }
    return new ZipRecord(
        name, flags, method, checksum, realPacked, realSize, mode, realOffset, realTime, length);
  }

  private long next(ByteBuffer field) throws ContainerDamaged {
    if (field.remaining() < 8 || field.getLong(field.position()) < 0) {
      throw new ContainerDamaged(name, "has a damaged header");
    }
    return field.getLong();
  }

  /** A zip file does not say in which zone; every reader of ours takes the same. */
  private static Instant time(int time, int date) {
    try {
      return LocalDateTime.of(
              1980 + (date >> 9),
              (date >> 5) & 15,
              date & 31,
              time >> 11,
              (time >> 5) & 63,
              (time & 31) * 2)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  boolean isDirectory() {
    return name.endsWith("/");
  }

  /** What keeps the entry from being read; empty where nothing does. */
  String refusal() {
    int type = mode & 0170000;
    if ((flags & ENCRYPTED) != 0) {
      return "is encrypted";
    }
    if (method != STORED && method != DEFLATED) {
      return "is packed by method " + method + ", which is not known";
    }
    if (type == 0120000) {
      return "is a link; links are not followed";
    }
    if (type != 0 && type != 0100000 && type != 0040000) {
      return "is no file";
    }
    if (type == 0100000 && (mode & 06000) != 0) {
      return "would run with the rights of another (setuid)";
    }
    if (method == STORED && packed != size) {
      return "has two sizes";
    }
    return isDirectory() && size != 0 ? "is a directory with content" : "";
  }

  /** Whether the header before the entry says the same as the central directory's. */
  boolean agreesWith(ZipRecord local) {
    boolean isSizedLater = (local.flags & SIZES_LATER) != 0;
    return name.equals(local.name)
        && method == local.method
        && (flags & ENCRYPTED) == (local.flags & ENCRYPTED)
        && (isSizedLater
            || (checksum == local.checksum && packed == local.packed && size == local.size));
  }
}
