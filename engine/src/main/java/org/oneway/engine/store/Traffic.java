// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.util.concurrent.atomic.LongAdder;

/** Counts what one open store asks of the other side. Safe for several threads. */
public final class Traffic {
  /**
   * What was counted so far.
   *
   * @param reads requests that only read; with files: directories listed and files opened
   * @param writes requests that write; with files: files put in place or removed, directories made
   * @param items items whose content was read and converted
   * @param bytesRead bytes that came in
   * @param bytesWritten bytes that went out
   */
  public record Count(long reads, long writes, long items, long bytesRead, long bytesWritten) {}

  private final LongAdder reads = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder items = new LongAdder();
  private final LongAdder bytesRead = new LongAdder();
  private final LongAdder bytesWritten = new LongAdder();

  /** One request that only reads. */
  public void read() {
    reads.increment();
  }

  /** One request that writes. */
  public void write() {
    writes.increment();
  }

  /** One item whose content was read and converted. */
  public void item() {
    items.increment();
  }

  /** So many bytes came in. */
  public void bytesRead(long bytes) {
    bytesRead.add(bytes);
  }

  /** So many bytes went out. */
  public void bytesWritten(long bytes) {
    bytesWritten.add(bytes);
  }

  /** What was counted so far. */
  public Count count() {
    return new Count(reads.sum(), writes.sum(), items.sum(), bytesRead.sum(), bytesWritten.sum());
  }
}
