// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.StoreException;

/** Asks a collection what changed, or for everything it has. */
final class Lister {
  private static final Name ETAG = Name.dav("getetag");
  private static final Name TYPE = CollectionReader.RESOURCE_TYPE;

  private final DavClient client;
  private final URI base;

  Lister(DavClient client, URI base) {
    this.client = client;
    this.base = base;
  }

  /** What changed since a checkpoint, or everything. */
  Listing list(Collection collection, Checkpoint since, Known known) throws StoreException {
    Mark mark = Mark.of(since);
    if (since.isNone()) {
      return everything(collection);
    }
    if (mark.isStill(collection)) {
      return new Listing(List.of(), List.of(), Coverage.INCREMENTAL, mark, false);
    }
    if (mark.token().isEmpty() || !collection.tellsChanges()) {
      return everything(collection);
    }
    Listing changes = changes(collection, mark.token().get());
    return isDoubtful(changes, mark, collection, known) ? everything(collection) : changes;
  }

  /**
   * Whether an answer is one of those that servers give to a token which they do not know: none of
   * the changes that there must have been, or everything there is.
   */
  private static boolean isDoubtful(
      Listing changes, Mark mark, Collection collection, Known known) {
    if (changes.entries().isEmpty()) {
      return mark.tag().isEmpty() || !mark.tag().equals(collection.tag());
    }
    List<Reference> there =
        changes.entries().stream()
            .filter(entry -> entry.is() == Entry.Is.THERE)
            .map(Entry::reference)
            .toList();
    Map<Reference, Known.Seen> seen = known.of(there);
    long unchanged =
        changes.entries().stream()
            .filter(entry -> entry.version().isPresent())
            .filter(
                entry ->
                    Optional.ofNullable(seen.get(entry.reference()))
                        .flatMap(Known.Seen::version)
                        .equals(entry.version()))
            .count();
    // What we wrote ourselves looks so, too: that costs a listing, the other a deletion unheard of.
    return unchanged * 2 > changes.entries().size();
  }

  private Listing everything(Collection collection) throws StoreException {
    if (collection.tellsChanges()) {
      try {
        Listing all = changes(collection, "");
        return all.isDoubtful() ? members(collection) : all;
      } catch (StoreException.CheckpointLost e) {
        // It says that it can, and cannot.
      }
    }
    return members(collection);
  }

  /** All members and their versions (RFC 4918 section 9.1). */
  private Listing members(Collection collection) throws StoreException {
    XmlBody body = new XmlBody(Name.dav("propfind")).asking(List.of(ETAG, TYPE));
    URI uri = collection.href().at(base);
    Multistatus answer =
        client.send(
            DavRequest.asking("PROPFIND", uri, "1", body), client.listing(name(collection)));
    Gathering gathering = new Gathering(collection, uri);
    for (Multistatus.Member member : answer.members()) {
      gathering.add(member, false);
    }
    if (answer.members().isEmpty() || gathering.isAllGone()) {
      throw new StoreException.Unavailable(
          name(collection) + " was not listed properly: nothing in the answer is there",
          "Try again later",
          Optional.empty());
    }
    return gathering.listing(Coverage.COMPLETE, new Mark(Optional.empty(), collection.tag()));
  }

  private static String name(Collection collection) {
    return "\"" + collection.folder().name() + "\"";
  }

  /**
   * The members that changed since a token, page by page (RFC 6578 section 3); all of them where it
   * is empty.
   */
  Listing changes(Collection collection, String since) throws StoreException {
    URI uri = collection.href().at(base);
    Gathering gathering = new Gathering(collection, uri);
    String token = since;
    while (true) {
      Multistatus answer = ask(collection, uri, token, since.isEmpty());
      boolean isCut = false;
      for (Multistatus.Member member : answer.members()) {
        boolean isSelf = gathering.isSelf(member);
        isCut |= isSelf && member.is(507);
        if (!isSelf) {
          gathering.add(member, since.isEmpty());
        }
      }
      Optional<String> next = answer.token();
      if (next.isEmpty()) {
        throw new StoreException.CheckpointLost(
            name(collection) + " was listed without a token to go on from");
      }
      if (!isCut) {
        Coverage coverage = since.isEmpty() ? Coverage.COMPLETE : Coverage.INCREMENTAL;
        return gathering.listing(coverage, new Mark(next, collection.tag()));
      }
      if (next.get().equals(token)) {
        throw new StoreException.Unavailable(
            name(collection) + " was not listed to its end: the server gives the same page again",
            "Try again later",
            Optional.empty());
      }
      token = next.get();
    }
  }

  private Multistatus ask(Collection collection, URI uri, String token, boolean isFirst)
      throws StoreException {
    XmlBody body =
        new XmlBody(Collection.SYNC)
            .text(Name.dav("sync-token"), token)
            .text(Name.dav("sync-level"), "1")
            .asking(List.of(ETAG, TYPE));
    return client.send(
        DavRequest.asking("REPORT", uri, "0", body),
        (reply, in) -> {
          if (reply.status() == 207) {
            return Multistatus.read(in, client.settings().answerLimit());
          }
          Problem problem = Problem.read(reply, in);
          boolean isAnError =
              reply.status() / 100 == 4 || reply.status() == 500 || reply.status() == 501;
          boolean isMissing =
              reply.status() == 404
                  || (reply.status() == 410 && problem.preconditions().isEmpty() && isFirst);
          if (!isAnError || isMissing) {
            throw client.failures().answer(reply, problem, name(collection));
          }
          // A token that is not known is told in every way that there is.
          throw new StoreException.CheckpointLost(
              "%s no longer accepts our checkpoint (%s)"
                  .formatted(name(collection), problem.text()));
        });
  }

  /** Entries by path: the last word counts. */
  private static final class Gathering {
    private final Collection collection;
    private final URI uri;
    private final Map<Href, Entry> entries = new LinkedHashMap<>();
    private final List<String> strange = new ArrayList<>();
    private boolean isSelfThere;
    private boolean hasGone;

    Gathering(Collection collection, URI uri) {
      this.collection = collection;
      this.uri = uri;
    }

    boolean isSelf(Multistatus.Member member) {
      return Href.of(member.href(), uri)
          .filter(href -> href.isCollection(collection.href()))
          .isPresent();
    }

    /** Whether there is nothing that the listing says is there. */
    boolean isAllGone() {
      return !isSelfThere
          && entries.values().stream().noneMatch(entry -> entry.is() == Entry.Is.THERE);
    }

    void add(Multistatus.Member member, boolean isFirst) {
      if (isSelf(member)) {
        isSelfThere |= member.status().isEmpty();
        return;
      }
      Optional<Href> href = Href.of(member.href(), uri).filter(h -> h.isChildOf(collection.href()));
      if (href.isEmpty()) {
        strange.add(member.href());
        return;
      }
      boolean isCollection =
          href.get().path().endsWith("/")
              || member.property(TYPE).filter(t -> t.has(Name.dav("collection"))).isPresent();
      if (isCollection) {
        return;
      }
      Entry.Is is = is(member);
      if (is == Entry.Is.GONE && isFirst) {
        entries.remove(href.get());
        hasGone = true;
        return;
      }
      entries.put(
          href.get(), new Entry(href.get(), member.href(), is, Entry.version(member.words(ETAG))));
    }

    private static Entry.Is is(Multistatus.Member member) {
      if (member.status().isEmpty() || member.status().getAsInt() / 100 == 2) {
        return Entry.Is.THERE;
      }
      // Some servers tell a removal by another status than 404.
      return member.is(404) || member.is(410) ? Entry.Is.GONE : Entry.Is.UNSURE;
    }

    Listing listing(Coverage coverage, Mark mark) {
      return new Listing(
          List.copyOf(entries.values()), strange, coverage, mark, hasGone && entries.isEmpty());
    }
  }
}
