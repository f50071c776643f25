// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveFile;
import org.oneway.engine.pdpa.ArchiveFolder;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveMetadata.Extent;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.FolderDirectory;
import org.oneway.engine.pdpa.FolderPaths;
import org.oneway.engine.pdpa.ItemFile;
import org.oneway.engine.pdpa.Listing.Listed;
import org.oneway.engine.store.StoreSettings;

/** The archive that is written, with what it will name when it is listed next. */
final class TargetArchive implements ItemStream.Files {
  private final StoreSettings settings;
  private final DurableFiles files;
  private final Path root;
  private final Map<FolderId, TargetFolder> folders = new LinkedHashMap<>();
  private Optional<ArchiveReader> reader = Optional.empty();
  private Optional<ArchiveMetadata> metadata = Optional.empty();
  private FolderPaths paths = new FolderPaths(List.of());
  private boolean changed;
  private boolean begun;

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
    ArchiveReader read = ArchiveReader.openKept(root, files.requests());
    ArchiveMetadata says = read.metadata();
    if (says.chain().isEmpty() || says.extent() != Extent.FULL) {
      throw new ArchiveDamaged(
          root.toString(), "is not a full archive made by Oneway, and only such a one is written");
    }
    reader = Optional.of(read);
    metadata = Optional.of(says);
    paths = new FolderPaths(read.folders());
    for (ArchiveFolder folder : read.folders()) {
      TargetFolder there = new TargetFolder(folder.folder());
      folders.put(there.id(), there);
      List<Listed> items = read.listing(folder).items();
      folder
          .paths()
          .forEach(
              (type, path) ->
                  add(
                      there,
                      type,
                      path,
                      items.stream()
                          .filter(item -> item.type() == type)
                          .flatMap(item -> entries(item).stream())
                          .toList()));
    }
  }

  private void add(TargetFolder folder, DataType type, String path, List<Listed> items) {
    FolderDirectory directory = new FolderDirectory(files, root, type, path);
    folder.add(type, new TargetDirectory(type, directory, path, items));
  }

  /** Files of one uid are one item only if they are instances; else each is one. */
  private List<Listed> entries(Listed item) {
    if (item.paths().size() == 1) {
      return List.of(item);
    }
    try {
      List<ItemFile> objects = new ArrayList<>();
      for (String path : item.paths()) {
        objects.addAll(ItemFile.read(path, read(path), item.type()));
      }
      return ItemFile.joined(objects).size() == 1 ? List.of(item) : item.apart();
    } catch (IOException e) {
      // Told as what it is when the folder is read.
      return List.of(item);
    }
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

  @Override
  public Optional<ArchiveFile> file(String path) {
    return reader.flatMap(r -> r.file(path));
  }

  @Override
  public InputStream open(String path) throws IOException {
    if (reader.isEmpty()) {
      throw new NoSuchFileException(path);
    }
    return reader.get().stream(path);
  }

  @Override
  public byte[] read(String path) throws IOException {
    if (reader.isEmpty()) {
      throw new NoSuchFileException(path);
    }
    return reader.get().read(path);
  }

  /** What is left of the files of an item; empty where none is. */
  Optional<List<byte[]>> readAll(List<String> paths) throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (String path : paths) {
      try {
        all.add(read(path));
      } catch (NoSuchFileException e) {
        // Somebody removed it by hand.
      }
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  /**
   * The folder with the name and properties of {@code wanted}; made if it is not there.
   *
   * @param type what it is made for
   */
  Folder ensureFolder(Folder wanted, DataType type) throws IOException {
    Instant now = settings.clock().instant();
    makeArchive(now, type);
    beginChanges();
    if (!folders.containsKey(ArchiveFolder.idOf(wanted.name()))) {
      make(wanted.name(), type);
    }
    return described(wanted, now);
  }

  /** The directory of this kind in a folder; made if it is not there. */
  Optional<TargetDirectory> part(FolderId id, DataType type) throws IOException {
    Optional<TargetFolder> folder = folder(id);
    if (folder.isPresent() && folder.get().part(type.kind()).isEmpty()) {
      make(folder.get().folder().name(), type);
      folder
          .get()
          .part(type.kind())
          .orElseThrow()
          .directory()
          .describe(folder.get().folder(), settings.clock().instant());
    }
    return folder.flatMap(f -> f.part(type.kind()));
  }

  private void make(String wanted, DataType type) throws IOException {
    Path top = root.resolve(type.top());
    if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
      files.createDirectory(top);
      files.sync(root);
    }
    for (String name : FolderPaths.withParents(wanted)) {
      Folder folder = Folder.of(ArchiveFolder.idOf(name), name);
      TargetFolder there = folders.computeIfAbsent(folder.id(), id -> new TargetFolder(folder));
      if (there.part(type.kind()).isEmpty()) {
        String path = paths.assign(type, name);
        new FolderDirectory(files, root, type, path).create(folder, settings.clock().instant());
        add(there, type, path, List.of());
        changed = true;
      }
    }
  }

  private Folder described(Folder wanted, Instant now) throws IOException {
    TargetFolder there = folder(ArchiveFolder.idOf(wanted.name())).orElseThrow();
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
      for (TargetDirectory part : there.parts()) {
        part.directory().describe(wished, now);
      }
      there.describe(wished);
      changed = true;
    }
    return wished;
  }

  private void makeArchive(Instant now, DataType type) throws IOException {
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
            List.of(type),
            new Chain(chain, 1, Optional.empty()));
    try (ArchiveWriter writer = ArchiveWriter.create(root, fresh, files)) {
      writer.finish();
    }
    load();
  }

  private static String id(String of) {
    return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Set<DataType> types() {
    return folders.values().stream()
        .flatMap(folder -> folder.byType().keySet().stream())
        .collect(Collectors.toSet());
  }

  /** Comes before any file is changed. */
  void beginChanges() throws IOException {
    if (!begun) {
      FolderDirectory.unseal(files, root);
      begun = true;
    }
  }

  /** Says that a named file was replaced. */
  void fileReplaced() {
    changed = true;
  }

  /** Makes every {@code folder.json} name what is there, then removes what none names. */
  void list() throws IOException {
    List<TargetDirectory> unlisted = parts().filter(part -> !part.isListed()).toList();
    for (TargetDirectory part : unlisted) {
      changed = true;
      part.list(files, root);
    }
    // Only now does every item that moves have a name in its new folder.
    for (TargetDirectory part : unlisted) {
      part.finish(files, root);
    }
  }

  private Stream<TargetDirectory> parts() {
    return folders.values().stream().flatMap(folder -> folder.parts().stream());
  }

  /** Lists everything, clears away what earlier runs left, and tells readers that it is newer. */
  void settle() throws IOException {
    list();
    for (TargetDirectory part : parts().toList()) {
      changed |= part.sweep(files);
    }
    if (changed && metadata.isPresent()) {
      beginChanges();
      ArchiveMetadata before = metadata.get();
      String id = id(before.id() + "\n" + settings.clock().instant());
      ArchiveMetadata next = before.next(id, settings.clock().instant());
      next = next.withDataTypes(types());
      next.write(files, root);
      metadata = Optional.of(next);
      changed = false;
    }
  }
}
