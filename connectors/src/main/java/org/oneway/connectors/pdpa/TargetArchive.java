// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveFolder;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveMetadata.Extent;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.FolderDirectory;
import org.oneway.engine.pdpa.FolderPaths;
import org.oneway.engine.pdpa.Listing.Listed;
import org.oneway.engine.store.StoreSettings;

/** The archive that is written, with what it will name when it is listed next. */
final class TargetArchive {
  private final StoreSettings settings;
  private final DurableFiles files;
  private final Path root;
  private final Map<FolderId, TargetFolder> folders = new LinkedHashMap<>();
  private Optional<ArchiveReader> reader = Optional.empty();
  private Optional<ArchiveMetadata> metadata = Optional.empty();
  private FolderPaths paths = new FolderPaths(List.of());
  private boolean changed;

  private TargetArchive(StoreSettings settings, DurableFiles files) {
    this.settings = settings;
    this.files = files;
    this.root = settings.path("path").toAbsolutePath().normalize();
  }

  /**
   * Reads the archive; nothing is made where there is none yet.
   *
   * @throws ArchiveDamaged if what is there is not a full archive made by Oneway
   */
  static TargetArchive open(StoreSettings settings, DurableFiles files) throws IOException {
    TargetArchive archive = new TargetArchive(settings, files);
    if (!isEmpty(archive.root, files)) {
      archive.load();
    }
    return archive;
  }

  private static boolean isEmpty(Path root, DurableFiles files) throws IOException {
    if (!Files.exists(root)) {
      return true;
    }
    files.requests().read();
    try (Stream<Path> entries = Files.list(root)) {
      return entries.findAny().isEmpty();
    }
  }

  private void load() throws IOException {
    ArchiveReader read = ArchiveReader.open(root, files.requests());
    ArchiveMetadata says = read.metadata();
    if (says.chain().isEmpty() || says.extent() != Extent.FULL) {
      throw new ArchiveDamaged(
          root.toString(), "is not a full archive made by Oneway, and only such a one is written");
    }
    reader = Optional.of(read);
    metadata = Optional.of(says);
    paths = new FolderPaths(read.folders());
    for (ArchiveFolder folder : read.folders()) {
      add(folder.folder(), folder.path(), read.listing(folder).items());
    }
  }

  private void add(Folder folder, String path, List<Listed> items) {
    FolderDirectory directory = new FolderDirectory(files, root, path);
    folders.put(folder.id(), new TargetFolder(folder, directory, path, items));
  }

  Path root() {
    return root;
  }

  /** Which chain of archives this is; empty before it is made. */
  Optional<String> chain() {
    return metadata.flatMap(ArchiveMetadata::chain).map(Chain::id);
  }

  Collection<TargetFolder> folders() {
    return folders.values();
  }

  Optional<TargetFolder> folder(FolderId id) {
    return Optional.ofNullable(folders.get(id));
  }

  /** What the file of an item holds. */
  byte[] read(String path) throws IOException {
    if (reader.isEmpty()) {
      throw new NoSuchFileException(path);
    }
    return reader.get().read(path);
  }

  /** The folder with the name and properties of {@code wanted}; made if it is not there. */
  Folder ensureFolder(Folder wanted) throws IOException {
    Instant now = settings.clock().instant();
    makeArchive(now);
    for (String name : FolderPaths.withParents(wanted.name())) {
      Folder folder = Folder.of(new FolderId("contacts/" + name), name);
      if (!folders.containsKey(folder.id())) {
        String path = paths.assign(name);
        new FolderDirectory(files, root, path).create(folder, now);
        add(folder, path, List.of());
        changed = true;
      }
    }
    return described(wanted, now);
  }

  private Folder described(Folder wanted, Instant now) throws IOException {
    TargetFolder there = folder(new FolderId("contacts/" + wanted.name())).orElseThrow();
    Folder is = there.folder();
    Folder wished =
        new Folder(
            is.id(),
            is.name(),
            wanted.role().or(is::role),
            wanted.color().or(is::color),
            wanted.order().isPresent() ? wanted.order() : is.order(),
            wanted.description().or(is::description));
    if (!wished.equals(is)) {
      there.directory().describe(wished, now);
      there.describe(wished);
      changed = true;
    }
    return wished;
  }

  private void makeArchive(Instant now) throws IOException {
    if (reader.isPresent()) {
      return;
    }
    String chain = id(root + "\n" + settings.name() + "\n" + now);
    ArchiveMetadata fresh =
        ArchiveMetadata.of(
            id(chain + "/1"),
            settings.name(),
            now,
            "Oneway",
            Extent.FULL,
            List.of("CONTACTS"),
            new Chain(chain, 1, Optional.empty()));
    try (ArchiveWriter writer = ArchiveWriter.create(root, fresh, files)) {
      writer.finish();
    }
    load();
  }

  private static String id(String of) {
    return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Says that a named card was replaced. */
  void cardReplaced() {
    changed = true;
  }

  /** Makes every {@code folder.json} name what is there, then removes what none names. */
  void list() throws IOException {
    List<TargetFolder> unlisted =
        folders.values().stream().filter(folder -> !folder.isListed()).toList();
    for (TargetFolder folder : unlisted) {
      changed = true;
      folder.list(files, root);
    }
    // Only now does every item that moves have a name in its new folder.
    for (TargetFolder folder : unlisted) {
      folder.finish(files, root);
    }
  }

  /** Lists everything, clears away what earlier runs left, and tells readers that it is newer. */
  void settle() throws IOException {
    list();
    for (TargetFolder folder : folders.values()) {
      changed |= folder.sweep(files);
    }
    if (changed && metadata.isPresent()) {
      ArchiveMetadata before = metadata.get();
      String id = id(before.id() + "\n" + settings.clock().instant());
      ArchiveMetadata next = before.next(id, settings.clock().instant());
      next.write(files, root);
      metadata = Optional.of(next);
      changed = false;
    }
  }
}
