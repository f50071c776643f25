// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The entries of a tar file, one after the other. Only files and directories are let through. */
final class TarEntries {
  /** No name or other addition to a header is longer, in bytes. */
  private static final int MAX_ADDITION = 1 << 16;

  private final InputStream in;
  private final Limits limits;
  private String before = "";
  private long remaining;
  private long padding;

  /** Reads {@code in}, which stays open. */
  TarEntries(InputStream in, Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  /**
   * An entry, whose bytes are read from {@link #content} before the next.
   *
   * @param path empty for the root
   */
  record Entry(String name, String path, boolean isDirectory, long size, Instant time) {}

  /**
   * The next file or directory; empty at the end.
   *
   * @throws ContainerDamaged if it is anything else, leads elsewhere, or was cut off
   */
  Optional<Entry> next() throws IOException {
    skip(remaining + padding);
    Map<String, String> more = new HashMap<>();
    while (true) {
      TarHeader header = new TarHeader(block());
      if (header.isEnd()) {
        drain();
        return Optional.empty();
      }
      if (!header.isOne()) {
        throw new ContainerDamaged(
            "", "the tar file is damaged " + (before.isEmpty() ? "at its start" : after()));
      }
      switch (header.type()) {
        case 'x' -> more.putAll(pax(addition(header), header.name()));
        case 'g' -> {
          if (pax(addition(header), header.name()).containsKey("path")) {
            throw new ContainerDamaged(header.name(), "gives all entries one name");
          }
        }
        case 'L' -> more.put("path", longName(addition(header)));
        default -> {
          return Optional.of(entry(header, more));
        }
      }
    }
  }

  private Entry entry(TarHeader header, Map<String, String> more) throws IOException {
    String name = more.containsKey("path") ? more.getOrDefault("path", "") : header.name();
    before = name;
    char type = header.type();
    refuse(name, type, header.mode(), more);
    boolean isDirectory = type == '5' || name.endsWith("/");
    long size = header.size();
    Instant time = Instant.ofEpochSecond(header.time());
    try {
      if (more.containsKey("size")) {
        size = Long.parseLong(more.getOrDefault("size", ""));
      }
      if (more.containsKey("mtime")) {
        long seconds = new BigDecimal(more.getOrDefault("mtime", "")).longValue();
        time = Instant.ofEpochSecond(Math.max(0, Math.min(seconds, 1L << 40)));
      }
    } catch (NumberFormatException e) {
      throw new ContainerDamaged(name, "has a damaged header");
    }
    if (size < 0 || (isDirectory && size != 0)) {
      throw new ContainerDamaged(name, "has a damaged header");
    }
    if (size > limits.bytes()) {
      throw new ContainerDamaged(
          name, "brings the unpacked archive above " + limits.bytes() + " bytes");
    }
    remaining = size;
    padding = -size & (TarHeader.BLOCK - 1);
    return new Entry(name, EntryNames.path(name, limits.depth()), isDirectory, size, time);
  }

  private static void refuse(String name, char type, int mode, Map<String, String> more)
      throws ContainerDamaged {
    String what =
        switch (type) {
          case '0', '\0', '7', '5' -> "";
          case '1', '2' -> "is a link; links are not followed";
          case '3', '4' -> "is a device";
          case '6' -> "is a pipe";
          case 'S' -> "is a sparse file";
          default -> "is no file: its type is \"" + type + "\"";
        };
    if (more.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse"))) {
      what = "is a sparse file";
    }
    if (type != '5' && (mode & 06000) != 0) {
      what = "would run with the rights of another (setuid)";
    }
    if (!what.isEmpty()) {
      throw new ContainerDamaged(name, what);
    }
  }

  private byte[] addition(TarHeader header) throws IOException {
    if (header.size() < 0 || header.size() > MAX_ADDITION) {
      throw new ContainerDamaged(
          header.name(), "has a header of more than " + MAX_ADDITION + " bytes");
    }
    byte[] text = in.readNBytes((int) header.size());
    if (text.length < header.size()) {
      throw cutOff();
    }
    skip(-header.size() & (TarHeader.BLOCK - 1));
    return text;
  }

  private static String longName(byte[] text) throws ContainerDamaged {
    int end = text.length;
    while (end > 0 && text[end - 1] == 0) {
      end--;
    }
    return TarHeader.utf8(text, 0, end);
  }

  /** Lines of a length, a blank, a key, "=", a value. */
  private static Map<String, String> pax(byte[] text, String name) throws ContainerDamaged {
    Map<String, String> members = new HashMap<>();
    int at = 0;
    while (at < text.length) {
      int blank = at;
      while (blank < text.length && blank < at + 6 && text[blank] != ' ') {
        blank++;
      }
      String digits = new String(text, at, blank - at, StandardCharsets.ISO_8859_1);
      int length = digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : 0;
      if (length <= digits.length() + 1 || length > text.length - at) {
        throw new ContainerDamaged(name, "has a damaged header");
      }
      String line = TarHeader.utf8(text, blank + 1, length - digits.length() - 2);
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw new ContainerDamaged(name, "has a damaged header");
      }
      members.put(line.substring(0, equals), line.substring(equals + 1));
      at += length;
    }
    return members;
  }

  private byte[] block() throws IOException {
    byte[] block = in.readNBytes(TarHeader.BLOCK);
    if (block.length < TarHeader.BLOCK) {
      throw cutOff();
    }
    return block;
  }

  /** What follows the end is read too, since only the end of all proves that nothing was lost. */
  private void drain() throws IOException {
    byte[] buffer = new byte[1 << 13];
    long more = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      more += count;
      if (more > MAX_ADDITION * 16L) {
        throw new ContainerDamaged("", "more than a megabyte follows the end of the tar file");
      }
    }
  }

  private void skip(long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException e) {
      throw cutOff();
    }
    remaining = 0;
    padding = 0;
  }

  private String after() {
    return "after " + EntryNames.shown(before);
  }

  ContainerDamaged cutOff() {
    return new ContainerDamaged(
        "", "the tar file was cut off" + (before.isEmpty() ? "" : " in or " + after()));
  }

  /** The bytes of the entry that came last. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        if (remaining == 0) {
          return -1;
        }
        int count = in.read(bytes, from, (int) Math.min(length, remaining));
        if (count < 0) {
          throw cutOff();
        }
        remaining -= count;
        return count;
      }
    };
  }
}
