// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Mailbox;
import org.oneway.engine.pdpa.container.Limits;

/**
 * Reads an archive of any version of the drafts: a directory, a zip file or a compressed tar file.
 * The archive is untrusted: what its files say can make it refused, and nothing else. Used by one
 * thread, and closed by whoever opened it.
 */
public final class ArchiveReader implements AutoCloseable {
  /** The file with the checksums of all others, in archives that were written at once. */
  public static final String CHECKSUMS = Seal.FILE;

  private static final String STREAM = "the archive that was sent";

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

  /**
   * How an archive is opened.
   *
   * @param limits above which a container is refused
   * @param scratch a directory for what has to be unpacked, as large as the unpacked archive; where
   *     there is none, that of the system is used
   * @param requests is told of all that is read
   */
  public record Opening(Limits limits, Optional<Path> scratch, FileRequests requests) {
    /** The usual limits, and nobody is told. */
    public static final Opening USUAL =
        new Opening(Limits.USUAL, Optional.empty(), FileRequests.UNTOLD);

    /** The same with these limits. */
    public Opening with(Limits other) {
      return new Opening(other, scratch, requests);
    }

    /** The same, unpacking into this directory. */
    public Opening unpackingInto(Path directory) {
      return new Opening(limits, Optional.of(directory), requests);
    }

    /** The same, telling these. */
    public Opening telling(FileRequests others) {
      return new Opening(limits, scratch, others);
    }
  }

  /** Whether what has this name is an archive: a directory with its root, or a container of one. */
  public static boolean isArchive(Path archive) {
    return ArchiveRoot.isAt(archive);
  }

  /** Whether {@link #open(Path)} finds an archive, which may be in a directory of its own there. */
  public static boolean holdsArchive(Path archive) {
    return ArchiveRoot.isIn(archive);
  }

  /**
   * Reads what an archive says of itself and which folders it has. What it lies in is recognised by
   * its content; it may lie in a single directory of its own in there.
   *
   * @throws NoSuchFileException if there is nothing under this name
   * @throws ArchiveDamaged if it holds no archive, or one that cannot be read
   */
  public static ArchiveReader open(Path archive) throws IOException {
    return open(archive, Opening.USUAL);
  }

  /**
   * What the archive of this name says of itself; less is read for it than by {@link #open(Path)}.
   *
   * @throws ArchiveDamaged as {@link #open(Path)} does, as far as it is read
   */
  public static ArchiveMetadata metadataOf(Path archive) throws IOException {
    if (!Files.isDirectory(archive)) {
      Optional<byte[]> main = ArchiveRoot.mainFile(archive);
      if (main.isPresent()) {
        return ArchiveMetadata.of(Json.object("archive.json", main.get()).json());
      }
    }
    try (ArchiveReader reader = open(archive)) {
      return reader.metadata();
    }
  }

  /** Like {@link #open(Path)}, telling {@code requests} of all that is read. */
  public static ArchiveReader open(Path archive, FileRequests requests) throws IOException {
    return open(archive, Opening.USUAL.telling(requests));
  }

  /**
   * Like {@link #open(Path, FileRequests)} for a directory that is kept up to date in place: files
   * need not be those that were written first.
   */
  public static ArchiveReader openKept(Path archive, FileRequests requests) throws IOException {
    return read(new DirectoryTree(archive.toRealPath(), requests), String.valueOf(archive));
  }

  /** Like {@link #open(Path)}, in this manner. */
  public static ArchiveReader open(Path archive, Opening opening) throws IOException {
    return of(ArchiveRoot.of(archive, opening), String.valueOf(archive));
  }

  /**
   * Reads an archive from its first byte to its last, as from standard input, whatever it lies in;
   * {@code in} is not closed.
   *
   * @param scratch a directory for what has to be unpacked; nothing is left in it afterwards
   * @throws ArchiveDamaged if it is no archive, or one that cannot be read
   */
  public static ArchiveReader open(InputStream in, Path scratch) throws IOException {
    return open(in, Opening.USUAL.unpackingInto(scratch));
  }

  /** Like {@link #open(InputStream, Path)}, in this manner. */
  public static ArchiveReader open(InputStream in, Opening opening) throws IOException {
    return of(ArchiveRoot.of(in, STREAM, opening), STREAM);
  }

  private static ArchiveReader of(ArchiveTree unchecked, String name) throws IOException {
    try {
      return read(Seal.checked(unchecked), name);
    } catch (IOException | RuntimeException e) {
      unchecked.close();
      throw e;
    }
  }

  private static ArchiveReader read(ArchiveTree tree, String name) throws IOException {
    try {
      for (String main : ArchiveRoot.MAIN_FILES) {
        if (tree.exists(main)) {
          byte[] text = tree.read(main, Json.MAX_BYTES);
          return new ArchiveReader(tree, ArchiveMetadata.of(Json.object(main, text).json()));
        }
      }
      throw new ArchiveDamaged(
          name, "holds no archive: neither archive.json nor index.json is there");
    } catch (IOException | RuntimeException e) {
      tree.close();
      throw e;
    }
  }

  /** What the archive says of itself. */
  public ArchiveMetadata metadata() {
    return metadata;
  }

  /**
   * Whether each file is checked against what was written; then what {@code folder.json} names and
   * is not there was lost.
   */
  public boolean isSealed() {
    return tree.isSealed();
  }

  /**
   * Reads every file that has a checksum, also those that no folder names.
   *
   * @throws ArchiveDamaged if one is not as it was written, or is missing
   */
  public void verify() throws IOException {
    tree.verify();
  }

  /** The folders, of each data type parents first; no two have one name. */
  public List<ArchiveFolder> folders() {
    return folders;
  }

  /** What a folder holds; read again each time. */
  public Listing listing(ArchiveFolder folder) throws IOException {
    return foreign.isPresent() ? foreign.get().listing(folder) : OwnFolders.listing(tree, folder);
  }

  /** What a folder says of itself as a mailbox; nothing where it is none. */
  public Mailbox mailbox(ArchiveFolder folder) throws IOException {
    String path = folder.paths().getOrDefault(DataType.MAIL, "");
    return path.isEmpty() || !tree.exists(path + "/" + FolderFile.NAME)
        ? Mailbox.UNKNOWN
        : MailboxCodec.read(OwnFolders.read(tree, path).header());
  }

  /**
   * What the file of a listed item holds.
   *
   * @throws NoSuchFileException if there is none
   * @throws ArchiveDamaged if its name leaves the archive, or it is a link, no file, not whole or
   *     too large
   */
  public byte[] read(String path) throws IOException {
    return tree.read(path, Json.MAX_BYTES);
  }

  /**
   * What a file holds, however large, from its beginning; the caller closes it. Several may be open
   * at once.
   *
   * @throws NoSuchFileException if there is none
   * @throws ArchiveDamaged if its name leaves the archive, or it is a link or no file; while it is
   *     read, if it is not whole
   */
  public InputStream stream(String path) throws IOException {
    return tree.open(path);
  }

  /** Size and time of the file of a listed item; empty if there is none. */
  public Optional<ArchiveFile> file(String path) {
    return tree.file(path);
  }

  /** All names in a directory of the archive that are not hidden, sorted. */
  public List<String> names(String path) throws IOException {
    return tree.names(path);
  }

  /** A directory of the archive and all below it, parents first; none where it is not there. */
  public List<String> directories(String top) throws IOException {
    return tree.directories(top);
  }

  @Override
  public void close() {
    tree.close();
  }
}
