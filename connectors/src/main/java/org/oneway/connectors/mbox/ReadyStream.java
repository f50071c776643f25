// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.item.Checkpoint;

/** Changes that are known already. */
final class ReadyStream implements ChangeStream {
  private final Deque<Change> changes;
  private final Checkpoint checkpoint;
  private boolean hasEnded;

  ReadyStream(List<Change> changes, Checkpoint checkpoint) {
    this.changes = new ArrayDeque<>(changes);
    this.checkpoint = checkpoint;
  }

  @Override
  public Optional<Change> next() {
    hasEnded = changes.isEmpty();
    return Optional.ofNullable(changes.poll());
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
    changes.clear();
  }
}
