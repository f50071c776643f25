// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.util.Optional;

/** Rows pulled one at a time by one thread; no commit happens while it is open. */
public interface Cursor<T> extends AutoCloseable {
  /** The next row; empty at the end. */
  Optional<T> next();

  @Override
  void close();
}
