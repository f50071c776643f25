// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real.halting;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The usual file system, but each change to a file is a {@linkplain Steps step}, at which the
 * program dies or meets an error.
 */
public final class HaltingProvider extends FileSystemProvider {
  /** System property: changes count below this directory. */
  public static final String BELOW = "halting.below";

  /** System property: changes to paths that contain this do not count. */
  public static final String EXCEPT = "halting.except";

  /** System property: the step to die before; without it the program lives. */
  public static final String AT = "halting.at";

  /** System property: a file that takes a line for each step. */
  public static final String LOG = "halting.log";

  /**
   * System property that may change while the program runs: what is done below this directory,
   * reads too, is counted from 1 and may fail. Another directory begins a new count.
   */
  public static final String FAILING_BELOW = "failing.below";

  /** System property that may change: the first that fails. */
  public static final String FAILING_FROM = "failing.from";

  /** System property that may change: the last that fails; without it all from the first on. */
  public static final String FAILING_UNTIL = "failing.until";

  /** System property that may change: a file that takes a line for all that is counted. */
  public static final String FAILING_LOG = "failing.log";

  /** System property that is set when the first one failed: what that was. */
  public static final String FAILED = "failing.failed";

  /** The exit code of a program that was halted. */
  public static final int HALTED = 137;

  private final FileSystemProvider usual;
  private final FileSystem system;
  private final Steps steps = new Steps();

  /** Called by the JVM. */
  public HaltingProvider(FileSystemProvider usual) {
    this.usual = usual;
    this.system = new HaltingSystem(this, usual.getFileSystem(URI.create("file:///")));
  }

  Path wrapped(Path path) {
    return HaltingPath.of(path, system);
  }

  private static Path bare(Path path) {
    return HaltingPath.bare(path);
  }

  /** The path, after the step that changes what is there. */
  private Path changed(String what, Path path) throws IOException {
    Path bare = bare(path);
    steps.before(what, bare.toAbsolutePath().toString());
    return bare;
  }

  /** The path, before somebody looks at what is there. */
  private Path seen(String what, Path path) throws IOException {
    Path bare = bare(path);
    steps.beforeReading(what, bare.toAbsolutePath().toString());
    return bare;
  }

  @Override
  public String getScheme() {
    return usual.getScheme();
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
    return usual.newFileSystem(uri, environment);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return system;
  }

  @Override
  public Path getPath(URI uri) {
    return wrapped(usual.getPath(uri));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    // That a file is made is no step of its own: the next step comes after it.
    Path bare = seen("open", path);
    String name = bare.toAbsolutePath().toString();
    return new HaltingChannel(
        usual.newFileChannel(bare, options, attributes),
        () -> steps.before("write", name),
        () -> steps.beforeReading("read", name));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> names =
        usual.newDirectoryStream(seen("list", directory), path -> filter.accept(wrapped(path)));
    Iterator<Path> all = names.iterator();
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return all.hasNext();
          }

          @Override
          public Path next() {
            return wrapped(all.next());
          }
        };
      }

      @Override
      public void close() throws IOException {
        names.close();
      }
    };
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    usual.createDirectory(changed("mkdir", directory), attributes);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    usual.createLink(changed("link", link), bare(existing));
  }

  @Override
  public void delete(Path path) throws IOException {
    usual.delete(changed("delete", path));
  }

  @Override
  public void copy(Path from, Path to, CopyOption... options) throws IOException {
    usual.copy(bare(from), changed("copy", to), options);
  }

  @Override
  public void move(Path from, Path to, CopyOption... options) throws IOException {
    usual.move(bare(from), changed("move", to), options);
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options)
      throws IOException {
    usual.setAttribute(changed("attribute", path), name, value, options);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return usual.isSameFile(bare(path), bare(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return usual.isHidden(bare(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return usual.getFileStore(bare(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    usual.checkAccess(seen("access", path), modes);
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return usual.getFileAttributeView(bare(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return usual.readAttributes(seen("stat", path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return usual.readAttributes(seen("stat", path), names, options);
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    return wrapped(usual.readSymbolicLink(bare(link)));
  }
}
