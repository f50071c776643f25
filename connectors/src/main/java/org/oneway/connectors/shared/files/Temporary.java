// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.util.Set;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.engine.store.Traffic;

/**
 * The successor of a file while it is written, beside it. It takes the file's place at once or, if
 * it is closed before, never existed. Only its owner can read it.
 */
final class Temporary implements Closeable {
  private static final String START = ".oneway-";
  private static final String END = ".tmp";
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path path;
  private final FileChannel channel;
  private final Traffic traffic;
  private final DigestOutputStream digested;
  private final OutputStream out;
  private boolean moved;

  private Temporary(Path path, FileChannel channel, Traffic traffic) {
    this.traffic = traffic;
    this.path = path;
    this.channel = channel;
    this.digested = new DigestOutputStream(Channels.newOutputStream(channel), Hashes.sha256());
    this.out = new BufferedOutputStream(digested, 1 << 14);
  }

  /**
   * Begins a file in {@code directory}.
   *
   * @param family what {@link #clear} knows it by when it is left over
   */
  static Temporary in(Path directory, String family, Traffic traffic) throws IOException {
    int number = 0;
    Path path = directory.resolve(name(family, number));
    while (true) {
      try {
        return new Temporary(
            path, FileChannel.open(path, NEW, ownerOnly(directory, false)), traffic);
      } catch (FileAlreadyExistsException e) {
        // Another batch is at work.
        number++;
        path = directory.resolve(name(family, number));
      }
    }
  }

  /** Begins a file of a directory of items. */
  static Temporary in(Path directory, FileSettings settings) throws IOException {
    return in(directory, settings.format().words().one(), settings.traffic());
  }

  private static String name(String family, int number) {
    return START + family + "-" + number + END;
  }

  /** Removes what a run that was killed left of this family; none of it was ever in force. */
  static void clear(Path directory, String family, Traffic traffic) throws IOException {
    for (String name : DirectorySource.names(directory, traffic)) {
      if (name.startsWith(START + family) && name.endsWith(END)) {
        Path left = directory.resolve(name);
        if (!Files.isDirectory(left, LinkOption.NOFOLLOW_LINKS)) {
          Files.deleteIfExists(left);
          traffic.write();
        }
      }
    }
  }

  /** What makes a file or directory readable to its owner only, where the file system can. */
  static FileAttribute<?>[] ownerOnly(Path directory, boolean isDirectory) {
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> rights =
        PosixFilePermissions.fromString(isDirectory ? "rwx------" : "rw-------");
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)};
  }

  OutputStream out() {
    return out;
  }

  /** Makes what was written last, and lets other programs see when it was written. */
  FileState finish() throws IOException {
    out.flush();
    channel.force(true);
    traffic.bytesWritten(channel.position());
    channel.close();
    return FileState.of(path);
  }

  /** The hash of what was written; once, after {@link #finish}. */
  String hash() {
    return Hashes.hex(digested.getMessageDigest().digest());
  }

  /** Takes the place of {@code file}, whose rights it keeps. */
  void replace(Path file) throws IOException {
    keepRights(file);
    moveTo(file);
  }

  private void keepRights(Path file) throws IOException {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      if (!rights.equals(Files.getPosixFilePermissions(path))) {
        Files.setPosixFilePermissions(path, rights);
      }
    } catch (UnsupportedOperationException | NoSuchFileException e) {
      // A file system without rights, or a new file.
      return;
    }
  }

  /** Becomes {@code file}. */
  void moveTo(Path file) throws IOException {
    Files.move(path, file, StandardCopyOption.ATOMIC_MOVE);
    moved = true;
    traffic.write();
  }

  @Override
  public void close() throws IOException {
    if (!moved) {
      channel.close();
      Files.deleteIfExists(path);
    }
  }

  /** Makes last which names a directory holds. */
  static void sync(Path directory) throws IOException {
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
}
