// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.backup;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.oneway.engine.pdpa.DurableFiles;

/** Writes what is remembered of an archive, beside what is remembered of the one before. */
final class MemoryWriter implements Closeable {
  private final Path path;
  private final Path prepared;
  private final DurableFiles files;
  private final FileChannel file;
  private final OutputStream out;

  MemoryWriter(Path path, DurableFiles files) throws IOException {
    this.path = path;
    this.prepared = ExportMemory.prepared(path);
    this.files = files;
    files.createDirectory(path.resolveSibling(""));
    Files.deleteIfExists(prepared);
    this.file =
        FileChannel.open(
            prepared,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            ownerOnly(path));
    this.out = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16);
  }

  void write(String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Shows every line so far. */
  void each(ExportMemory.Visitor visitor) throws IOException {
    out.flush();
    ExportMemory.each(file, visitor);
  }

  void complete(Made made) throws IOException {
    write(Remembered.line(made));
    out.flush();
    file.force(true);
  }

  void keep() throws IOException {
    file.close();
    files.rename(prepared, path);
    files.sync(path.resolveSibling(""));
  }

  private static FileAttribute<?>[] ownerOnly(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Forgets what was not kept. */
  @Override
  public void close() throws IOException {
    if (file.isOpen()) {
      file.close();
      Files.deleteIfExists(prepared);
    }
  }
}
