// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.store.Traffic;

/** Writes files and directories so that they last; only their owner can read what it makes. */
final class Disk {
  private static final Set<StandardOpenOption> OVER =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);

  private final Traffic traffic;
  private final Set<Path> touched = new LinkedHashSet<>();

  Disk(Traffic traffic) {
    this.traffic = traffic;
  }

  /**
   * Writes all of {@code in} to a file, over what a killed run may have left of it.
   *
   * @param modified the time it gets
   */
  Scan write(Path file, InputStream in, Optional<Instant> modified) throws IOException {
    try (FileChannel channel = FileChannel.open(file, OVER, ownerOnly(file, "rw-------"));
        OutputStream out = Channels.newOutputStream(channel)) {
      Scan scan = Scan.of(new Tee(in, out));
      if (modified.isPresent()) {
        Files.setLastModifiedTime(file, FileTime.from(modified.get()));
      }
      channel.force(true);
      traffic.bytesWritten(scan.bytes());
      return scan;
    }
  }

  /** Hands on what is read. */
  private static final class Tee extends InputStream {
    private final InputStream in;
    private final OutputStream out;

    Tee(InputStream in, OutputStream out) {
      this.in = in;
      this.out = out;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      if (b >= 0) {
        out.write(b);
      }
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = in.read(buffer, offset, length);
      if (count > 0) {
        out.write(buffer, offset, count);
      }
      return count;
    }
  }

  /** Renames a file in one step. */
  void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    traffic.write();
    touch(from);
    touch(to);
  }

  void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      traffic.write();
      touch(file);
    }
  }

  private void touch(Path file) {
    Path directory = file.getParent();
    if (directory != null) {
      touched.add(directory);
    }
  }

  /** Makes the directories of a folder, and those above it, that are not there. */
  void makeFolder(Path folder, boolean isBelowInbox) throws IOException {
    Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
    // The message directories last: with "cur" it is a folder.
    for (String name : new String[] {"tmp", "new", "cur"}) {
      makeDirectory(folder.resolve(name));
    }
    Path mark = folder.resolve("maildirfolder");
    if (isBelowInbox && Files.notExists(mark)) {
      try {
        Files.createFile(mark, ownerOnly(mark, "rw-------"));
      } catch (FileAlreadyExistsException e) {
        return;
      }
    }
    touch(folder);
    touched.add(folder);
    sync();
  }

  void makeDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, ownerOnly(directory, "rwx------"));
      traffic.write();
      touch(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  /** Makes last which names the directories hold that were written to. */
  void sync() throws IOException {
    for (Path directory : touched) {
      sync(directory);
    }
    touched.clear();
  }

  private static void sync(Path directory) throws IOException {
    FileChannel opened;
    try {
      opened = FileChannel.open(directory, StandardOpenOption.READ);
    } catch (IOException e) {
      // Windows opens no directory, and needs no sync of one.
      return;
    }
    try (opened) {
      opened.force(true);
    }
  }

  static FileAttribute<?>[] ownerOnly(Path path, String rights) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(rights);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
  }
}
