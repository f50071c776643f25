// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.oneway.engine.store.StoreException;

/**
 * A file of messages that no mail program writes to: locked, and with a {@code .lock} beside it,
 * since programs heed one or the other. A {@code .lock} that is ours and that nobody holds is left
 * from a run that was killed, and taken over.
 */
final class Lock implements Closeable {
  private static final byte[] OURS = "oneway\n".getBytes(StandardCharsets.US_ASCII);

  private final Path dot;
  private final FileChannel dotFile;
  private final FileChannel file;

  private Lock(Path dot, FileChannel dotFile, FileChannel file) {
    this.dot = dot;
    this.dotFile = dotFile;
    this.file = file;
  }

  /**
   * Locks a file.
   *
   * @throws StoreException.Unavailable if a mail program has locked it
   */
  static Lock of(Path file, Failures failures) throws IOException, StoreException {
    Path dot = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel dotFile = open(dot);
    try {
      if (!isLocked(dotFile) || !isOurs(dotFile)) {
        throw failures.locked(file, dot);
      }
    } catch (IOException | StoreException e) {
      dotFile.close();
      throw e;
    }
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw failures.locked(file, file);
      }
      return new Lock(dot, dotFile, channel);
    } catch (IOException | StoreException e) {
      release(dot, dotFile);
      throw e;
    }
  }

  private static FileChannel open(Path dot) throws IOException {
    try {
      FileChannel made =
          FileChannel.open(
              dot,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      made.write(ByteBuffer.wrap(OURS));
      return made;
    } catch (FileAlreadyExistsException e) {
      return FileChannel.open(dot, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
  }

  private static boolean isOurs(FileChannel dotFile) throws IOException {
    byte[] start = new Part(dotFile, 0, OURS.length + 1).readAllBytes();
    return ByteBuffer.wrap(start).equals(ByteBuffer.wrap(OURS));
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return Optional.<FileLock>ofNullable(channel.tryLock()).isPresent();
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The file; to be read by this alone, since a lock ends when the process closes it elsewhere. */
  FileChannel file() {
    return file;
  }

  private static void release(Path dot, FileChannel dotFile) throws IOException {
    Files.deleteIfExists(dot);
    dotFile.close();
  }

  @Override
  public void close() throws IOException {
    file.close();
    release(dot, dotFile);
  }
}
