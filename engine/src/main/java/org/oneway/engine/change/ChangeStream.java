// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.change;

import java.util.Optional;
import org.oneway.engine.store.StoreException;

/**
 * The changes of one scope, pulled one at a time by one thread. An item may be named twice; the
 * last word counts.
 */
public interface ChangeStream extends AutoCloseable {
  /**
   * The next change; empty when the store has said that there are no more.
   *
   * @throws StoreException if the stream breaks off; it then has no ending
   */
  Optional<Change> next() throws StoreException;

  /**
   * What the stream as a whole says.
   *
   * @throws IllegalStateException before {@link #next} has returned empty: a half-read stream has
   *     no checkpoint
   */
  Ending ending();

  /** Lets go of what the stream holds; may be called at any time and again. */
  @Override
  void close();
}
