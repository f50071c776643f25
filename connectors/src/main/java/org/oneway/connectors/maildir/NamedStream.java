// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.StoreException;

/** Messages that are named, read one by one; none where nothing has changed. */
final class NamedStream implements ChangeStream {
  /** How a message is read. */
  interface Reader {
    Change read(Reference reference) throws StoreException;
  }

  private final Deque<Reference> waiting;
  private final Reader reader;
  private final Checkpoint checkpoint;
  private boolean hasEnded;

  /**
   * @param checkpoint that its ending tells
   */
  NamedStream(List<Reference> references, Checkpoint checkpoint, Reader reader) {
    this.waiting = new ArrayDeque<>(references);
    this.reader = reader;
    this.checkpoint = checkpoint;
  }

  @Override
  public Optional<Change> next() throws StoreException {
    if (waiting.isEmpty()) {
      hasEnded = true;
      return Optional.empty();
    }
    return Optional.of(reader.read(waiting.remove()));
  }

  @Override
  public Ending ending() {
    if (!hasEnded) {
      throw new IllegalStateException("the messages were not read to their end");
    }
    return new Ending(Coverage.INCREMENTAL, checkpoint, 0);
  }

  @Override
  public void close() {
    waiting.clear();
  }
}
