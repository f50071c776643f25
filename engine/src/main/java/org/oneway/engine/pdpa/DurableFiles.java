// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Changes files so that a kill or a power cut at any moment leaves the old or the new, never a
 * part. What is unfinished has a name of its own, {@code .oneway-*.tmp}.
 */
public final class DurableFiles {
  /** Is told of each step before it is taken, and may forbid it: where a test pulls the plug. */
  @FunctionalInterface
  public interface Steps {
    /**
     * Comes before the step.
     *
     * @throws IOException if the step is not to be taken
     */
    void before(String step, Path file) throws IOException;
  }

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Body {
    /** Writes it to its end; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  private final Steps steps;
  private final FileRequests requests;

  /** Takes every step. */
  public DurableFiles() {
    this((step, file) -> {});
  }

  public DurableFiles(Steps steps) {
    this(steps, FileRequests.UNTOLD);
  }

  private DurableFiles(Steps steps, FileRequests requests) {
    this.steps = steps;
    this.requests = requests;
  }

  /** The same, telling {@code requests} of what it does. */
  public DurableFiles telling(FileRequests requests) {
    return new DurableFiles(steps, requests);
  }

  /** Who is told of what is done. */
  public FileRequests requests() {
    return requests;
  }

  /** Where the successor of {@code file} is prepared; also the sign of what may be cleared away. */
  public static Path temporary(Path file) {
    String name = String.valueOf(file.getFileName());
    String part =
        name.length() <= 60 ? name : FileNames.hash(name.getBytes(StandardCharsets.UTF_8));
    return file.resolveSibling(".oneway-" + part + ".tmp");
  }

  /** Whether a file of this name is left over from something unfinished. */
  public static boolean isTemporary(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(".oneway-") && name.endsWith(".tmp");
  }

  /**
   * Prepares the successor of {@code file}, for good; it takes no effect before {@link #rename}.
   */
  public Path prepare(Path file, Body body) throws IOException {
    Path temporary = write(file, body);
    syncFile(temporary);
    return temporary;
  }

  /**
   * Makes a file hold this that nothing names yet. It is whole after a kill, but lasts only after
   * {@link #syncFile}: syncing many files together costs little more than one.
   */
  public void place(Path file, Body body) throws IOException {
    rename(write(file, body), file);
  }

  private Path write(Path file, Body body) throws IOException {
    Path temporary = temporary(file);
    steps.before("create", temporary);
    // A left-over that is a link is removed, and never written through.
    Files.deleteIfExists(temporary);
    try (OutputStream out =
        new BufferedOutputStream(new Watched(newFile(temporary), temporary), 1 << 16)) {
      body.writeTo(out);
    }
    return temporary;
  }

  /**
   * Makes a new file in a place that nobody looks at yet; it lasts only after {@link #syncFile}.
   *
   * @return how many bytes it has
   * @throws java.nio.file.FileAlreadyExistsException if there is one of this name
   */
  long create(Path file, Body body) throws IOException {
    steps.before("create", file);
    long[] length = {0};
    try (OutputStream out =
        new FilterOutputStream(newFile(file)) {
          @Override
          public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
            length[0] += count;
          }
        }) {
      body.writeTo(out);
    }
    requests.write();
    requests.bytesWritten(length[0]);
    return length[0];
  }

  /**
   * Opens a new file in a place that nobody looks at yet; for good only after {@link #syncFile}.
   */
  OutputStream open(Path file) throws IOException {
    steps.before("create", file);
    requests.write();
    return new BufferedOutputStream(new Watched(newFile(file), file), 1 << 16);
  }

  /** Opens a new file that only its owner may read, whatever the process' usual rights are. */
  static OutputStream newFile(Path file) throws IOException {
    return Channels.newOutputStream(
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly(file, "rw-------")));
  }

  private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Makes {@code file} hold this. A caller that counts on it calls {@link #sync} afterwards. */
  public void replace(Path file, Body body) throws IOException {
    rename(prepare(file, body), file);
  }

  /** Gives a file or directory another name at once, over a file that has it. */
  public void rename(Path from, Path to) throws IOException {
    steps.before("rename", to);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    requests.write();
  }

  /** Makes a directory with its parents; what is made is open to its owner only. */
  public void createDirectory(Path directory) throws IOException {
    steps.before("mkdir", directory);
    if (!Files.isDirectory(directory)) {
      requests.write();
    }
    Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
  }

  /** Removes a file, if it is there. */
  public void delete(Path file) throws IOException {
    steps.before("delete", file);
    if (Files.deleteIfExists(file)) {
      requests.write();
    }
  }

  /** Removes a file, or a directory with all that is in it, if it is there. Follows no link. */
  public void deleteTree(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Makes what is in a file last. */
  public void syncFile(Path file) throws IOException {
    steps.before("sync", file);
    force(file);
  }

  /**
   * Makes what is in these files last, several at once: a file system does the work of those that
   * wait together only once.
   */
  public void syncFiles(Collection<Path> all) throws IOException {
    List<Callable<Path>> syncs = new ArrayList<>();
    for (Path file : all) {
      steps.before("sync", file);
      syncs.add(
          () -> {
            force(file);
            return file;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(4, all.size())));
    try {
      for (Future<Path> sync : threads.invokeAll(syncs)) {
        sync.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while files were synced");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes last which names a directory holds. */
  public void sync(Path directory) throws IOException {
    steps.before("sync", directory);
    FileChannel channel;
    try {
      channel = FileChannel.open(directory, StandardOpenOption.READ);
    } catch (IOException e) {
      // Windows opens no directory, and needs no sync of one.
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }

  private final class Watched extends FilterOutputStream {
    private final Path file;

    Watched(OutputStream out, Path file) {
      super(out);
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      // In two halves, so that a plug pulled in between leaves half a file.
      int half = length / 2;
      out.write(bytes, from, half);
      steps.before("write", file);
      out.write(bytes, from + half, length - half);
      requests.bytesWritten(length);
    }
  }
}
