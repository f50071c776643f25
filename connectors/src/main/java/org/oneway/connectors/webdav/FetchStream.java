// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.oneway.connectors.shared.dav.Href;
import org.oneway.connectors.shared.dav.Threads;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.StoreException;

/** Reads files that are named, several at once. */
final class FetchStream implements ChangeStream {
  private final Tree tree;
  private final FileReader reader;
  private final Threads threads;
  private final int atOnce;
  private final Deque<Reference> waiting;
  private final Deque<Future<Change>> underWay = new ArrayDeque<>();
  private boolean hasEnded;

  FetchStream(
      Tree tree, FileReader reader, Threads threads, int atOnce, List<Reference> references) {
    this.tree = tree;
    this.reader = reader;
    this.threads = threads;
    this.atOnce = atOnce;
    this.waiting = new ArrayDeque<>(references);
  }

  @Override
  public Optional<Change> next() throws StoreException {
    while (underWay.size() < atOnce && !waiting.isEmpty()) {
      Reference reference = waiting.remove();
      underWay.add(threads.begin(() -> read(reference)));
    }
    if (underWay.isEmpty()) {
      hasEnded = true;
      return Optional.empty();
    }
    return Optional.of(Threads.result(underWay.remove()));
  }

  private Change read(Reference reference) throws StoreException {
    Href href = new Href(reference.value());
    Optional<Resource> there =
        isBelow(href) ? tree.look(href).filter(r -> !r.isDirectory()) : Optional.empty();
    if (there.isEmpty()) {
      return new Change.Removal(reference);
    }
    FileReader.Read read = reader.read(there.get());
    if (read.file().isPresent()) {
      return reader.upsert(there.get(), read.file().get(), tree.root().folder().id());
    }
    return read.failure().isPresent()
        ? FileStream.broken(there.get(), read.failure().get())
        : new Change.Removal(reference);
  }

  private boolean isBelow(Href href) {
    return href.path().startsWith(tree.root().href().path());
  }

  @Override
  public Ending ending() {
    if (!hasEnded) {
      throw new IllegalStateException("the answers were not read to their end");
    }
    return new Ending(Coverage.INCREMENTAL, Checkpoint.NONE, 0);
  }

  @Override
  public void close() {
    underWay.forEach(work -> work.cancel(true));
    underWay.clear();
    waiting.clear();
  }
}
