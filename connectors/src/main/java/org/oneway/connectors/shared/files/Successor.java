// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.oneway.connectors.shared.vobject.RawCard.Span;
import org.oneway.engine.store.Traffic;

/** Copies the old bytes between the changes; makes no file before the first of them. */
final class Successor implements AutoCloseable {
  private static final byte[] LINE_BREAK = {'\r', '\n'};

  private final FileChannel old;
  private final Path directory;
  private final String family;
  private final Traffic traffic;
  private Optional<Temporary> written = Optional.empty();
  private final PriorityQueue<Span> removals =
      new PriorityQueue<>(Comparator.comparingLong(Span::offset));
  private long copied;

  Successor(FileChannel old, Path directory, String family, Traffic traffic) {
    this.traffic = traffic;
    this.old = old;
    this.directory = directory;
    this.family = family;
  }

  boolean hasChanges() {
    return written.isPresent();
  }

  /** Puts {@code bytes} where the first place is, and removes what is in the others. */
  void replace(List<Span> spans, byte[] bytes) throws IOException {
    Span first = spans.get(0);
    removeUntil(first.offset());
    copyTo(first.offset());
    out().write(bytes);
    copied = first.end();
    removals.addAll(spans.subList(1, spans.size()));
  }

  private void removeUntil(long offset) throws IOException {
    while (!removals.isEmpty() && removals.element().offset() < offset) {
      Span removed = removals.remove();
      copyTo(removed.offset());
      out();
      copied = removed.end();
    }
  }

  /** Adds what is new behind everything that is replaced. */
  void add(Pieces.Insertion insertion) throws IOException {
    if (insertion.bytes().isEmpty()) {
      return;
    }
    long at = insertion.at();
    removeUntil(at);
    copyTo(at);
    if (at > 0 && !endsWithLineBreak(at)) {
      out().write(LINE_BREAK);
    }
    for (byte[] bytes : insertion.bytes()) {
      out().write(bytes);
    }
  }

  private boolean endsWithLineBreak(long at) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    old.read(last, at - 1);
    return last.get(0) == '\n' || last.get(0) == '\r';
  }

  Temporary finish() throws IOException {
    removeUntil(Long.MAX_VALUE);
    copyTo(old.size());
    return written.orElseThrow();
  }

  private OutputStream out() throws IOException {
    if (written.isEmpty()) {
      written = Optional.of(Temporary.in(directory, family, traffic));
    }
    return written.get().out();
  }

  private void copyTo(long end) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
    while (copied < end) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - copied));
      int read = old.read(buffer, copied);
      if (read < 0) {
        return;
      }
      out().write(buffer.array(), 0, read);
      traffic.bytesRead(read);
      copied += read;
    }
  }

  @Override
  public void close() throws IOException {
    if (written.isPresent()) {
      written.get().close();
    }
  }
}
