// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import org.oneway.engine.pdpa.container.Container;
import org.oneway.engine.pdpa.container.ContainerDamaged;
import org.oneway.engine.pdpa.container.Containers;
import org.oneway.engine.pdpa.container.Packer;

/** A new archive in one file, which is built in a directory beside its place. */
final class ContainerOutput implements ArchiveOutput {
  private final Path archive;
  private final Path unfinished;
  private final Path file;
  private final DurableFiles files;
  private final OutputStream out;
  private final Packer packer;

  ContainerOutput(Path archive, Container container, DurableFiles files) throws IOException {
    this.archive = archive;
    this.unfinished = DurableFiles.temporary(archive);
    this.file = unfinished.resolve("archive" + container.ending());
    this.files = files;
    files.createDirectory(unfinished);
    this.out = files.open(file);
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
    packer.close();
    out.close();
    files.syncFile(file);
    check();
  }

  /** A full disk may have said nothing, and a damaged one says nothing. */
  private void check() throws IOException {
    String name = String.valueOf(archive.getFileName());
    try {
      if (Containers.readOver(file) != packer.count()) {
        throw new ArchiveDamaged(name, "was not written whole");
      }
    } catch (ContainerDamaged e) {
      throw ContainerTree.damaged(name, e);
    }
  }

  @Override
  public void name() throws IOException {
    files.rename(file, archive);
    files.sync(archive.resolveSibling(""));
  }

  @Override
  public void close() throws IOException {
    try {
      packer.close();
      out.close();
    } finally {
      // A full disk refuses what is still to be written, and all of it goes anyway.
      files.deleteTree(unfinished);
    }
  }
}
