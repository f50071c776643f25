// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real.halting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** A file that is open as usual; each write to it is a step, each read a look. */
final class HaltingChannel extends FileChannel {
  private final FileChannel usual;
  private final Step step;
  private final Step look;

  /** What comes first; may fail. */
  interface Step {
    void run() throws IOException;
  }

  HaltingChannel(FileChannel usual, Step step, Step look) {
    this.usual = usual;
    this.step = step;
    this.look = look;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    step.run();
    return usual.write(bytes);
  }

  @Override
  public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
    step.run();
    return usual.write(bytes, offset, length);
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    step.run();
    return usual.write(bytes, position);
  }

  @Override
  public long transferFrom(ReadableByteChannel from, long position, long count) throws IOException {
    step.run();
    return usual.transferFrom(from, position, count);
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    step.run();
    usual.truncate(size);
    return this;
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    look.run();
    return usual.read(bytes);
  }

  @Override
  public long read(ByteBuffer[] bytes, int offset, int length) throws IOException {
    look.run();
    return usual.read(bytes, offset, length);
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    look.run();
    return usual.read(bytes, position);
  }

  @Override
  public long position() throws IOException {
    return usual.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    usual.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return usual.size();
  }

  @Override
  public void force(boolean metadata) throws IOException {
    look.run();
    usual.force(metadata);
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel to) throws IOException {
    look.run();
    return usual.transferTo(position, count, to);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return usual.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean isShared) throws IOException {
    return usual.lock(position, size, isShared);
  }

  @Override
  public @Nullable FileLock tryLock(long position, long size, boolean isShared) throws IOException {
    return usual.tryLock(position, size, isShared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    usual.close();
  }
}
