// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.mime.Scan;

/** New messages as they will stand in a file, on disk until it is written; then they are gone. */
final class Incoming implements Closeable {
  private static final Set<StandardOpenOption> OWN =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE);

  private final Quoting quoting;
  private Optional<Path> path = Optional.empty();
  private Optional<FileChannel> opened = Optional.empty();

  Incoming(Quoting quoting) {
    this.quoting = quoting;
  }

  /**
   * A message that was taken.
   *
   * @param start where it is
   * @param scan of its bytes as they came
   */
  record Message(FileChannel file, long start, Encoder.Encoded encoded, Scan scan) {
    /** A part of it as it will stand in the file. */
    void copy(long from, long to, OutputStream out) throws IOException {
      new Part(file, start + from, start + to).transferTo(out);
    }
  }

  /**
   * Takes a message.
   *
   * @param directory where it is kept for the time being
   */
  Message take(Path directory, InputStream in) throws IOException {
    FileChannel file = file(directory);
    long start = file.size();
    file.position(start);
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16);
    Encoder encoder = new Encoder(out, quoting);
    Scan scan =
        Scan.of(
            new FilterInputStream(in) {
              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = in.read(buffer, offset, length);
                if (count > 0) {
                  encoder.write(buffer, offset, count);
                }
                return count;
              }
            });
    Encoder.Encoded encoded = encoder.end();
    out.flush();
    return new Message(file, start, encoded, scan);
  }

  private FileChannel file(Path directory) throws IOException {
    if (opened.isPresent()) {
      return opened.get();
    }
    Path place = directory.resolve(".oneway-incoming.tmp");
    // One that a killed run has left is nobody's; one that is in use stays open without its name.
    Files.deleteIfExists(place);
    FileChannel file = FileChannel.open(place, OWN, ownerOnly(place));
    path = Optional.of(place);
    opened = Optional.of(file);
    return file;
  }

  /** What makes a new file readable to its owner only, where the file system can. */
  static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Forgets all that was taken. */
  @Override
  public void close() throws IOException {
    if (opened.isPresent()) {
      opened.get().close();
      opened = Optional.empty();
    }
    if (path.isPresent()) {
      Files.deleteIfExists(path.get());
      path = Optional.empty();
    }
  }
}
