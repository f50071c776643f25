// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.oneway.engine.state.Cursor;

/**
 * Sorts rows of a few longs, more than fit into memory: runs of bounded length are sorted and
 * written down, then merged. Rows compare column by column.
 */
final class LongSorter {
  private static final int RUN = 50_000;

  /** As many bytes as are read or written of a run at once, or a little less. */
  private static final int BUFFER = 1 << 15;

  private final Path directory;
  private final String name;
  private final int width;
  private final List<Path> runs = new ArrayList<>();
  private List<long[]> rows = new ArrayList<>();
  private long size;

  LongSorter(Path directory, String name, int width) {
    this.directory = directory;
    this.name = name;
    this.width = width;
  }

  void add(long... row) {
    if (row.length != width) {
      throw new IllegalArgumentException("a row of " + name + " has " + width + " columns");
    }
    rows.add(row);
    size++;
    if (rows.size() == RUN) {
      spill();
    }
  }

  long size() {
    return size;
  }

  /** All rows in order. Nothing is added afterwards; may be asked again. */
  Cursor<long[]> sorted() {
    rows.sort(Arrays::compare);
    List<Run> open = new ArrayList<>();
    for (Path run : runs) {
      open.add(new Run(run));
    }
    return new Merge(open, rows);
  }

  private void spill() {
    rows.sort(Arrays::compare);
    Path run = directory.resolve(name + "-" + runs.size() + ".run");
    int columns = BUFFER / Long.BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(columns / width * width * Long.BYTES);
    LongBuffer longs = bytes.asLongBuffer();
    try (FileChannel out =
        FileChannel.open(run, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int i = 0; i < rows.size(); i++) {
        longs.put(rows.get(i));
        if (!longs.hasRemaining() || i == rows.size() - 1) {
          bytes.position(0).limit(longs.position() * Long.BYTES);
          while (bytes.hasRemaining()) {
            out.write(bytes);
          }
          longs.clear();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    runs.add(run);
    rows = new ArrayList<>();
  }

  private final class Run implements AutoCloseable {
    private final FileChannel in;
    private final ByteBuffer bytes;
    private final LongBuffer longs;

    Run(Path file) {
      try {
        in = FileChannel.open(file, StandardOpenOption.READ);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      bytes = ByteBuffer.allocate(BUFFER / Long.BYTES / width * width * Long.BYTES);
      longs = bytes.asLongBuffer().limit(0);
    }

    Optional<long[]> next() {
      if (!longs.hasRemaining() && !fill()) {
        return Optional.empty();
      }
      long[] row = new long[width];
      longs.get(row);
      return Optional.of(row);
    }

    private boolean fill() {
      try {
        bytes.clear();
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
          read = in.read(bytes);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      longs.clear().limit(bytes.position() / Long.BYTES);
      return longs.hasRemaining();
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Merge implements Cursor<long[]> {
    private static final class Head {
      private final long[] row;
      private final int run;

      Head(long[] row, int run) {
        this.row = row;
        this.run = run;
      }
    }

    private final List<Run> runs;
    private final List<long[]> tail;
    private final PriorityQueue<Head> heads =
        new PriorityQueue<>((a, b) -> Arrays.compare(a.row, b.row));
    private int inTail;

    Merge(List<Run> runs, List<long[]> tail) {
      this.runs = runs;
      this.tail = tail;
      for (int i = -1; i < runs.size(); i++) {
        pull(i);
      }
    }

    private void pull(int run) {
      if (run >= 0) {
        runs.get(run).next().ifPresent(row -> heads.add(new Head(row, run)));
      } else if (inTail < tail.size()) {
        heads.add(new Head(tail.get(inTail++), run));
      }
    }

    @Override
    public Optional<long[]> next() {
      Head head = heads.poll();
      if (head == null) {
        return Optional.empty();
      }
      pull(head.run);
      return Optional.of(head.row);
    }

    @Override
    public void close() {
      runs.forEach(Run::close);
    }
  }
}
