// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Packs files into one stream, each as it comes. Used by one thread; the stream is written by
 * another, so that its failure is told by a later call.
 */
public abstract class Packer implements Closeable {
  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes it to its end. */
    void writeTo(OutputStream out) throws IOException;
  }

  private final TakenNames taken = new TakenNames();
  private long count;

  /**
   * A packer.
   *
   * @param out is written to its end by {@link #finish}, and not closed
   * @param scratch a directory for what must wait; a packer leaves nothing in it when it is closed
   * @throws IllegalArgumentException for a directory
   */
  public static Packer to(OutputStream out, Container container, Path scratch) throws IOException {
    return switch (container) {
      case ZIP -> new ZipPacker(out, scratch);
      case TAR_GZ -> new TarPacker(out, scratch);
      case DIRECTORY -> throw new IllegalArgumentException("a directory is not packed");
    };
  }

  /**
   * Adds a file.
   *
   * @param path one that {@link EntryNames#check} accepts
   * @return whether it was added; false where there is one of this path, which stays
   */
  public final boolean add(String path, Instant time, Content content) throws IOException {
    if (!taken.add(path)) {
      return false;
    }
    pack(path, time, content);
    count++;
    return true;
  }

  /** How many files were added. */
  public final long count() {
    return count;
  }

  abstract void pack(String path, Instant time, Content content) throws IOException;

  /** At most how many bytes the container has, were it finished now. */
  public abstract long size() throws IOException;

  /** Writes what comes after the last file. */
  public abstract void finish() throws IOException;
}
