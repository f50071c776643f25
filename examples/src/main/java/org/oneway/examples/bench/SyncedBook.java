// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Numbered contacts and a directory that they are synced into, both gone when this is closed. */
record SyncedBook(Path root, int count) implements AutoCloseable {
  /**
   * What a sync did to the files of cards, of source and target.
   *
   * @param read how many it read anything of
   * @param often how often it read the one that it read most often, in whole sizes begun
   * @param bytesRead of all of them
   * @param bytesWritten into all of them and into their successors
   */
  record Touched(long read, long often, long bytesRead, long bytesWritten) {}

  /** What one sync took and did. */
  record Result(Times times, Touched touched) {}

  /** All contacts in one file. */
  static SyncedBook fromFile(int count, Path root) {
    return make(count, root, "book.vcf", CardBook::inFile);
  }

  /** Each contact in a file of its own. */
  static SyncedBook fromDirectory(int count, Path root) {
    return make(count, root, "book", CardBook::inDirectory);
  }

  /** The configuration of a sync from a vCard store at this path to a directory beside it. */
  static String config(String source) {
    return """
        version = 1
        state = "state"
        [store.book]
        type = "vcard"
        path = "%s"
        [store.folder]
        type = "vcard"
        path = "folder"
        [sync.contacts]
        from = "book"
        to = "folder"
        """
        .formatted(source);
  }

  private static SyncedBook make(int count, Path root, String source, Writer writer) {
    try {
      Files.createDirectory(root);
      writer.write(count, root.resolve(source));
      Files.writeString(root.resolve("oneway.toml"), config(source));
      return new SyncedBook(root, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Syncs in a JVM of its own.
   *
   * @throws IllegalStateException if the sync fails
   */
  Times sync(int megabytes) {
    long[] numbers = ChildJvm.numbersOf(megabytes, SyncRun.class, config());
    return new Times(numbers[0], numbers[1]);
  }

  /** The same, watched, which takes a little longer. */
  Result watchedSync(int megabytes) {
    long[] numbers = ChildJvm.numbersOf(megabytes, SyncRun.class, config(), "watched");
    return new Result(
        new Times(numbers[0], numbers[1]),
        new Touched(numbers[2], numbers[3], numbers[4], numbers[5]));
  }

  private String config() {
    return root.resolve("oneway.toml").toString();
  }

  /** What the file system says of each file of source and target: any write would change it. */
  Map<Path, String> files() {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : (Iterable<Path>) all.filter(path -> isCard(path))::iterator) {
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
        files.put(file, is.size() + " " + is.lastModifiedTime() + " " + is.fileKey());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static boolean isCard(Path path) {
    return path.toString().endsWith(".vcf");
  }

  /** Throws an {@link IllegalStateException} unless the target holds a file for each contact. */
  void requireAll() {
    long there =
        files().keySet().stream().filter(file -> file.startsWith(root.resolve("folder"))).count();
    if (there != count) {
      throw new IllegalStateException("of %d contacts %d are there".formatted(count, there));
    }
  }

  @Override
  public void close() {
    try {
      WorkDirectory.remove(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Writer {
    void write(int count, Path where) throws IOException;
  }
}
