// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.StoreException;

/** What a {@link FakeReader} named when it was asked, each item read when it is pulled. */
final class FakeStream implements ChangeStream {
  private static final int AT_ONCE = 50;

  /** An item as the listing named it; without one, something that is gone. */
  record Named(Reference reference, Optional<FakeItem> item, Optional<Version> version) {
    static Named gone(Reference reference) {
      return new Named(reference, Optional.empty(), Optional.empty());
    }
  }

  private final FakeStore store;
  private final FakeReader reader;
  private final Deque<Named> left;
  private final Known known;
  private final Ending ending;
  private final boolean breaksOff;
  private final Map<Reference, Known.Seen> seen = new HashMap<>();
  private int asked;
  private int unattributed;
  private boolean ended;
  private boolean closed;

  FakeStream(
      FakeStore store,
      FakeReader reader,
      List<Named> named,
      Known known,
      Ending ending,
      boolean breaksOff) {
    this.store = store;
    this.reader = reader;
    this.left = new ArrayDeque<>(named);
    this.known = known;
    this.ending = ending;
    this.breaksOff = breaksOff;
  }

  @Override
  public Optional<Change> next() throws StoreException {
    if (closed) {
      throw new AssertionError("the stream is closed");
    }
    reader.check();
    lookUp();
    synchronized (store) {
      if (left.isEmpty()) {
        if (breaksOff) {
          throw new StoreException.Unavailable("the listing broke off", "", Optional.empty());
        }
        ended = true;
        return Optional.empty();
      }
      Change change = tell(left.removeFirst());
      store.actWhileListing();
      return Optional.of(change);
    }
  }

  /** Asks for many at once what is remembered of them. */
  private void lookUp() {
    if (asked > 0 || !store.traits().has(Trait.SKIPS_KNOWN)) {
      asked--;
      return;
    }
    List<Reference> references = new ArrayList<>();
    left.stream().limit(AT_ONCE).forEach(named -> references.add(named.reference()));
    seen.clear();
    seen.putAll(known.of(references));
    asked = references.size() - 1;
  }

  private Change tell(Named named) {
    Optional<FakeItem> item =
        named
            .item()
            .filter(store.shelf.items::contains)
            .filter(i -> isOneFile() || store.shelf.reference(i).equals(named.reference()));
    if (item.isEmpty()) {
      return new Change.Removal(named.reference());
    }
    Optional<Version> knownVersion =
        Optional.ofNullable(seen.get(named.reference())).flatMap(Known.Seen::version);
    if (named.version().isPresent() && named.version().equals(knownVersion)) {
      return new Change.Present(named.reference());
    }
    Change change = reader.read(item.get(), known);
    if (change instanceof Change.Broken broken && broken.key().isEmpty()) {
      unattributed++;
    }
    return change;
  }

  /** A file of many items is read in one go, so that nothing in it goes elsewhere meanwhile. */
  private boolean isOneFile() {
    return store.traits().references() == Traits.References.BY_CONTENT;
  }

  @Override
  public Ending ending() {
    if (!ended) {
      throw new IllegalStateException("the stream was not read to its end");
    }
    return new Ending(ending.coverage(), ending.checkpoint(), unattributed);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      synchronized (store) {
        reader.streamClosed();
      }
    }
  }
}
