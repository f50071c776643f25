// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.ArchiveFolder;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.Listing;
import org.oneway.engine.pdpa.Listing.Listed;
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
      ArchiveReader archive = ArchiveReader.open(settings.path("path"), new Counted(traffic));
      return new PdpaSource(settings, failures, archive, traffic);
    } catch (IOException e) {
      throw failures.reading(e);
    }
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
  public List<Scope> scopes() {
    return folders().stream().map(folder -> Scope.of(folder.id())).toList();
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    ArchiveFolder folder = folder(scope);
    Listing listing = listing(folder);
    String mark = FilesMark.of(listing, archive::attributes, settings.clock().instant());
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
    return stream(
        folder,
        removals(folder, listing),
        listing.items(),
        known,
        read.flatMap(before -> gap(here, before)),
        archive.metadata().holdsAllContacts() ? Coverage.COMPLETE : Coverage.INCREMENTAL,
        here.checkpoint());
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

  private Optional<Finding> gap(ArchivePosition here, ArchivePosition read) {
    long missed = here.missedSince(read);
    return missed == 0 || archive.metadata().holdsAllContacts()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Finding.Level.NOTE,
                "",
                "archive.json",
                ("this is archive %d of its chain, and the last one read was %d; what only those"
                        + " between hold is missing until a full archive is read")
                    .formatted(here.sequence(), read.sequence())));
  }

  /** What is listed is there, also where it was removed before. */
  private static List<Change> removals(ArchiveFolder folder, Listing listing) {
    Set<Uid> listed = new HashSet<>();
    listing.items().forEach(item -> item.uid().ifPresent(listed::add));
    List<Change> removals = new ArrayList<>();
    for (Uid uid : listing.removed()) {
      if (listed.add(uid)) {
        removals.add(new Change.Removal(References.of(folder.folder().id(), uid.value())));
      }
    }
    return removals;
  }

  private CardStream stream(
      ArchiveFolder folder,
      List<Change> first,
      List<Listed> items,
      Known known,
      Optional<Finding> note,
      Coverage coverage,
      Checkpoint checkpoint) {
    return new CardStream(
        archive::read,
        folder.folder().id(),
        items,
        traffic,
        new CardStream.Setting(
            first, known, PdpaSource::missing, false, note, coverage, checkpoint));
  }

  /** An archive that names a file and does not have it is damaged; that deletes nothing. */
  private static Optional<Change> missing(Listed item, Optional<Reference> reference) {
    return Optional.of(
        new Change.Broken(
            reference,
            item.uid().map(uid -> new Key(Kind.CONTACT, uid)),
            item.path(),
            Finding.broken(item.path(), "is named by folder.json and is not there")));
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    ArchiveFolder folder = folder(scope);
    Listing listing = listing(folder);
    Set<Reference> removed = new HashSet<>();
    removals(folder, listing).forEach(r -> CardStream.reference(r).ifPresent(removed::add));
    return new FetchStream(
        references,
        List.of(
            // A listing that tells the truth spares reading the rest.
            wanted -> fetch(folder, named(folder, listing, wanted)).only(wanted),
            wanted -> fetch(folder, listing.items()).only(wanted)),
        reference -> absent(folder, reference, removed.contains(reference)));
  }

  private CardStream fetch(ArchiveFolder folder, List<Listed> items) {
    return stream(
        folder,
        List.of(),
        items,
        Known.NOTHING,
        Optional.empty(),
        Coverage.INCREMENTAL,
        Checkpoint.NONE);
  }

  private static List<Listed> named(ArchiveFolder folder, Listing listing, Set<Reference> wanted) {
    return listing.items().stream()
        .filter(
            item ->
                item.uid()
                    .map(uid -> References.of(folder.folder().id(), uid.value()))
                    .filter(wanted::contains)
                    .isPresent())
        .toList();
  }

  private Change absent(ArchiveFolder folder, Reference reference, boolean isRemoved) {
    if (isRemoved || archive.metadata().holdsAllContacts()) {
      return new Change.Removal(reference);
    }
    String local = References.local(folder.folder().id(), reference).orElse("");
    return new Change.Broken(
        Optional.of(reference),
        Optional.of(local)
            .filter(uid -> !uid.isEmpty())
            .map(uid -> new Key(Kind.CONTACT, new Uid(uid))),
        local,
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
  public void close() {}
}
