// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.store.StoreException;

/** A user's collections of one service. Found when it is first asked for. Used by one thread. */
final class Account implements AutoCloseable {
  private final DavClient client;
  private final Service service;
  private final Dns dns;
  private final CollectionReader reader;
  private Optional<Finder.Found> found = Optional.empty();
  private Optional<List<Collection>> listed = Optional.empty();

  Account(DavClient client, Service service, Dns dns) {
    this.client = client;
    this.service = service;
    this.dns = dns;
    this.reader = new CollectionReader(service);
  }

  DavClient client() {
    return client;
  }

  Service service() {
    return service;
  }

  private Finder.Found found() throws StoreException {
    if (found.isEmpty()) {
      found = Optional.of(new Finder(client, service, dns).find());
    }
    return found.get();
  }

  /** An address at the server that has the collections. */
  URI base() throws StoreException {
    return found().base();
  }

  /** Who this is: the principal, with the host that knows him. */
  Optional<String> identity() throws StoreException {
    Finder.Found f = found();
    return f.principal().map(path -> f.base().getHost() + path);
  }

  /** Where the service is, for people. */
  URI address() throws StoreException {
    Finder.Found f = found();
    Href at = f.only().or(() -> f.homes().stream().findFirst()).orElseThrow();
    return at.at(f.base());
  }

  /** The words of its {@code DAV} header. */
  Optional<String> compliance() throws StoreException {
    return found().compliance();
  }

  /** Where new collections are made; empty where the address names one collection. */
  Optional<Href> home() throws StoreException {
    return found().homes().stream().findFirst();
  }

  /** Every collection there is now, those that the server makes from elsewhere left out. */
  List<Collection> collections() throws StoreException {
    List<Collection> all = new ArrayList<>();
    Finder.Found f = found();
    if (f.only().isPresent()) {
      list(f.only().get(), "0", all);
      if (all.isEmpty()) {
        throw new StoreException.FolderGone(
            "%s is no %s folder".formatted(f.only().get(), service.title()));
      }
    }
    for (Href home : f.homes()) {
      list(home, "1", all);
    }
    all.removeIf(Collection::isGenerated);
    List<Collection> named = CollectionReader.withOwnNames(all);
    listed = Optional.of(named);
    return named;
  }

  private record Listed(URI uri, Multistatus answer) {}

  private void list(Href at, String depth, List<Collection> all) throws StoreException {
    XmlBody body = new XmlBody(Name.dav("propfind")).asking(reader.properties());
    Answer<Multistatus> reading = client.listing("The account");
    Listed there =
        client.send(
            DavRequest.asking("PROPFIND", at.at(base()), depth, body),
            (reply, in) -> new Listed(reply.uri(), reading.read(reply, in)));
    if (there.answer().members().stream().allMatch(Multistatus.Member::isFailure)) {
      throw new StoreException.Unavailable(
          "%s was not listed properly: nothing in the answer is there (store \"%s\")"
              .formatted(at, client.settings().store()),
          "Try again later",
          Optional.empty());
    }
    // A redirect may have led to where it is now.
    Href home = Href.of(there.uri()).asCollection();
    for (Multistatus.Member member : there.answer().members()) {
      Optional<Href> href = Href.of(member.href(), there.uri()).map(Href::asCollection);
      if (href.isPresent()
          && reader.isOurs(member)
          && (href.get().isCollection(home) || href.get().isChildOf(home))
          && all.stream().noneMatch(known -> known.href().equals(href.get()))) {
        all.add(reader.read(href.get(), member));
      }
    }
  }

  /** A collection as it was last listed. */
  Collection collection(FolderId id) throws StoreException {
    List<Collection> known = listed.isPresent() ? listed.get() : collections();
    return known.stream()
        .filter(collection -> collection.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new StoreException.FolderGone(
                    "there is no folder %s in store \"%s\""
                        .formatted(id, client.settings().store())));
  }

  /** As they were last listed. */
  List<Collection> lastListed() throws StoreException {
    return listed.isPresent() ? listed.get() : collections();
  }

  /** What was listed says nothing of the state any more: we have written since. */
  void written() {
    listed = listed.map(all -> all.stream().map(Collection::written).toList());
  }

  @Override
  public void close() {
    client.close();
  }
}
