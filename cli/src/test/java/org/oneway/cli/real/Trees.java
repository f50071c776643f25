// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Directories with all that is in them. */
public final class Trees {
  private Trees() {}

  /** The files below a directory, hidden ones too: path and content. */
  public static Map<String, String> texts(Path root) {
    try (Stream<Path> found = Files.walk(root)) {
      Map<String, String> texts = new TreeMap<>();
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        texts.put(
            root.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the same files again, which keep time and inode: for files that are only replaced. */
  static void link(Path from, Path to) {
    make(from, to, (file, copy) -> Files.createLink(copy, file));
  }

  /** Copies files. */
  static void copy(Path from, Path to) {
    make(from, to, Files::copy);
  }

  private interface Making {
    Path make(Path file, Path copy) throws IOException;
  }

  private static void make(Path from, Path to, Making making) {
    try (Stream<Path> found = Files.walk(from)) {
      for (Path path : found.toList()) {
        Path copy = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          making.make(path, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a directory and all that is in it. */
  static void remove(Path root) {
    try (Stream<Path> found = Files.walk(root)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file and the directories it is in. */
  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
