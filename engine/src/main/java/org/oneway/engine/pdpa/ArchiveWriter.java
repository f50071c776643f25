// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Mailbox;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.container.Container;

/**
 * Writes a new archive, piece by piece, into a directory, a zip file or a compressed tar file.
 * Until {@link #finish} nothing is there under the archive's name; what is unfinished lies beside
 * it as {@code .oneway-*.tmp}, and is removed by {@link #close}, or by the next writer of the same
 * archive. In memory are the folders, and at the end the uids of one folder.
 */
public final class ArchiveWriter implements Closeable {
  /** Opens the output of a volume, from 1. */
  @FunctionalInterface
  private interface Outputs {
    ArchiveOutput open(int number) throws IOException;
  }

  private final Outputs outputs;
  private final OptionalLong volumeBytes;
  private final ArchiveMetadata metadata;
  private final Instant time;
  private final Map<FolderId, Folder> folders = new LinkedHashMap<>();
  private final Set<String> removedFolders = new HashSet<>();
  private final List<ArchivePart> parts = new ArrayList<>();

  private ArchiveWriter(Outputs outputs, OptionalLong volumeBytes, ArchiveMetadata metadata)
      throws IOException {
    this.outputs = outputs;
    this.volumeBytes = volumeBytes;
    this.metadata = metadata;
    this.time = metadata.timestamp().orElse(Instant.EPOCH);
    next();
  }

  /**
   * Begins an archive in what its name says: {@code *.pdpa} and {@code *.zip} zip, {@code *.tar.gz}
   * and {@code *.tgz} tar, else a directory. Clears away what an earlier, unfinished attempt left.
   *
   * @throws FileAlreadyExistsException if there is something under its name other than an empty
   *     directory
   */
  public static ArchiveWriter create(Path archive, ArchiveMetadata metadata, DurableFiles files)
      throws IOException {
    refuse(archive.toAbsolutePath().normalize());
    return replacing(archive, metadata, files);
  }

  /**
   * Like {@link #create}, but a file that has the name is replaced when the archive is complete.
   *
   * @throws FileAlreadyExistsException if a directory is in the way that is not empty
   */
  public static ArchiveWriter replacing(Path archive, ArchiveMetadata metadata, DurableFiles files)
      throws IOException {
    Path absolute = archive.toAbsolutePath().normalize();
    return new ArchiveWriter(number -> output(absolute, files), OptionalLong.empty(), metadata);
  }

  /**
   * Begins an archive in as many files as it takes, each an archive by itself that holds a part;
   * {@code a.zip} becomes {@code a-001.zip} and so on. Files that have these names are replaced
   * when all are complete.
   *
   * @param volumeBytes what no file is larger than, unless a single item is
   * @throws FileAlreadyExistsException if a directory is in the way that is not empty
   */
  public static ArchiveWriter inVolumes(
      Path archive, long volumeBytes, ArchiveMetadata metadata, DurableFiles files)
      throws IOException {
    Path absolute = archive.toAbsolutePath().normalize();
    return new ArchiveWriter(
        number -> output(volume(absolute, number), files), OptionalLong.of(volumeBytes), metadata);
  }

  /**
   * Begins an archive that goes out as a stream, which is not closed.
   *
   * @param scratch a directory for what must wait; nothing is left in it afterwards
   * @throws IllegalArgumentException for a directory
   */
  public static ArchiveWriter to(
      OutputStream out, Container container, ArchiveMetadata metadata, Path scratch)
      throws IOException {
    return new ArchiveWriter(
        number -> new StreamOutput(out, container, scratch), OptionalLong.empty(), metadata);
  }

  /** The name of a volume of the archive of this name. */
  public static Path volume(Path archive, int number) {
    String name = String.valueOf(archive.getFileName());
    int ending = name.length() - Container.endingOf(name).length();
    return archive.resolveSibling(
        "%s-%03d%s".formatted(name.substring(0, ending), number, name.substring(ending)));
  }

  private static ArchiveOutput output(Path archive, DurableFiles files) throws IOException {
    if (!Files.isRegularFile(archive, LinkOption.NOFOLLOW_LINKS)
        || Container.byName(archive) == Container.DIRECTORY) {
      refuse(archive);
    }
    clear(archive, files);
    Container container = Container.byName(archive);
    return container == Container.DIRECTORY
        ? new DirectoryOutput(archive, files)
        : new ContainerOutput(archive, container, files);
  }

  private static void refuse(Path archive) throws IOException {
    boolean isVacant =
        Container.byName(archive) == Container.DIRECTORY && isEmptyDirectory(archive);
    if (Files.exists(archive, LinkOption.NOFOLLOW_LINKS) && !isVacant) {
      throw new FileAlreadyExistsException(archive.toString());
    }
  }

  /** Removes what an unfinished attempt at this archive left beside it. */
  public static void clear(Path archive, DurableFiles files) throws IOException {
    files.deleteTree(DurableFiles.temporary(archive.toAbsolutePath().normalize()));
  }

  private static boolean isEmptyDirectory(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      return !entries.iterator().hasNext();
    }
  }

  private ArchivePart next() throws IOException {
    ArchivePart part = new ArchivePart(outputs.open(parts.size() + 1), time);
    parts.add(part);
    return part;
  }

  /** The volume that takes so much more. */
  private ArchivePart partFor(long bytes) throws IOException {
    ArchivePart part = parts.get(parts.size() - 1);
    if (volumeBytes.isPresent()
        && part.hasItems()
        && part.size() + bytes > volumeBytes.getAsLong()) {
      part.complete(metadata.asVolume(parts.size(), false));
      return next();
    }
    return part;
  }

  /** Adds a folder of contacts with its parents; does nothing where it is there. */
  public void folder(Folder folder) throws IOException {
    folder(folder, Set.of(Kind.CONTACT));
  }

  /**
   * Adds a folder with its parents; does nothing where it is there.
   *
   * @param kinds what it can hold; a directory for what else is added to it is made then
   */
  public void folder(Folder folder, Set<Kind> kinds) throws IOException {
    Set<DataType> types = EnumSet.noneOf(DataType.class);
    kinds.forEach(kind -> DataType.of(kind).ifPresent(types::add));
    if (folders.putIfAbsent(folder.id(), folder) == null) {
      parts.get(parts.size() - 1).folder(folder, types);
    }
  }

  /**
   * Adds an item to a folder. Several items with one uid are all kept.
   *
   * @throws ArchiveDamaged if it is no item with a uid, or could not be read again; the archive
   *     goes on without it
   */
  public void add(FolderId folder, Item item) throws IOException {
    add(folder, item, Optional.empty());
  }

  /**
   * Adds an item to a folder. Several items with one uid are all kept.
   *
   * @param content the bytes of a message, file or script; of other items they do not count
   * @throws ArchiveDamaged if it is no item with a uid, its bytes cannot be read, or it could not
   *     be read again; the archive goes on without it
   */
  public void add(FolderId folder, Item item, Optional<Content> content) throws IOException {
    Folder wanted = wanted(folder);
    DataType type = DataType.of(item.kind()).orElse(DataType.CONTACTS);
    if (type.isBytes()) {
      String place = item.kind().word() + " " + item.uid().map(Uid::value).orElse("");
      if (item.uid().isEmpty() || content.isEmpty()) {
        throw new ArchiveDamaged(place, "has no uid, or its bytes are not at hand");
      }
      ItemAbout.of(item);
      Json.checkText(place, item.json());
      try (ItemBytes bytes = ItemBytes.of(place, content.get())) {
        partFor(bytes.size()).add(wanted, type, item, bytes);
      }
      return;
    }
    ItemFile.Made made = ItemFile.make(item, FolderDirectory.collection(type, wanted.name()), time);
    partFor(made.size()).add(wanted, type, made);
  }

  /** Says what is known of a mailbox; the folder was added before. */
  public void mailbox(FolderId folder, Mailbox mailbox) throws IOException {
    parts.get(parts.size() - 1).mailbox(wanted(folder), mailbox);
  }

  /** Says of a partial archive that this contact is no longer in the folder. */
  public void removed(FolderId folder, Uid uid) throws IOException {
    removed(folder, new Key(Kind.CONTACT, uid));
  }

  /** Says of a partial archive that this item is no longer in the folder. */
  public void removed(FolderId folder, Key key) throws IOException {
    DataType type = DataType.of(key.kind()).orElseThrow();
    partFor(key.uid().value().length()).removed(wanted(folder), type, key.uid());
  }

  /** Says of a partial archive that a folder of this whole name is gone with all that was in it. */
  public void removed(String folderName) {
    removedFolders.add(folderName);
  }

  private Folder wanted(FolderId folder) {
    Folder wanted = folders.get(folder);
    if (wanted == null) {
      throw new IllegalArgumentException("no such folder in this archive: " + folder);
    }
    return wanted;
  }

  /** Completes the archive, makes it last, reads it over and gives it its name. */
  public void finish() throws IOException {
    finish(metadata.extent());
  }

  /** Like {@link #finish()}, saying whether it holds everything, which may be known only now. */
  public void finish(ArchiveMetadata.Extent extent) throws IOException {
    ArchiveMetadata said = metadata.with(extent).withRemovedFolders(removedFolders);
    ArchivePart last = parts.get(parts.size() - 1);
    for (Folder folder : folders.values()) {
      if (parts.stream().noneMatch(part -> part.holds(folder.id()))) {
        last.folder(folder, Set.of(DataType.CONTACTS));
      }
    }
    last.complete(parts.size() == 1 ? said : said.asVolume(parts.size(), true));
    for (ArchivePart part : parts) {
      part.output().name();
    }
  }

  /** How many volumes there are so far. */
  public int volumes() {
    return parts.size();
  }

  /** Removes what is unfinished. */
  @Override
  public void close() throws IOException {
    for (ArchivePart part : parts) {
      part.close();
    }
  }
}
