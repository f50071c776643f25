// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

/** A {@link FakeStore} as one process reads it; says so if the process breaks the port's rules. */
final class FakeReader implements SourceStore {
  private static final String ALL = "all";

  private final FakeStore store;
  private final FakeShelf shelf;
  final long session;
  final InstantSource clock;
  private boolean streaming;
  private boolean closed;

  FakeReader(FakeStore store, InstantSource clock, long session) {
    this.store = store;
    this.shelf = store.shelf;
    this.clock = clock;
    this.session = session;
  }

  @Override
  public Optional<String> identity() {
    check();
    return store.traits().has(Trait.IDENTITY) ? Optional.of(store.name()) : Optional.empty();
  }

  @Override
  public List<Folder> folders() {
    check();
    synchronized (store) {
      store.log().add(Access.Verb.FOLDERS, store.name());
      return shelf.folders.stream().map(f -> f.folder).toList();
    }
  }

  @Override
  public List<Scope> scopes() {
    check();
    synchronized (store) {
      List<FolderId> ids = shelf.folders.stream().map(f -> f.folder.id()).toList();
      return store.traits().has(Trait.ACCOUNT_SCOPE)
          ? List.of(new Scope(ALL, new LinkedHashSet<>(ids)))
          : ids.stream().map(Scope::of).toList();
    }
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    check();
    synchronized (store) {
      store.log().add(Access.Verb.LIST, scope.name() + " since " + since.value());
      List<FakeFolder> folders = foldersOf(scope);
      Mark now = Mark.of(shelf.revision, folders);
      if (since.isNone() || !store.traits().has(Trait.CHECKPOINTS)) {
        return stream(everything(folders), known, Coverage.COMPLETE, now, unreadable(folders));
      }
      Mark then = Mark.parse(since);
      if (store.isForgotten(then.revision)) {
        throw new StoreException.CheckpointLost("the store has forgotten " + since.value());
      }
      if (then.numberings != now.numberings) {
        return stream(everything(folders), known, Coverage.RENUMBERED, now, unreadable(folders));
      }
      if (store.traits().has(Trait.INCREMENTAL)) {
        List<FakeStream.Named> changed = changed(folders, then.revision);
        return stream(changed, known, Coverage.INCREMENTAL, now, unreadable(folders));
      }
      return folders.stream().allMatch(folder -> folder.changed <= then.revision)
          ? stream(List.of(), known, Coverage.INCREMENTAL, now, unreadable(folders))
          : stream(everything(folders), known, Coverage.COMPLETE, now, unreadable(folders));
    }
  }

  private List<FakeFolder> foldersOf(Scope scope) throws StoreException {
    List<FakeFolder> folders = new ArrayList<>();
    for (FolderId id : scope.folders()) {
      FakeFolder folder =
          shelf
              .folder(id)
              .orElseThrow(() -> new StoreException.FolderGone("folder " + id + " is not there"));
      if (store.isUnreadable(folder) && !store.traits().has(Trait.ACCOUNT_SCOPE)) {
        throw new StoreException.Unavailable(
            "folder " + folder.folder.name() + " cannot be read", "", Optional.empty());
      }
      folders.add(folder);
    }
    return folders;
  }

  private boolean unreadable(List<FakeFolder> folders) {
    return folders.stream().anyMatch(store::isUnreadable);
  }

  private List<FakeStream.Named> everything(List<FakeFolder> folders) {
    return shelf.items.stream()
        .filter(item -> item.folders.stream().anyMatch(folders::contains))
        .filter(store::isShown)
        .map(this::named)
        .toList();
  }

  private List<FakeStream.Named> changed(List<FakeFolder> folders, long since) {
    List<FakeStream.Named> answer = new ArrayList<>();
    shelf.gone.stream()
        .filter(gone -> gone.revision() > since)
        .filter(gone -> gone.folders().stream().anyMatch(folders::contains))
        .filter(gone -> shelf.at(gone.reference()).isEmpty())
        .map(gone -> FakeStream.Named.gone(gone.reference()))
        .distinct()
        .forEach(answer::add);
    shelf.items.stream()
        .filter(item -> item.changed > since)
        .filter(item -> item.folders.stream().anyMatch(folders::contains))
        .filter(store::isShown)
        .map(this::named)
        .forEach(answer::add);
    return answer;
  }

  private FakeStream.Named named(FakeItem item) {
    return new FakeStream.Named(shelf.reference(item), Optional.of(item), shelf.version(item));
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    check();
    synchronized (store) {
      store.log().add(Access.Verb.FETCH, scope.name() + " " + references.size() + " items");
      List<FakeFolder> folders = foldersOf(scope);
      List<FakeStream.Named> wanted =
          references.stream()
              .map(
                  reference ->
                      shelf
                          .at(reference)
                          .filter(item -> item.folders.stream().anyMatch(folders::contains))
                          .map(this::named)
                          .orElseGet(() -> FakeStream.Named.gone(reference)))
              .toList();
      return stream(wanted, Known.NOTHING, Coverage.INCREMENTAL, Mark.NONE, unreadable(folders));
    }
  }

  private ChangeStream stream(
      List<FakeStream.Named> named, Known known, Coverage coverage, Mark mark, boolean breaksOff) {
    if (streaming) {
      throw new AssertionError("one stream at a time is open on a store");
    }
    streaming = true;
    store.opened(1);
    Checkpoint checkpoint =
        store.traits().has(Trait.CHECKPOINTS) && !mark.equals(Mark.NONE)
            ? mark.checkpoint()
            : Checkpoint.NONE;
    return new FakeStream(
        store, this, named, known, new Ending(coverage, checkpoint, 0), breaksOff);
  }

  void streamClosed() {
    streaming = false;
    store.opened(-1);
  }

  /** Reads an item as it is now. */
  Change read(FakeItem item, Known known) {
    Reference reference = shelf.reference(item);
    store.log().add(Access.Verb.READ, item.card.uid().orElseGet(item.card::name));
    if (item.legible != FakeItem.Legible.ALL) {
      return broken(item, reference, known);
    }
    return new Change.Upsert(
        reference,
        shelf.version(item),
        FakeShelf.idsOf(item),
        store.travelling(item),
        item.content.map(this::logged),
        item.findings);
  }

  private Change broken(FakeItem item, Reference reference, Known known) {
    Finding finding = Finding.broken(store.name(), "this is no card");
    boolean named = store.traits().references() != Traits.References.BY_CONTENT;
    boolean uid = item.legible == FakeItem.Legible.UID;
    return new Change.Broken(
        named || uid ? Optional.of(reference) : Optional.empty(),
        uid
            ? store.travelling(item).key()
            : named ? known.of(reference).map(Known.Seen::key) : Optional.empty(),
        "",
        finding);
  }

  private Content logged(Content content) {
    return () -> {
      store.log().add(Access.Verb.OPEN_CONTENT, store.name());
      return content.open();
    };
  }

  void check() {
    if (closed) {
      throw new AssertionError(store.name() + " was closed already");
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  /** A checkpoint as this store makes them. */
  record Mark(long revision, long numberings) {
    static final Mark NONE = new Mark(-1, -1);

    static Mark of(long revision, List<FakeFolder> folders) {
      Set<FakeFolder> distinct = new LinkedHashSet<>(folders);
      return new Mark(revision, distinct.stream().mapToLong(f -> f.numbering).sum());
    }

    static Mark parse(Checkpoint checkpoint) throws StoreException {
      String[] parts = checkpoint.value().split(";", -1);
      if (parts.length != 2) {
        throw new StoreException.CheckpointLost("no checkpoint of this store: " + checkpoint);
      }
      return new Mark(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    Checkpoint checkpoint() {
      return new Checkpoint(revision + ";" + numberings);
    }
  }
}
