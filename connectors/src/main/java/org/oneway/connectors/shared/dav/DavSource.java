// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/** The address books or calendars of a user at a server, read. Each is a scope of its own. */
public class DavSource implements SourceStore {
  private final Account account;
  private final Format format;
  private final Threads threads;
  private final Remembered remembered;
  private Optional<Members> members = Optional.empty();

  /** Asks nobody yet. */
  public DavSource(DavSettings settings, Format format) {
    this(settings, format, Dns.SYSTEM, false);
  }

  DavSource(DavSettings settings, Format format, Dns dns, boolean keepsBytes) {
    this.format = format;
    this.account = new Account(new DavClient(settings), format.service(), dns);
    this.threads = new Threads(settings.wire().connections());
    this.remembered = new Remembered(keepsBytes);
  }

  final Account account() {
    return account;
  }

  final Threads threads() {
    return threads;
  }

  final Remembered remembered() {
    return remembered;
  }

  final DavClient client() {
    return account.client();
  }

  final URI base() throws StoreException {
    return account.base();
  }

  final Members members() throws StoreException {
    if (members.isEmpty()) {
      MemberReader reader = new MemberReader(client(), format.service(), base());
      members =
          Optional.of(
              new Members(
                  reader,
                  format,
                  threads,
                  client().traffic(),
                  client().settings().wire().connections(),
                  remembered));
    }
    return members.get();
  }

  final Lister lister() throws StoreException {
    return new Lister(client(), base());
  }

  @Override
  public final Optional<String> identity() throws StoreException {
    return account.identity();
  }

  @Override
  public final List<Folder> folders() throws StoreException {
    return account.collections().stream().map(Collection::folder).toList();
  }

  @Override
  public final Set<Kind> kindsIn(Folder folder) throws StoreException {
    return format.kinds(account.collection(folder.id()).components());
  }

  @Override
  public final List<Scope> scopes() throws StoreException {
    return account.lastListed().stream().map(collection -> Scope.of(collection.id())).toList();
  }

  @Override
  public final ChangeStream changes(Scope scope, Checkpoint since, Known known)
      throws StoreException {
    Collection collection = collection(scope);
    Listing listing =
        remembered.doubting(lister().list(collection, since, known), collection.href());
    return new MemberStream(members(), collection.href(), listing, known, false);
  }

  @Override
  public final ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    Collection collection = collection(scope);
    List<Entry> entries = new ArrayList<>();
    List<Entry> elsewhere = new ArrayList<>();
    for (Reference reference : references) {
      Entry entry = entry(reference);
      if (entry.href().isChildOf(collection.href())) {
        entries.add(entry);
      } else {
        elsewhere.add(new Entry(entry.href(), entry.spelling(), Entry.Is.GONE, Optional.empty()));
      }
    }
    entries.addAll(elsewhere);
    Listing listing =
        new Listing(
            entries,
            List.of(),
            Coverage.INCREMENTAL,
            new Mark(Optional.empty(), Optional.empty()),
            false);
    return new MemberStream(members(), collection.href(), listing, Known.NOTHING, true);
  }

  static Entry entry(Reference reference) {
    return Entry.at(new Href(reference.value()));
  }

  final Collection collection(Scope scope) throws StoreException {
    if (scope.folders().size() != 1) {
      throw new StoreException.FolderGone("there is no folder " + scope.name());
    }
    return account.collection(scope.folders().iterator().next());
  }

  @Override
  public final Optional<Traffic.Count> traffic() {
    return Optional.of(client().traffic().count());
  }

  @Override
  public final void close() {
    threads.close();
    account.close();
    threads.awaitEnd();
  }
}
