// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.StoreException;

/**
 * Looks for some items in one place after the other, and says of each that no place has what its
 * absence means.
 */
final class FetchStream implements ChangeStream {
  private final Deque<Function<Set<Reference>, ChangeStream>> places;
  private final Function<Reference, Change> absent;
  private final Set<Reference> remaining;
  private Optional<ChangeStream> current = Optional.empty();
  private int unattributed;
  private boolean ended;

  /**
   * Looks for {@code wanted}.
   *
   * @param places each gives a stream of what it has of the items that are still looked for
   */
  FetchStream(
      List<Reference> wanted,
      List<Function<Set<Reference>, ChangeStream>> places,
      Function<Reference, Change> absent) {
    this.remaining = new LinkedHashSet<>(wanted);
    this.places = new ArrayDeque<>(places);
    this.absent = absent;
  }

  @Override
  public Optional<Change> next() throws StoreException {
    while (!remaining.isEmpty() && (current.isPresent() || !places.isEmpty())) {
      if (current.isEmpty()) {
        current = Optional.of(places.remove().apply(Set.copyOf(remaining)));
      }
      Optional<Change> change = current.get().next();
      if (change.isPresent()) {
        change.flatMap(ItemStream::reference).ifPresent(remaining::remove);
        return told(change.get());
      }
      close();
    }
    if (remaining.isEmpty()) {
      ended = true;
      return Optional.empty();
    }
    Reference reference = remaining.iterator().next();
    remaining.remove(reference);
    return told(absent.apply(reference));
  }

  private Optional<Change> told(Change change) {
    unattributed += change.match(u -> 0, p -> 0, r -> 0, b -> b.key().isPresent() ? 0 : 1);
    return Optional.of(change);
  }

  @Override
  public Ending ending() {
    if (!ended) {
      throw new IllegalStateException("the stream was not read to its end");
    }
    return new Ending(Coverage.INCREMENTAL, Checkpoint.NONE, unattributed);
  }

  @Override
  public void close() {
    current.ifPresent(ChangeStream::close);
    current = Optional.empty();
  }
}
