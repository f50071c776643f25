// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.pdpa.ArchiveFile;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.Listing.Listed;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Capabilities.Condition;
import org.oneway.engine.store.Capabilities.UidUniqueIn;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Traffic;
import org.oneway.engine.store.Write;

/**
 * An archive of our own that is kept up to date in place. Items are replaced one by one; what is
 * new, moved or removed is told when {@code folder.json} says so.
 */
final class PdpaTarget implements TargetStore {
  private static final Capabilities CAPABILITIES =
      new Capabilities(UidUniqueIn.FOLDER, false, Condition.ITEM, true, false, 500, 1);

  /** So many outcomes are kept back at most, beside a part of the archive's size. */
  private static final int MOST_KEPT = 4_000;

  private static final int MOST_KEPT_BYTES = 4 << 20;

  /** In bytes; a larger one is not kept for undo. */
  private static final int LARGEST_ORIGINAL = 8 << 20;

  /** In bytes; so much is held at once. */
  private static final int ORIGINALS = 64 << 20;

  private final StoreSettings settings;
  private final Failures failures;
  private final DurableFiles files;
  private final TargetArchive archive;
  private final Traffic traffic;
  private final List<Kept> kept = new ArrayList<>();
  private long keptBytes;

  private PdpaTarget(
      StoreSettings settings, DurableFiles files, TargetArchive archive, Traffic traffic) {
    this.traffic = traffic;
    this.settings = settings;
    this.failures = new Failures(settings.name());
    this.files = files;
    this.archive = archive;
  }

  /** An outcome that is true when the folders are listed. */
  private record Kept(Write write, Outcome outcome) {}

  static PdpaTarget open(StoreSettings settings, DurableFiles files) throws StoreException {
    Traffic traffic = new Traffic();
    DurableFiles counted = files.telling(new Counted(traffic));
    try {
      return new PdpaTarget(settings, counted, TargetArchive.open(settings, counted), traffic);
    } catch (IOException e) {
      throw new Failures(settings.name()).reading(e);
    }
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Optional<String> identity() {
    return archive.chain();
  }

  @Override
  public List<Folder> folders() {
    return archive.folders().stream().map(TargetFolder::folder).toList();
  }

  @Override
  public List<Scope> scopes() {
    return archive.folders().stream().map(folder -> Scope.of(folder.id())).toList();
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    if (!since.isNone()) {
      throw new StoreException.CheckpointLost("An archive that is written gives no checkpoints");
    }
    TargetFolder folder = folder(scope);
    ItemStream.Missing missing =
        (item, reference) -> {
          if (folder.parts().stream().anyMatch(PdpaTarget::isThere)) {
            // Somebody removed this file by hand, and nothing else.
            return Optional.empty();
          }
          throw gone(scope);
        };
    return stream(folder, folder.entries(), known, missing, Coverage.COMPLETE);
  }

  private static boolean isThere(TargetDirectory part) {
    return Files.exists(part.directory().directory().resolve("folder.json"));
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    TargetFolder folder = folder(scope);
    return new FetchStream(
        references, List.of(wanted -> fetch(folder, wanted)), Change.Removal::new);
  }

  private ChangeStream fetch(TargetFolder folder, Set<Reference> wanted) {
    List<Listed> items =
        folder.entries().stream()
            .filter(item -> item.key().filter(key -> mayBe(folder, key, wanted)).isPresent())
            .toList();
    return stream(
            folder,
            items,
            Known.NOTHING,
            (item, reference) -> reference.map(Change.Removal::new),
            Coverage.INCREMENTAL)
        .only(wanted);
  }

  /** A second item of one uid has a reference that begins like the first one's. */
  private static boolean mayBe(TargetFolder folder, Key key, Set<Reference> wanted) {
    Reference reference = References.of(folder.id(), key);
    return wanted.contains(reference)
        || (folder.hasOthers()
            && wanted.stream().anyMatch(w -> w.value().startsWith(reference.value() + "#")));
  }

  private ItemStream stream(
      TargetFolder folder,
      List<Listed> items,
      Known known,
      ItemStream.Missing missing,
      Coverage coverage) {
    return new ItemStream(
        archive,
        folder.id(),
        items,
        traffic,
        new ItemStream.Setting(
            List.of(), known, missing, true, Optional.empty(), coverage, Checkpoint.NONE));
  }

  private TargetFolder folder(Scope scope) throws StoreException {
    return archive.folder(new FolderId(scope.name())).orElseThrow(() -> gone(scope));
  }

  private StoreException.FolderGone gone(Scope scope) {
    return new StoreException.FolderGone(
        "The archive of store \"%s\" has no folder \"%s\""
            .formatted(settings.name(), scope.name()));
  }

  @Override
  public Folder ensureFolder(Folder wanted) throws StoreException {
    return ensureFolder(wanted, Set.of(Kind.CONTACT));
  }

  @Override
  public Folder ensureFolder(Folder wanted, Set<Kind> kinds) throws StoreException {
    // Directories for other kinds are made when there is something to put into them.
    DataType type =
        kinds.stream()
            .sorted()
            .flatMap(kind -> DataType.of(kind).stream())
            .findFirst()
            .orElse(DataType.CONTACTS);
    try {
      return archive.ensureFolder(wanted, type);
    } catch (IOException e) {
      throw failures.writing(e);
    }
  }

  @Override
  public Optional<Reference> planned(FolderId folder, Item item) {
    return DataType.of(item.kind())
        .flatMap(type -> item.key())
        .map(key -> References.of(folder, key));
  }

  @Override
  public List<Located> find(Key key) throws StoreException {
    List<Located> found = new ArrayList<>();
    for (TargetFolder folder : archive.folders()) {
      Optional<Listed> item = folder.part(key.kind()).flatMap(part -> part.item(key.uid()));
      Optional<Version> version = item.isPresent() ? version(item.get()) : Optional.empty();
      if (version.isPresent()) {
        found.add(new Located(References.of(folder.id(), key), version, Set.of(folder.id())));
      }
    }
    return found;
  }

  /** Of items that are their bytes, these; of others an item says everything. */
  @Override
  public Map<Reference, byte[]> originals(List<Reference> references) throws StoreException {
    Map<Reference, byte[]> originals = new HashMap<>();
    long room = ORIGINALS;
    for (Reference reference : references) {
      Optional<Listed> item = bytesAt(reference);
      Optional<ArchiveFile> file = item.flatMap(listed -> archive.file(listed.path()));
      if (file.isPresent() && file.get().size() <= Math.min(room, LARGEST_ORIGINAL)) {
        try (InputStream in = archive.open(item.orElseThrow().path())) {
          originals.put(reference, in.readAllBytes());
        } catch (IOException e) {
          throw failures.reading(e);
        }
        room -= file.get().size();
      }
    }
    return originals;
  }

  private Optional<Listed> bytesAt(Reference reference) {
    for (TargetFolder folder : archive.folders()) {
      Optional<Key> key = References.local(folder.id(), reference);
      Optional<Listed> item =
          key.flatMap(k -> folder.part(k.kind()).flatMap(part -> part.item(k.uid())));
      if (item.filter(listed -> listed.type().isBytes()).isPresent()) {
        return item;
      }
    }
    return Optional.empty();
  }

  private Optional<Version> version(Listed item) throws StoreException {
    try {
      return item.type().isBytes()
          ? archive.file(item.path()).map(file -> ByteItems.version(item, file))
          : archive.readAll(item.paths()).map(ReadFiles::version);
    } catch (IOException e) {
      throw failures.reading(e);
    }
  }

  @Override
  public void apply(List<Write> batch, Outcomes outcomes) throws StoreException {
    TargetWrites writes = new TargetWrites(archive, files, settings.clock().instant());
    List<Kept> unsynced = new ArrayList<>();
    Set<TargetDirectory> touched = new LinkedHashSet<>();
    try {
      archive.beginChanges();
      for (Write write : batch) {
        TargetWrites.Result result = write.accept(writes).carryOut();
        Kept outcome = new Kept(write, result.outcome());
        if (result.replacedIn().isPresent()) {
          archive.fileReplaced();
          touched.add(result.replacedIn().get());
          unsynced.add(outcome);
        } else if (result.isTrueWhenListed()) {
          kept.add(outcome);
          keptBytes += result.bytes();
        } else {
          outcomes.tell(write, result.outcome());
        }
      }
      for (TargetDirectory part : touched) {
        files.sync(part.directory().directory());
      }
    } catch (IOException e) {
      throw failures.writing(e);
    }
    unsynced.forEach(done -> outcomes.tell(done.write(), done.outcome()));
    if (isMuchKept()) {
      list(outcomes);
    }
  }

  /** Writing a listing costs its length, so it waits longer in a large archive. */
  private boolean isMuchKept() {
    int items = archive.folders().stream().mapToInt(TargetFolder::size).sum();
    return kept.size() >= MOST_KEPT + items / 16 || keptBytes >= MOST_KEPT_BYTES;
  }

  private void list(Outcomes outcomes) throws StoreException {
    try {
      archive.list();
    } catch (IOException e) {
      throw failures.writing(e);
    }
    List<Kept> now = List.copyOf(kept);
    kept.clear();
    keptBytes = 0;
    now.forEach(done -> outcomes.tell(done.write(), done.outcome()));
  }

  @Override
  public void settle(Outcomes outcomes) throws StoreException {
    list(outcomes);
    try {
      archive.settle();
    } catch (IOException e) {
      throw failures.writing(e);
    }
  }

  @Override
  public Optional<Checkpoint> after(Scope scope, Checkpoint before) {
    return Optional.empty();
  }

  @Override
  public Optional<Traffic.Count> traffic() {
    return Optional.of(traffic.count());
  }

  @Override
  public void close() {}
}
