// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A Maildir as another program sees it. */
public final class Box {
  static final Instant ARRIVED = Instant.parse("2026-01-01T08:00:05Z");
  private final Path root;

  private Box(Path root) {
    this.root = root;
  }

  /** A Maildir with an inbox and nothing in it. */
  static Box made(Path root) {
    Box box = new Box(root);
    box.folder("");
    return box;
  }

  public static Box at(Path root) {
    return new Box(root);
  }

  static String message(String id, String text) {
    return "Message-ID: <"
        + id
        + "@example.org>\nDate: Thu, 1 Jan 2026 09:00:00 +0100\nFrom: Ada <ada@example.org>\n"
        + "Subject: Letter "
        + id
        + "\n\n"
        + text
        + "\n";
  }

  Path path() {
    return root;
  }

  Box folder(String directory) {
    for (String part : List.of("cur", "new", "tmp")) {
      try {
        Files.createDirectories(root.resolve(directory).resolve(part));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return this;
  }

  Box put(String file, byte[] bytes) {
    try {
      Path path = root.resolve(file);
      Files.write(path, bytes);
      Files.setLastModifiedTime(path, FileTime.from(ARRIVED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Box put(String file, String text) {
    return put(file, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void rename(String file, String other) {
    try {
      Files.move(root.resolve(file), root.resolve(other));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String file) {
    try {
      Files.delete(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where files of messages lie, below the root; sorted. */
  public List<String> files() {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.matches("(.*/)?(cur|new|tmp)/[^/]*"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Flags and bytes of the messages of a folder, sorted; bytes as Latin-1. */
  public List<String> messages(String directory) {
    Path cur = root.resolve(directory).resolve("cur");
    try (Stream<Path> files = Files.list(cur)) {
      List<String> messages = new ArrayList<>();
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = String.valueOf(file.getFileName());
        String flags = name.replaceAll(".*:2,", "");
        messages.add(
            flags + "|" + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
      return messages.stream().sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes and times of all files. */
  Map<String, String> snapshot() {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        all.put(root.relativize(file).toString(), Files.getLastModifiedTime(file) + " " + bytes);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
