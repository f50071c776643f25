// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), 1 << 16))) {
      for (long[] row : rows) {
        for (long column : row) {
          out.writeLong(column);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    runs.add(run);
    rows = new ArrayList<>();
  }

  private final class Run implements AutoCloseable {
    private final DataInputStream in;
    private long left;

    Run(Path file) {
      try {
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 15));
        left = Files.size(file) / (Long.BYTES * (long) width);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Optional<long[]> next() {
      if (left-- <= 0) {
        return Optional.empty();
      }
      long[] row = new long[width];
      try {
        for (int i = 0; i < width; i++) {
          row[i] = in.readLong();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Optional.of(row);
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
