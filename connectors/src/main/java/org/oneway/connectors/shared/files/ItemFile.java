// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.engine.store.Traffic;

/** A file that is being read: its items with their names, and the mark of what was read. */
final class ItemFile implements Closeable {
  /**
   * An item and its name in the file.
   *
   * @param name empty where nothing can be said about which item it is
   */
  record Named(Piece piece, Optional<String> name) {}

  private final Path path;
  private final String title;
  private final FileState before;
  private final boolean young;
  private final MessageDigest digest;
  private final Pieces pieces;
  private final References.InFile names;
  private Optional<String> hash = Optional.empty();

  private ItemFile(
      Path path,
      String title,
      FileState before,
      boolean young,
      MessageDigest digest,
      Pieces pieces,
      FileFormat format) {
    this.path = path;
    this.title = title;
    this.before = before;
    this.young = young;
    this.digest = digest;
    this.pieces = pieces;
    this.names = new References.InFile(format);
  }

  /**
   * Opens the file at {@code path} and takes its state before the first byte is read.
   *
   * @param title what findings call it
   * @param hashed whether the hash of its bytes is wanted even if it is not young
   */
  static ItemFile open(Path path, String title, Instant now, boolean hashed, FileSettings settings)
      throws IOException {
    FileState state = FileState.of(path);
    if (!Files.isRegularFile(path)) {
      throw new IOException(title + " is no regular file");
    }
    boolean young = state.isYoung(now);
    MessageDigest digest = Hashes.sha256();
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    InputStream bytes = new Counted(Channels.newInputStream(channel), settings.traffic());
    settings.traffic().read();
    try {
      InputStream in = young || hashed ? new DigestInputStream(bytes, digest) : bytes;
      Pieces pieces = settings.format().read(in, channel, title, state.size());
      return new ItemFile(path, title, state, young, digest, pieces, settings.format());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  FileState state() {
    return before;
  }

  /** What findings call it. */
  String title() {
    return title;
  }

  boolean isYoung() {
    return young;
  }

  /** The items, and what they are fitted into. */
  Pieces pieces() {
    return pieces;
  }

  Optional<Named> next() throws IOException {
    return pieces.next().map(piece -> new Named(piece, names.next(piece)));
  }

  /** The hash of the bytes; only once all were read, and where it is taken. */
  String hash() {
    if (hash.isEmpty()) {
      hash = Optional.of(Hashes.hex(digest.digest()));
    }
    return hash.get();
  }

  /** The mark of what was read, once all of it was. */
  String mark() {
    return young ? before.mark(hash()) : before.mark();
  }

  /**
   * Whether another program wrote into the file while it was read. One that put another file in its
   * place did no harm: the old one was read to its end.
   */
  boolean wasWrittenInto() throws IOException {
    FileState now;
    try {
      now = FileState.of(path);
    } catch (NoSuchFileException e) {
      return false;
    }
    return now.inode().equals(before.inode()) && !now.equals(before);
  }

  @Override
  public void close() throws IOException {
    pieces.close();
  }

  /** Counts the bytes that are read, a buffer at a time. */
  private static final class Counted extends FilterInputStream {
    private final Traffic traffic;

    Counted(InputStream in, Traffic traffic) {
      super(in);
      this.traffic = traffic;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = in.read(bytes, from, length);
      traffic.bytesRead(Math.max(count, 0));
      return count;
    }
  }
}
