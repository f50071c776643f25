// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * Reads the archive in a directory, of any version of the drafts. The archive is untrusted: what
 * its files say can make it refused, and nothing else.
 */
public final class ArchiveReader {
  private final ArchiveTree tree;
  private final ArchiveMetadata metadata;
  private final List<ArchiveFolder> folders;
  private final Optional<ForeignArchive> foreign;

  private ArchiveReader(ArchiveTree tree, ArchiveMetadata metadata) throws IOException {
    this.tree = tree;
    this.metadata = metadata;
    if (metadata.chain().isPresent()) {
      foreign = Optional.empty();
      folders = OwnFolders.of(tree);
    } else {
      ForeignArchive scan = ForeignArchive.scan(tree);
      foreign = Optional.of(scan);
      folders = scan.folders();
    }
  }

  /** Whether there is an archive in {@code directory}. */
  public static boolean isArchive(Path directory) {
    return Files.exists(directory.resolve("archive.json"))
        || Files.exists(directory.resolve("index.json"));
  }

  /**
   * Reads what an archive says of itself and which folders it has.
   *
   * @throws NoSuchFileException if there is no such directory
   * @throws ArchiveDamaged if it holds no archive, or one that cannot be read
   */
  public static ArchiveReader open(Path directory) throws IOException {
    return open(directory, FileRequests.UNTOLD);
  }

  /** Like {@link #open(Path)}, telling {@code requests} of all that is read. */
  public static ArchiveReader open(Path directory, FileRequests requests) throws IOException {
    ArchiveTree tree = new ArchiveTree(directory.toRealPath(), requests);
    for (String name : List.of("archive.json", "index.json")) {
      if (tree.exists(name)) {
        byte[] text = tree.read(name, Json.MAX_BYTES);
        return new ArchiveReader(tree, ArchiveMetadata.of(Json.object(name, text).json()));
      }
    }
    throw new ArchiveDamaged(
        directory.toString(), "holds no archive: neither archive.json nor index.json is there");
  }

  /** What the archive says of itself. */
  public ArchiveMetadata metadata() {
    return metadata;
  }

  /** The folders, of each data type parents first; no two have one name. */
  public List<ArchiveFolder> folders() {
    return folders;
  }

  /** What a folder holds; read again each time. */
  public Listing listing(ArchiveFolder folder) throws IOException {
    return foreign.isPresent() ? foreign.get().listing(folder) : OwnFolders.listing(tree, folder);
  }

  /**
   * What the file of a listed item holds.
   *
   * @throws NoSuchFileException if there is none
   * @throws ArchiveDamaged if its name leaves the archive, or it is a link, no file or too large
   */
  public byte[] read(String path) throws IOException {
    return tree.read(path, Json.MAX_BYTES);
  }

  /** Size and times of the file of a listed item; empty if there is none. */
  public Optional<BasicFileAttributes> attributes(String path) {
    return tree.attributes(path);
  }
}
