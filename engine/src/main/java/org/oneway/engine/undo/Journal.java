// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.List;

/** Where a run keeps what it is about to overwrite, delete or make. */
public interface Journal {
  /** Keeps nothing: such a run cannot be undone. */
  Journal NONE =
      new Journal() {
        @Override
        public void before(List<Entry> entries) {}

        @Override
        public void after(long id, Left left) {}
      };

  /**
   * Keeps these entries for good; only then are their writes begun.
   *
   * @throws java.io.UncheckedIOException if they cannot be kept; then nothing may be written
   */
  void before(List<Entry> entries);

  /** Notes what became of the write with this number, where that is not what its entry says. */
  void after(long id, Left left);
}
