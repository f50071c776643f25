// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.oneway.engine.state.StateException;

/**
 * Keeps other processes from the state while one writes it, also while its file is being replaced,
 * and tells them who that is. Never waits. The system lets go of it when the process ends.
 */
final class StateLock implements AutoCloseable {
  static final String FILE = "state.lock";

  /** Locked is a byte behind everything, so that the text stays readable everywhere. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final FileChannel channel;
  private final boolean writes;

  private StateLock(FileChannel channel, boolean writes) {
    this.channel = channel;
    this.writes = writes;
  }

  /**
   * Takes the lock for the one process that writes.
   *
   * @throws StateException if another process reads or writes the state
   */
  static StateLock forWriting(Path directory, Holder holder) {
    try {
      Path file = PrivateFiles.create(directory.resolve(FILE));
      StateLock lock =
          take(
              FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE),
              directory,
              true);
      lock.name(holder);
      return lock;
    } catch (IOException e) {
      throw new Failures(directory).of(e);
    }
  }

  /**
   * Takes the lock for one of any number of processes that read; changes no byte. Empty where no
   * process ever wrote.
   *
   * @throws StateException if another process writes the state
   */
  static Optional<StateLock> forReading(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      if (!PrivateFiles.isThere(file)) {
        return Optional.empty();
      }
      return Optional.of(take(FileChannel.open(file, StandardOpenOption.READ), directory, false));
    } catch (IOException e) {
      throw new Failures(directory).of(e);
    }
  }

  private static StateLock take(FileChannel channel, Path directory, boolean writes)
      throws IOException {
    Exception failure;
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, !writes);
      if (lock != null) {
        return new StateLock(channel, writes);
      }
      failure = new IOException(FILE + " is locked");
    } catch (OverlappingFileLockException e) {
      failure = e;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    try (channel) {
      throw new Failures(directory).locked(Holder.parse(read(channel)), failure);
    }
  }

  private void name(Holder holder) throws IOException {
    try {
      write(holder.lines());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(4096);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
  }

  private void write(String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  /** Lets go of the state. */
  @Override
  public void close() {
    try (FileChannel closing = channel) {
      if (writes && closing.isOpen()) {
        write("");
      }
    } catch (IOException e) {
      // The lock is gone with the channel all the same; what stays is the name of an old holder.
    }
  }
}
