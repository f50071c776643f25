// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.store.StoreException;

/** What became of messages that are named, asked for a few hundred at a time. */
final class ToldStream implements ChangeStream {
  private static final int BATCH = 200;

  private final Deque<Change> ready;
  private final Deque<Place> places;
  private final Optional<MessageReader> reader;
  private int unattributed;
  private boolean hasEnded;

  ToldStream(List<Change> ready) {
    this.ready = new ArrayDeque<>(ready);
    this.places = new ArrayDeque<>();
    this.reader = Optional.empty();
  }

  ToldStream(List<Change> ready, MessageReader reader, List<Place> places) {
    this.ready = new ArrayDeque<>(ready);
    this.places = new ArrayDeque<>(places);
    this.reader = Optional.of(reader);
  }

  @Override
  public Optional<Change> next() throws StoreException {
    if (ready.isEmpty() && !places.isEmpty()) {
      fill(reader.orElseThrow());
    }
    Optional<Change> change = Optional.ofNullable(ready.poll());
    hasEnded = change.isEmpty();
    if (change.isPresent() && change.get() instanceof Change.Broken broken) {
      unattributed += broken.key().isPresent() ? 0 : 1;
    }
    return change;
  }

  private void fill(MessageReader from) throws StoreException {
    List<Place> batch = new ArrayList<>();
    while (!places.isEmpty() && batch.size() < BATCH) {
      batch.add(places.remove());
    }
    Set<Long> uids = new HashSet<>();
    batch.forEach(place -> uids.add(place.uid()));
    Map<Long, Fetched> heads =
        from.heads(batch.get(0).folder(), batch.get(0).validity(), List.copyOf(uids));
    for (Place place : batch) {
      Optional<Fetched> head = Optional.ofNullable(heads.get(place.uid()));
      if (head.isPresent() || from.isThere(place)) {
        ready.add(from.change(place, head.orElse(Fetched.NOTHING), Optional.empty(), false));
      } else {
        ready.add(new Change.Removal(place.reference()));
      }
    }
  }

  @Override
  public Ending ending() {
    if (!hasEnded) {
      throw new IllegalStateException("not all were read");
    }
    return new Ending(Coverage.INCREMENTAL, Checkpoint.NONE, unattributed);
  }

  @Override
  public void close() {
    ready.clear();
    places.clear();
  }
}
