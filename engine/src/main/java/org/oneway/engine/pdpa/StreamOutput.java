// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import org.oneway.engine.pdpa.container.Container;
import org.oneway.engine.pdpa.container.Packer;

/** A new archive that goes out as a stream: what was sent cannot be read over, nor taken back. */
final class StreamOutput implements ArchiveOutput {
  private final Path unfinished;
  private final DurableFiles files = new DurableFiles();
  private final OutputStream out;
  private final Packer packer;

  StreamOutput(OutputStream out, Container container, Path scratch) throws IOException {
    this.unfinished = scratch.resolve(".oneway-stream.tmp");
    files.deleteTree(unfinished);
    files.createDirectory(unfinished);
    this.out = out;
    this.packer = Packer.to(out, container, unfinished);
  }

  @Override
  public boolean create(String path, Instant time, DurableFiles.Body body) throws IOException {
    return packer.add(path, time, body::writeTo);
  }

  @Override
  public Path scratch() {
    return unfinished;
  }

  @Override
  public long size() throws IOException {
    return packer.size();
  }

  @Override
  public void complete() throws IOException {
    packer.finish();
    out.flush();
  }

  @Override
  public void name() {
    // Whoever receives it names it.
  }

  @Override
  public void close() throws IOException {
    packer.close();
    files.deleteTree(unfinished);
  }
}
