// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.oneway.engine.item.Content;

/**
 * The bytes of an item on their way into an archive: read once and to their end before anything of
 * them is in it. In memory where there are few, else in a temporary file.
 */
final class ItemBytes implements Closeable {
  private static final int FEW = 1 << 20;

  private final byte[] few;
  private final Optional<Path> file;
  private final byte[] sha256;
  private final long size;

  private ItemBytes(byte[] few, Optional<Path> file, byte[] sha256, long size) {
    this.few = few;
    this.file = file;
    this.sha256 = sha256;
    this.size = size;
  }

  /**
   * Reads them.
   *
   * @throws ArchiveDamaged if they cannot be read; nothing else is spoiled then
   */
  static ItemBytes of(String place, Content content) throws IOException {
    MessageDigest digest = FileNames.sha256();
    try (Reading in = new Reading(place, content)) {
      byte[] few = in.upTo(FEW);
      if (few.length < FEW) {
        digest.update(few);
        return new ItemBytes(few, Optional.empty(), digest.digest(), few.length);
      }
      Path spool = Files.createTempFile("oneway-", ".tmp");
      try (OutputStream out =
          new DigestOutputStream(
              new BufferedOutputStream(Files.newOutputStream(spool), 1 << 16), digest)) {
        long size = 0;
        for (byte[] part = few; part.length > 0; part = in.upTo(1 << 16)) {
          out.write(part);
          size += part.length;
        }
        out.flush();
        return new ItemBytes(new byte[0], Optional.of(spool), digest.digest(), size);
      } catch (IOException e) {
        Files.deleteIfExists(spool);
        throw e;
      }
    }
  }

  /** Where it is the source that fails, it is the item that is spoiled. */
  private static final class Reading implements Closeable {
    private final String place;
    private final InputStream in;

    Reading(String place, Content content) throws ArchiveDamaged {
      this.place = place;
      try {
        this.in = content.open();
      } catch (IOException e) {
        throw unreadable(place, e);
      }
    }

    byte[] upTo(int most) throws ArchiveDamaged {
      try {
        return in.readNBytes(most);
      } catch (IOException e) {
        throw unreadable(place, e);
      }
    }

    private static ArchiveDamaged unreadable(String place, IOException e) {
      return new ArchiveDamaged(place, "its bytes cannot be read: " + e.getMessage());
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** The part of their file's name that tells them. */
  String hash() {
    return FileNames.hashOfBytes(sha256);
  }

  /** The SHA-256 of what {@link #writeTo} writes, where nobody else could have changed that. */
  Optional<byte[]> sha256() {
    return file.isPresent() ? Optional.empty() : Optional.of(sha256.clone());
  }

  long size() {
    return size;
  }

  /** Writes them; may be called again. */
  void writeTo(OutputStream out) throws IOException {
    if (file.isEmpty()) {
      out.write(few);
      return;
    }
    try (InputStream in = Files.newInputStream(file.get())) {
      in.transferTo(out);
    }
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }
}
