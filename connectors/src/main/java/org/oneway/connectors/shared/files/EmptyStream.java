// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.files;

import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Ending;

/** A stream that names nothing. */
final class EmptyStream implements ChangeStream {
  private final Ending ending;
  private boolean read;

  EmptyStream(Ending ending) {
    this.ending = ending;
  }

  @Override
  public Optional<Change> next() {
    read = true;
    return Optional.empty();
  }

  @Override
  public Ending ending() {
    if (!read) {
      throw new IllegalStateException("the stream was not read to its end");
    }
    return ending;
  }

  @Override
  public void close() {}
}
