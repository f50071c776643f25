// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.connector;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Ending;

/** Changes that are all known before the first is asked for. */
final class ListStream implements ChangeStream {
  private final Iterator<Change> changes;
  private final Ending ending;
  private boolean isRead;

  ListStream(List<Change> changes, Ending ending) {
    this.changes = List.copyOf(changes).iterator();
    this.ending = ending;
  }

  @Override
  public Optional<Change> next() {
    isRead = !changes.hasNext();
    return isRead ? Optional.empty() : Optional.of(changes.next());
  }

  @Override
  public Ending ending() {
    if (!isRead) {
      throw new IllegalStateException("a stream that was read in part has no ending");
    }
    return ending;
  }

  @Override
  public void close() {}
}
