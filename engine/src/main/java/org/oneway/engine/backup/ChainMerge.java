// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.backup.ArchiveChain.Link;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveFolder;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.ItemAbout;
import org.oneway.engine.pdpa.ItemFile;
import org.oneway.engine.pdpa.Listing;
import org.oneway.engine.pdpa.Listing.Listed;
import org.oneway.engine.similar.Similarity;

/**
 * What an archive of everything and those of changes after it come to. In memory is what one folder
 * lists.
 */
public final class ChainMerge implements AutoCloseable {
  private final Unnamed unnamed;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Merged> folders = new LinkedHashMap<>();

  /** Knows what an item is whose file is its bytes, where its archive gives it no uid. */
  @FunctionalInterface
  public interface Unnamed {
    /** The item, with a uid; the stream is not closed. */
    Item of(Listed listed, InputStream bytes) throws IOException;
  }

  /** An archive that is open. */
  private record Part(Link link, ArchiveReader reader, Map<String, ArchiveFolder> folders) {}

  /** A folder, and the first archive that counts for it. */
  private record Merged(ArchiveFolder folder, int from, Set<Kind> kinds) {}

  /** Where an item is. */
  private record Source(int part, Listed item) {}

  /**
   * Opens archives.
   *
   * @param links as {@link ArchiveChain#upTo} gives them
   * @throws ArchiveDamaged if one cannot be read
   */
  public ChainMerge(List<Link> links) throws IOException {
    this(
        links,
        (listed, bytes) -> {
          throw new ArchiveDamaged(listed.path(), "has no uid");
        });
  }

  /** Like {@link #ChainMerge(List)}, for archives that need not give each item a uid. */
  public ChainMerge(List<Link> links, Unnamed unnamed) throws IOException {
    this.unnamed = unnamed;
    try {
      for (Link link : links) {
        open(link);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void open(Link link) throws IOException {
    ArchiveReader reader = opened(link);
    Map<String, ArchiveFolder> named = new LinkedHashMap<>();
    reader.folders().forEach(folder -> named.put(folder.folder().name(), folder));
    parts.add(new Part(link, reader, named));
    for (String gone : reader.metadata().removedFolders()) {
      folders.remove(gone);
    }
    for (ArchiveFolder folder : reader.folders()) {
      Set<Kind> kinds = new HashSet<>();
      folder.paths().keySet().forEach(type -> kinds.add(type.kind()));
      Merged before = folders.get(folder.folder().name());
      int from = before == null ? parts.size() - 1 : before.from();
      if (before != null) {
        kinds.addAll(before.kinds());
      }
      folders.put(folder.folder().name(), new Merged(folder, from, kinds));
    }
  }

  /** Also what a later archive replaces must be whole: who knows what else is not. */
  private static ArchiveReader opened(Link link) throws IOException {
    try {
      ArchiveReader reader = ArchiveReader.open(link.path());
      try {
        reader.verify();
        return reader;
      } catch (IOException | RuntimeException e) {
        reader.close();
        throw e;
      }
    } catch (ArchiveDamaged e) {
      throw ArchiveChain.in(link.path(), e);
    }
  }

  /**
   * Writes all folders and items.
   *
   * @return how many items
   * @throws ArchiveDamaged if anything of the archives is not as it was written
   */
  public long into(ArchiveWriter writer) throws IOException {
    long items = 0;
    for (Merged merged : folders.values()) {
      writer.folder(merged.folder().folder(), merged.kinds());
    }
    for (Merged merged : folders.values()) {
      FolderId id = merged.folder().folder().id();
      for (List<Source> sources : items(merged)) {
        for (Source source : sources) {
          items += copy(source, id, writer);
        }
      }
    }
    return items;
  }

  private List<List<Source>> items(Merged merged) throws IOException {
    Map<Object, List<Source>> items = new LinkedHashMap<>();
    Set<Key> replaced = new HashSet<>();
    for (int i = merged.from(); i < parts.size(); i++) {
      Part part = parts.get(i);
      if (!isLaterVolume(part.link())) {
        replaced.clear();
      }
      ArchiveFolder folder = part.folders().get(merged.folder().folder().name());
      if (folder == null) {
        continue;
      }
      Listing listing = listing(part, folder);
      listing.removed().forEach(items::remove);
      for (Listed item : listing.items()) {
        Optional<Key> key = item.key();
        if (key.isPresent() && replaced.add(key.get())) {
          items.remove(key.get());
        }
        items
            .computeIfAbsent(
                key.<Object>map(k -> k).orElseGet(Object::new), k -> new ArrayList<>(1))
            .add(new Source(i, item));
      }
    }
    return List.copyOf(items.values());
  }

  /** Volumes of one archive replace nothing of each other: several items may share a uid. */
  private static boolean isLaterVolume(Link link) {
    return link.metadata().volume().orElse(1) > 1;
  }

  private static Listing listing(Part part, ArchiveFolder folder) throws IOException {
    try {
      return part.reader().listing(folder);
    } catch (ArchiveDamaged e) {
      throw ArchiveChain.in(part.link().path(), e);
    }
  }

  private long copy(Source source, FolderId folder, ArchiveWriter writer) throws IOException {
    Part part = parts.get(source.part());
    Listed listed = source.item();
    try {
      if (listed.type().isBytes()) {
        writer.add(
            folder,
            ofBytes(part.reader(), listed),
            Optional.of(() -> part.reader().stream(listed.path())));
        return 1;
      }
      List<ItemFile> objects = new ArrayList<>();
      for (String path : listed.paths()) {
        objects.addAll(ItemFile.read(path, part.reader().read(path), listed.type()));
      }
      List<ItemFile> items =
          listed.type() == DataType.CONTACTS ? objects : ItemFile.joined(objects);
      for (ItemFile item : items) {
        writer.add(folder, named(item.item()), Optional.empty());
      }
      return items.size();
    } catch (NoSuchFileException e) {
      throw ArchiveChain.in(
          part.link().path(), ArchiveDamaged.altered(listed.path(), "is missing"));
    } catch (ArchiveDamaged e) {
      throw ArchiveChain.in(part.link().path(), e);
    }
  }

  private Item ofBytes(ArchiveReader reader, Listed listed) throws IOException {
    if (listed.uid().isPresent()) {
      return new Item(
              listed.type().kind(),
              Optional.empty(),
              ItemAbout.json(listed.about()),
              Optional.empty(),
              false)
          .withUid(listed.uid().get());
    }
    try (InputStream in = reader.stream(listed.path())) {
      return unnamed.of(listed, in);
    }
  }

  /** An archive of ours gives each item a uid; others need not. */
  private static Item named(Item item) {
    return item.uid().isPresent()
        ? item
        : item.withUid(Similarity.of(item.kind()).mint(item.json()));
  }

  @Override
  public void close() {
    parts.forEach(part -> part.reader().close());
  }
}
