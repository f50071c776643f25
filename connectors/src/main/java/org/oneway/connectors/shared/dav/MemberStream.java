// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.StoreException;

/**
 * Tells what a listing says: members whose version is known without reading them, the others read
 * in batches, several under way at once.
 */
final class MemberStream implements ChangeStream {
  private static final int LOOK_UP = 500;

  /** So many members in a row that cannot be read are no accident. */
  private static final int PATIENCE = 20;

  private final Members members;
  private final Href collection;
  private final Listing listing;
  private final Known known;
  private final boolean isFetch;
  private final Iterator<Entry> entries;
  private final Deque<Change> told = new ArrayDeque<>();
  private final Deque<Future<List<Read>>> underWay = new ArrayDeque<>();
  private final List<Entry> toRead = new ArrayList<>();
  private int unattributed;
  private int unreadable;
  private boolean hasEnded;

  /** A member that was read, and what it means; what could not be read means nothing. */
  record Read(Got got, Optional<Format.Meaning> meaning) {}

  /**
   * @param isFetch whether the members were asked for by name, so that one which is not there is
   *     gone
   */
  MemberStream(Members members, Href collection, Listing listing, Known known, boolean isFetch) {
    this.members = members;
    this.collection = collection;
    this.listing = listing;
    this.known = known;
    this.isFetch = isFetch;
    this.entries = listing.entries().iterator();
    for (String href : listing.strange()) {
      unattributed++;
      tell(
          new Change.Broken(
              Optional.empty(),
              Optional.empty(),
              href,
              Finding.broken(href, "the server lists it, and it is not in this folder")));
    }
  }

  private void tell(Change change) {
    told.add(change);
  }

  @Override
  public Optional<Change> next() throws StoreException {
    while (told.isEmpty()) {
      if (entries.hasNext() && underWay.size() < members.atOnce()) {
        lookUp();
      } else if (!underWay.isEmpty()) {
        for (Read read : Threads.result(underWay.remove())) {
          tellRead(read);
        }
      } else if (!toRead.isEmpty()) {
        beginReading(toRead.size());
      } else {
        hasEnded = true;
        return Optional.empty();
      }
    }
    return Optional.of(told.remove());
  }

  private void lookUp() {
    List<Entry> some = new ArrayList<>();
    while (entries.hasNext() && some.size() < LOOK_UP) {
      some.add(entries.next());
    }
    Map<Reference, Known.Seen> seen = known.of(some.stream().map(Entry::reference).toList());
    for (Entry entry : some) {
      Optional<Known.Seen> before = Optional.ofNullable(seen.get(entry.reference()));
      if (entry.is() == Entry.Is.GONE) {
        tell(new Change.Removal(entry.reference()));
      } else if (entry.version().isPresent()
          && before.flatMap(Known.Seen::version).equals(entry.version())) {
        tell(new Change.Present(entry.reference()));
      } else {
        toRead.add(entry);
      }
    }
    while (toRead.size() >= MemberReader.BATCH || (!entries.hasNext() && !toRead.isEmpty())) {
      beginReading(Math.min(toRead.size(), MemberReader.BATCH));
    }
  }

  private void beginReading(int count) {
    List<Entry> batch = List.copyOf(toRead.subList(0, count));
    toRead.subList(0, count).clear();
    underWay.add(members.begin(collection, batch));
  }

  private void tellRead(Read read) throws StoreException {
    Got got = read.got();
    Entry entry = got.entry();
    if (read.meaning().isPresent()) {
      unreadable = 0;
      tellMeaning(got, read.meaning().get());
    } else if (got.failure().isPresent()) {
      if (++unreadable >= PATIENCE) {
        throw new StoreException.Unavailable(
            "Nothing can be read from %s: %s".formatted(collection, got.failure().get()),
            "Try again later",
            Optional.empty());
      }
      tellBroken(entry, Optional.empty(), "", Finding.broken(name(entry), got.failure().get()));
    } else if (isFetch || entry.is() == Entry.Is.UNSURE) {
      tell(new Change.Removal(entry.reference()));
    } else {
      tellBroken(
          entry,
          Optional.empty(),
          "",
          Finding.broken(name(entry), "the server lists it, and it is not there when it is read"));
    }
  }

  private void tellMeaning(Got got, Format.Meaning meaning) {
    if (meaning.item().isEmpty()) {
      Finding defect = meaning.defect().orElseThrow();
      tellBroken(got.entry(), meaning.key(), meaning.name(), defect);
      return;
    }
    members.count();
    tell(
        new Change.Upsert(
            got.entry().reference(),
            got.version(),
            Set.of(members.folder(collection)),
            meaning.item().get(),
            Optional.empty(),
            meaning.findings()));
  }

  private void tellBroken(Entry entry, Optional<Key> key, String title, Finding finding) {
    Optional<Key> named = key.or(() -> known.of(entry.reference()).map(Known.Seen::key));
    if (named.isEmpty()) {
      unattributed++;
    }
    tell(
        new Change.Broken(
            Optional.of(entry.reference()), named, title.isEmpty() ? name(entry) : title, finding));
  }

  private static String name(Entry entry) {
    return entry.href().lastName();
  }

  @Override
  public Ending ending() {
    if (!hasEnded) {
      throw new IllegalStateException("the listing was not read to its end");
    }
    return new Ending(
        isFetch ? Coverage.INCREMENTAL : listing.coverage(),
        isFetch ? Checkpoint.NONE : listing.mark().checkpoint(),
        unattributed);
  }

  @Override
  public void close() {
    underWay.forEach(work -> work.cancel(true));
    underWay.clear();
  }
}
