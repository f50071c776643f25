// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveFile;
import org.oneway.engine.pdpa.ArchiveFolder;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.Listing;
import org.oneway.engine.pdpa.Listing.Listed;
import org.oneway.engine.pdpa.container.Limits;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.Traffic;

/** An archive that is read. */
final class PdpaSource implements SourceStore {
  private final StoreSettings settings;
  private final Failures failures;
  private final ArchiveReader archive;
  private final Traffic traffic;
  private Optional<FolderIndex> index = Optional.empty();

  /** Where messages are that their listing does not name, or by a number that is no uid. */
  private final Map<Reference, Listed> unnamed = new HashMap<>();

  private PdpaSource(
      StoreSettings settings, Failures failures, ArchiveReader archive, Traffic traffic) {
    this.traffic = traffic;
    this.settings = settings;
    this.failures = failures;
    this.archive = archive;
  }

  static PdpaSource open(StoreSettings settings) throws StoreException {
    Failures failures = new Failures(settings.name());
    Traffic traffic = new Traffic();
    try {
      ArchiveReader archive =
          ArchiveReader.open(settings.path("path"), opening(settings, new Counted(traffic)));
      return new PdpaSource(settings, failures, archive, traffic);
    } catch (IOException e) {
      throw failures.reading(e);
    }
  }

  private static ArchiveReader.Opening opening(StoreSettings settings, Counted counted) {
    Limits usual = Limits.USUAL;
    OptionalInt megabytes = settings.number("max-megabytes");
    Limits limits =
        new Limits(
            settings.number("max-entries").orElse((int) usual.entries()),
            megabytes.isPresent() ? (long) megabytes.getAsInt() << 20 : usual.bytes(),
            settings.number("max-ratio").orElse((int) usual.ratio()),
            settings.number("max-depth").orElse(usual.depth()));
    ArchiveReader.Opening opening = ArchiveReader.Opening.USUAL.with(limits).telling(counted);
    return settings.value("scratch").isPresent()
        ? opening.unpackingInto(settings.path("scratch"))
        : opening;
  }

  @Override
  public Optional<String> identity() {
    return archive.metadata().chain().map(Chain::id);
  }

  @Override
  public List<Folder> folders() {
    return archive.folders().stream().map(ArchiveFolder::folder).toList();
  }

  @Override
  public Set<Kind> kindsIn(Folder folder) {
    return archive.folders().stream()
        .filter(known -> known.folder().id().equals(folder.id()))
        .flatMap(known -> known.paths().keySet().stream())
        .map(DataType::kind)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<Scope> scopes() {
    return folders().stream().map(folder -> Scope.of(folder.id())).toList();
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    ArchiveFolder folder = folder(scope);
    Listing listing = listing(folder);
    String mark = FilesMark.of(listing, archive::file, settings.clock().instant());
    ArchivePosition here = ArchivePosition.of(archive.metadata(), mark);
    Optional<ArchivePosition> read = Optional.empty();
    if (!since.isNone()) {
      read = ArchivePosition.of(since);
      if (read.isEmpty()) {
        throw new StoreException.CheckpointLost("The checkpoint is not one of an archive");
      }
      refuseOlder(here, read.get());
    }
    if (read.filter(here::isUnchangedSince).isPresent()) {
      return stream(
          folder, List.of(), List.of(), known, Optional.empty(), Coverage.INCREMENTAL, since);
    }
    // What an archive does not speak of at all is not absent, though one before did.
    ArchivePosition now = read.map(here::after).orElse(here);
    return stream(
        folder,
        removals(folder, listing),
        listing.items(),
        known,
        gap(here, read, folder),
        isComplete(folder) && archive.metadata().completeTypes().containsAll(now.types())
            ? Coverage.COMPLETE
            : Coverage.INCREMENTAL,
        now.checkpoint());
  }

  /** Whether what the archive does not have of this folder is not in the store either. */
  private boolean isComplete(ArchiveFolder folder) {
    return archive.metadata().completeTypes().containsAll(folder.paths().keySet());
  }

  private void refuseOlder(ArchivePosition here, ArchivePosition read) throws StoreException {
    boolean allowed = settings.value("older").filter("true"::equals).isPresent();
    if (here.isOlderThan(read) && !allowed) {
      throw new StoreException.InputRefused(
          "The archive of store \"%s\"%s is older than the one that was read last%s"
              .formatted(settings.name(), made(here), made(read)),
          "Give the newer one, or read this one all the same with --older");
    }
  }

  private static String made(ArchivePosition position) {
    return position.time().map(time -> " (made " + time + ")").orElse("");
  }

  /** What is missing before an archive of changes. */
  private Optional<Finding> gap(
      ArchivePosition here, Optional<ArchivePosition> read, ArchiveFolder folder) {
    Optional<Chain> chain = archive.metadata().chain();
    if (isComplete(folder) || chain.isEmpty() || chain.get().sequence() == 1) {
      return Optional.empty();
    }
    Optional<ArchivePosition> before = read.filter(here::isOfChainOf);
    String words = "";
    if (before.isEmpty()) {
      words = "no archive of its chain was read before this one, which is number %d";
    } else if (here.missedSince(before.get()) > 0) {
      words = "this is archive %d of its chain, and the last one read was %d";
    } else if (here.sequence() == before.get().sequence() + 1
        && chain.get().previous().filter(id -> !id.equals(before.get().archive())).isPresent()) {
      words = "this is archive %d of its chain, and another %d than the one read comes before it";
    }
    return Optional.of(words)
        .filter(text -> !text.isEmpty())
        .map(
            text ->
                new Finding(
                    Finding.Level.NOTE,
                    "",
                    "archive.json",
                    text.formatted(
                            here.sequence(), before.map(ArchivePosition::sequence).orElse(0L))
                        + "; what only those between hold is missing until a full archive is"
                        + " read"));
  }

  /** What is listed is there, also where it was removed before. */
  private static List<Change> removals(ArchiveFolder folder, Listing listing) {
    Set<Key> listed = new HashSet<>();
    listing.items().forEach(item -> item.key().ifPresent(listed::add));
    List<Change> removals = new ArrayList<>();
    for (Key key : listing.removed()) {
      if (listed.add(key)) {
        removals.add(new Change.Removal(References.of(folder.folder().id(), key)));
      }
    }
    return removals;
  }

  private ItemStream stream(
      ArchiveFolder folder,
      List<Change> first,
      List<Listed> items,
      Known known,
      Optional<Finding> note,
      Coverage coverage,
      Checkpoint checkpoint) {
    return new ItemStream(
        files(),
        folder.folder().id(),
        items,
        traffic,
        new ItemStream.Setting(
            first, known, this::missing, false, note, coverage, checkpoint, unnamed::put));
  }

  private ItemStream.Files files() {
    return new ItemStream.Files() {
      @Override
      public byte[] read(String path) throws IOException {
        return archive.read(path);
      }

      @Override
      public Optional<ArchiveFile> file(String path) {
        return archive.file(path);
      }

      @Override
      public InputStream open(String path) throws IOException {
        return archive.stream(path);
      }
    };
  }

  /** An archive that names a file and does not have it is damaged; that deletes nothing. */
  private Optional<Change> missing(Listed item, Optional<Reference> reference)
      throws StoreException {
    if (archive.isSealed()) {
      throw Failures.altered(ArchiveDamaged.altered(item.path(), "is missing"));
    }
    return Optional.of(
        new Change.Broken(
            reference,
            item.key(),
            item.path(),
            Finding.broken(item.path(), "is named by folder.json and is not there")));
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    ArchiveFolder folder = folder(scope);
    FolderIndex listed = index(folder);
    return new FetchStream(
        references,
        List.of(
            // A listing that tells the truth spares reading the rest.
            wanted -> fetch(folder, named(listed, wanted)).only(wanted),
            wanted -> fetch(folder, listed.listing().items()).only(wanted)),
        reference -> absent(folder, reference, listed.removed().contains(reference)));
  }

  /** What the folder lists now; read again only if it may be another. */
  private FolderIndex index(ArchiveFolder folder) throws StoreException {
    String stamp =
        folder.paths().values().stream()
            .map(path -> String.valueOf(archive.file(path + "/folder.json")))
            .collect(Collectors.joining("\n"));
    Optional<FolderIndex> before =
        index.filter(i -> i.folder().equals(folder.folder().id()) && i.stamp().equals(stamp));
    if (before.isPresent()) {
      return before.get();
    }
    Listing listing = listing(folder);
    Set<Reference> removed = new HashSet<>();
    removals(folder, listing).forEach(r -> ItemStream.reference(r).ifPresent(removed::add));
    FolderIndex now = FolderIndex.of(folder.folder().id(), stamp, listing, removed);
    index = Optional.of(now);
    return now;
  }

  private ItemStream fetch(ArchiveFolder folder, List<Listed> items) {
    return stream(
        folder,
        List.of(),
        items,
        Known.NOTHING,
        Optional.empty(),
        Coverage.INCREMENTAL,
        Checkpoint.NONE);
  }

  private List<Listed> named(FolderIndex listed, Set<Reference> wanted) {
    List<Listed> found = new ArrayList<>(listed.named(wanted));
    for (Reference reference : wanted) {
      Optional.ofNullable(unnamed.get(reference)).ifPresent(found::add);
    }
    return found;
  }

  private Change absent(ArchiveFolder folder, Reference reference, boolean isRemoved) {
    if (isRemoved || isComplete(folder)) {
      return new Change.Removal(reference);
    }
    Optional<Key> key = References.local(folder.folder().id(), reference);
    return new Change.Broken(
        Optional.of(reference),
        key,
        key.map(k -> k.uid().value()).orElse(""),
        Finding.broken(
            folder.path(), "is not in this archive, which holds only a part of the store"));
  }

  private ArchiveFolder folder(Scope scope) throws StoreException {
    return archive.folders().stream()
        .filter(folder -> folder.folder().id().value().equals(scope.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new StoreException.FolderGone(
                    "The archive of store \"%s\" has no folder \"%s\""
                        .formatted(settings.name(), scope.name())));
  }

  private Listing listing(ArchiveFolder folder) throws StoreException {
    try {
      return archive.listing(folder);
    } catch (IOException e) {
      throw failures.reading(e);
    }
  }

  @Override
  public Optional<Traffic.Count> traffic() {
    return Optional.of(traffic.count());
  }

  @Override
  public void close() {
    archive.close();
  }
}
