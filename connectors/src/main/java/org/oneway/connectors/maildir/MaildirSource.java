// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.maildir.Listing.Entry;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.Traffic;

/** The folders of a Maildir, read; each is a scope. */
class MaildirSource implements SourceStore {
  private final Layout layout;
  private final InstantSource clock;
  private final Failures failures;
  private final Traffic traffic = new Traffic();
  private final MessageReader reader = new MessageReader(traffic);
  private final RecentListings recent = new RecentListings();

  MaildirSource(StoreSettings settings, boolean isMadeOfDirectories) throws StoreException {
    this.layout = new Layout(settings.path("path").toAbsolutePath(), isMadeOfDirectories);
    this.clock = settings.clock();
    this.failures = new Failures(settings.name());
  }

  final Layout layout() {
    return layout;
  }

  final Failures failures() {
    return failures;
  }

  final MessageReader reader() {
    return reader;
  }

  final Traffic counted() {
    return traffic;
  }

  @Override
  public final Optional<String> identity() {
    return Optional.empty();
  }

  @Override
  public List<Folder> folders() throws StoreException {
    if (!Files.isDirectory(layout.root())) {
      throw failures.missing(layout.root());
    }
    try {
      traffic.read();
      return layout.folders();
    } catch (IOException e) {
      throw failures.reading(e);
    }
  }

  /** Nothing but messages. */
  @Override
  public final Set<Kind> kindsIn(Folder folder) {
    return Set.of(Kind.MESSAGE);
  }

  @Override
  public final List<Scope> scopes() throws StoreException {
    return folders().stream().map(folder -> Scope.of(folder.id())).toList();
  }

  /** Where a folder is. */
  final Path directory(FolderId folder) throws StoreException {
    return layout
        .directory(folder)
        .filter(Layout::isFolder)
        .orElseThrow(() -> failures.noFolder(folder.value()));
  }

  private Path directory(Scope scope) throws StoreException {
    return directory(new FolderId(scope.name()));
  }

  /** Which letters stand for which keywords in a folder. */
  final Keywords keywords(FolderId folder) throws StoreException {
    Path file = directory(folder).resolve(Keywords.FILE);
    try {
      return Keywords.of(
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList());
    } catch (NoSuchFileException e) {
      return Keywords.of(List.of());
    } catch (IOException e) {
      throw failures.reading(e);
    }
  }

  /** A folder listed anew. */
  final Listing list(FolderId folder) throws StoreException {
    try {
      Listing listing = new Listing(directory(folder), clock.instant(), traffic);
      recent.put(folder, listing);
      return listing;
    } catch (IOException e) {
      throw failures.reading(e);
    }
  }

  /** A folder as it was listed before, if that is still known. */
  final Listing listed(FolderId folder) throws StoreException {
    Optional<Listing> listed = recent.get(folder);
    return listed.isPresent() ? listed.get() : list(folder);
  }

  /** Where a message is now, as far as is known; listed anew where it is not there. */
  final Optional<Entry> find(FolderId folder, String unique) throws StoreException {
    Optional<Entry> known = listed(folder).entry(unique).filter(e -> Files.exists(e.file()));
    return known.isPresent() ? known : look(folder, unique);
  }

  /** Where a message is now. */
  final Optional<Entry> look(FolderId folder, String unique) throws StoreException {
    return list(folder).entry(unique);
  }

  @Override
  public final ChangeStream changes(Scope scope, Checkpoint since, Known known)
      throws StoreException {
    FolderId folder = new FolderId(scope.name());
    try {
      if (!since.isNone() && since.value().equals(Listing.mark(directory(scope)))) {
        return new NamedStream(List.of(), since, reference -> new Change.Removal(reference));
      }
    } catch (IOException e) {
      throw failures.reading(e);
    }
    Keywords names = keywords(folder);
    return new FolderStream(this, folder, list(folder), names, known);
  }

  @Override
  public final ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    FolderId folder = new FolderId(scope.name());
    Keywords names = keywords(folder);
    return new NamedStream(
        references, Checkpoint.NONE, reference -> read(folder, reference, names));
  }

  /** A message is read when it is sent, and not before. */
  @Override
  public final Optional<Content> content(Scope scope, Reference reference) throws StoreException {
    FolderId folder = Layout.folder(reference);
    return folder.value().equals(scope.name())
        ? find(folder, Layout.unique(reference)).map(entry -> reader.content(entry.file()))
        : Optional.empty();
  }

  private Change read(FolderId folder, Reference reference, Keywords names) throws StoreException {
    if (!Layout.folder(reference).equals(folder)) {
      return new Change.Removal(reference);
    }
    Optional<Entry> entry = find(folder, Layout.unique(reference));
    while (entry.isPresent()) {
      try {
        return reader.read(folder, entry.get(), names, Optional.empty());
      } catch (NoSuchFileException e) {
        // Renamed a moment ago, or gone.
        entry = look(folder, Layout.unique(reference));
      } catch (IOException e) {
        return MessageReader.broken(
            reference, Optional.empty(), entry.get(), "cannot be read: " + Failures.words(e));
      }
    }
    return new Change.Removal(reference);
  }

  @Override
  public final Optional<Traffic.Count> traffic() {
    return Optional.of(traffic.count());
  }

  @Override
  public final void close() {
    recent.clear();
  }
}
