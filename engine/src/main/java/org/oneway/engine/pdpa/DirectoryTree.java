// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The files below an archive's directory. Names come from strangers: nothing outside is touched and
 * no link is followed.
 */
final class DirectoryTree implements ArchiveTree {
  private final Path root;
  private final FileRequests requests;

  DirectoryTree(Path root, FileRequests requests) {
    this.root = root;
    this.requests = requests;
  }

  /**
   * The file that {@code path} names.
   *
   * @throws ArchiveDamaged if the name leaves the archive or goes through a link
   */
  Path resolve(String path) throws ArchiveDamaged {
    Path file = root;
    String[] parts = path.split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new ArchiveDamaged(path, "is not the name of a file inside the archive");
      }
      try {
        Path next = file.resolve(part);
        // Catches what another system takes for a separator, a drive or a root.
        if (part.indexOf('\\') >= 0 || !file.equals(next.getParent())) {
          throw new ArchiveDamaged(path, "is not the name of a file inside the archive");
        }
        file = next;
      } catch (InvalidPathException e) {
        throw new ArchiveDamaged(path, "is not the name of a file: " + e.getReason());
      }
      if (i < parts.length - 1 && Files.isSymbolicLink(file)) {
        throw new ArchiveDamaged(path, "goes through a link; links are not followed");
      }
    }
    return file;
  }

  @Override
  public boolean exists(String path) throws ArchiveDamaged {
    return Files.exists(resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public InputStream open(String path) throws IOException {
    Path file = resolve(path);
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new ArchiveDamaged(
          path, attributes.isSymbolicLink() ? "is a link; links are not followed" : "is no file");
    }
    requests.read();
    return new CountedInput(
        Channels.newInputStream(
            Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))),
        requests);
  }

  @Override
  public Optional<ArchiveFile> file(String path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile()
          ? Optional.of(
              new ArchiveFile(
                  attributes.size(),
                  attributes.lastModifiedTime().toInstant(),
                  OptionalLong.empty()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> directories(String top) throws IOException {
    List<String> found = new ArrayList<>();
    if (exists(top)) {
      collect(top, 1, found);
    }
    return found;
  }

  private void collect(String path, int depth, List<String> found) throws IOException {
    if (depth > MAX_DEPTH || found.size() >= MAX_DIRECTORIES) {
      throw new ArchiveDamaged(path, "too many folders, or folders nested too deeply");
    }
    found.add(path);
    for (String name : names(path)) {
      String child = path + "/" + name;
      if (Files.isDirectory(resolve(child))) {
        if (Files.isSymbolicLink(resolve(child))) {
          throw new ArchiveDamaged(child, "is a link; links are not followed");
        }
        collect(child, depth + 1, found);
      }
    }
  }

  @Override
  public List<String> names(String path) throws IOException {
    Path directory = resolve(path);
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new ArchiveDamaged(path, "is no directory");
    }
    requests.read();
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!name.startsWith(".")) {
          names.add(name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(null);
    return names;
  }
}
