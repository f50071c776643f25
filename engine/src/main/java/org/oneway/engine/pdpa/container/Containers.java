// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Predicate;

/** Opens containers, which are recognised by what is in them. */
public final class Containers {
  /** As far as it takes to see a tar file's mark. */
  private static final int HEAD = TarHeader.BLOCK;

  private Containers() {}

  private enum Form {
    ZIP,
    COMPRESSED,
    TAR,
    NONE;

    static Form of(byte[] head) {
      if (head.length >= 4 && head[0] == 'P' && head[1] == 'K') {
        // An empty zip file begins with its end.
        return (head[2] == 3 && head[3] == 4) || (head[2] == 5 && head[3] == 6) ? ZIP : NONE;
      }
      if (head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
        return COMPRESSED;
      }
      boolean isTar = head.length == HEAD && head[0] != 0 && new TarHeader(head).isOne();
      return isTar ? TAR : NONE;
    }
  }

  /** Whether this is a zip file, a tar file or a compressed file. */
  public static boolean isContainer(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Form.of(in.readNBytes(HEAD)) != Form.NONE;
    }
  }

  /**
   * Opens a container. A zip file is read where it lies, anything else is unpacked once.
   *
   * @param scratch a directory for what has to be unpacked; the system's, where there is none
   * @throws ContainerDamaged if it is none, is not whole, holds what is not let in, or passes a
   *     limit
   */
  public static PackedFiles open(Path file, Limits limits, Optional<Path> scratch)
      throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      if (head(in) == Form.ZIP) {
        return ZipFiles.open(channel, limits);
      }
      channel.close();
      return open(in, limits, scratch);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Opens a container that comes as a stream, reads it to its end and leaves it open.
   *
   * @throws ContainerDamaged as for a file
   */
  public static PackedFiles open(InputStream stream, Limits limits, Optional<Path> scratch)
      throws IOException {
    InputStream in = stream.markSupported() ? stream : new BufferedInputStream(stream, 1 << 16);
    Form form = head(in);
    if (form == Form.ZIP) {
      return ZipFiles.open(copy(in, limits, scratch), limits);
    }
    Unpacking unpacking = unpacking(in, form, limits);
    PackedFiles files = UnpackedFiles.of(unpacking, newFile(scratch), limits);
    if (unpacking.isCutOff()) {
      files.close();
      throw new ContainerDamaged("", "the compressed file was cut off at its end");
    }
    return files;
  }

  private static Unpacking unpacking(InputStream in, Form form, Limits limits) throws IOException {
    if (form == Form.NONE) {
      throw new ContainerDamaged("", "is neither a zip nor a tar file");
    }
    return form == Form.COMPRESSED ? Unpacking.compressed(in, limits) : Unpacking.plain(in, limits);
  }

  /**
   * What the first file of a container holds whose path {@code wanted} accepts; empty where there
   * is none. A tar file is read no further.
   *
   * @param maxBytes what no such file is larger than
   * @throws ContainerDamaged if it is no container, or is not whole as far as it was read
   */
  public static Optional<byte[]> first(
      Path file, Limits limits, Predicate<String> wanted, int maxBytes) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      Form form = head(in);
      if (form == Form.ZIP) {
        try (ZipFiles zip =
            ZipFiles.open(FileChannel.open(file, StandardOpenOption.READ), limits)) {
          return zip.first(wanted, maxBytes);
        }
      }
      TarEntries entries = new TarEntries(unpacking(in, form, limits), limits);
      for (Optional<TarEntries.Entry> entry = entries.next();
          entry.isPresent();
          entry = entries.next()) {
        if (!entry.get().isDirectory() && wanted.test(entry.get().path())) {
          try (InputStream content = entries.content()) {
            return Optional.of(content.readNBytes(maxBytes));
          }
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Reads a container of our own over.
   *
   * @return how many files it has
   * @throws ContainerDamaged if anything is not as it was written
   */
  public static long readOver(Path file) throws IOException {
    Limits none = new Limits(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      Form form = head(in);
      if (form == Form.ZIP) {
        try (PackedFiles zip =
            ZipFiles.open(FileChannel.open(file, StandardOpenOption.READ), none)) {
          return zip.readOver();
        }
      }
      Unpacking unpacking = unpacking(in, form, none);
      TarEntries entries = new TarEntries(unpacking, none);
      long count = 0;
      while (entries.next().isPresent()) {
        count++;
      }
      if (unpacking.isCutOff()) {
        throw entries.cutOff();
      }
      return count;
    }
  }

  private static Form head(InputStream in) throws IOException {
    in.mark(HEAD);
    Form form = Form.of(in.readNBytes(HEAD));
    in.reset();
    return form;
  }

  private static FileChannel copy(InputStream in, Limits limits, Optional<Path> scratch)
      throws IOException {
    FileChannel channel = newFile(scratch);
    try {
      byte[] buffer = new byte[1 << 16];
      long bytes = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes += count;
        if (bytes > limits.bytes()) {
          throw new ContainerDamaged("", "is larger than " + limits.bytes() + " bytes");
        }
        ByteBuffer part = ByteBuffer.wrap(buffer, 0, count);
        while (part.hasRemaining()) {
          channel.write(part);
        }
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * A file that only its owner may read; where the system allows, it has no name from the start.
   */
  private static FileChannel newFile(Optional<Path> scratch) throws IOException {
    Path file =
        scratch.isPresent()
            ? Files.createTempFile(scratch.get(), ".oneway-", ".tmp")
            : Files.createTempFile(".oneway-", ".tmp");
    return FileChannel.open(
        file,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }
}
