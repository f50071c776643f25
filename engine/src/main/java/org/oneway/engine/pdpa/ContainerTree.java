// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.oneway.engine.pdpa.container.ContainerDamaged;
import org.oneway.engine.pdpa.container.EntryNames;
import org.oneway.engine.pdpa.container.PackedFile;
import org.oneway.engine.pdpa.container.PackedFiles;

/** The files of an archive in a container. */
final class ContainerTree implements ArchiveTree {
  private final PackedFiles files;
  private final String root;
  private final String name;
  private final FileRequests requests;

  /**
   * A container's files below one of its directories.
   *
   * @param root ends with "/", or is empty
   * @param name of the container, for messages
   */
  ContainerTree(PackedFiles files, String root, String name, FileRequests requests) {
    this.files = files;
    this.root = root;
    this.name = name;
    this.requests = requests;
  }

  /** What is wrong, in the words of an archive. */
  static ArchiveDamaged damaged(String name, ContainerDamaged e) {
    return new ArchiveDamaged(e.entry().isEmpty() ? name : e.entry(), e.reason());
  }

  private String inside(String path) throws ArchiveDamaged {
    try {
      EntryNames.check(path, Integer.MAX_VALUE);
    } catch (ContainerDamaged e) {
      throw damaged(name, e);
    }
    return root + path;
  }

  @Override
  public boolean exists(String path) throws ArchiveDamaged {
    String whole = inside(path);
    try {
      return files.isDirectory(whole) || files.find(whole).isPresent();
    } catch (IOException e) {
      throw new ArchiveDamaged(path, "cannot be read: " + e.getMessage());
    }
  }

  @Override
  public InputStream open(String path) throws IOException {
    String whole = inside(path);
    requests.read();
    try {
      Optional<PackedFile> file = files.find(whole);
      if (file.isPresent()) {
        return new CountedInput(new Translated(files.open(file.get())), requests);
      }
    } catch (ContainerDamaged e) {
      throw damaged(name, e);
    }
    if (files.isDirectory(whole)) {
      throw new ArchiveDamaged(path, "is no file");
    }
    throw new NoSuchFileException(path);
  }

  private final class Translated extends FilterInputStream {
    Translated(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return in.read(bytes, from, length);
      } catch (ContainerDamaged e) {
        throw damaged(name, e);
      }
    }
  }

  @Override
  public Optional<ArchiveFile> file(String path) {
    try {
      return files
          .find(inside(path))
          .map(file -> new ArchiveFile(file.size(), file.time(), OptionalLong.of(file.checksum())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> directories(String top) throws IOException {
    List<String> found = new ArrayList<>();
    if (files.isDirectory(inside(top))) {
      collect(top, 1, found);
    }
    return found;
  }

  private void collect(String path, int depth, List<String> found) throws IOException {
    if (depth > MAX_DEPTH || found.size() >= MAX_DIRECTORIES) {
      throw new ArchiveDamaged(path, "too many folders, or folders nested too deeply");
    }
    found.add(path);
    for (String child : files.directories(inside(path))) {
      if (!child.startsWith(".")) {
        collect(path + "/" + child, depth + 1, found);
      }
    }
  }

  @Override
  public List<String> names(String path) throws IOException {
    requests.read();
    return files
        .names(inside(path))
        .orElseThrow(() -> new ArchiveDamaged(path, "is no directory"))
        .stream()
        .filter(child -> !child.startsWith("."))
        .toList();
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
