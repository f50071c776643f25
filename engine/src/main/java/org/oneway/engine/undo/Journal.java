// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Where a run keeps what it is about to overwrite, delete or make. */
public interface Journal {
  /** Keeps nothing: such a run cannot be undone. */
  Journal NONE =
      new Journal() {
        @Override
        public void before(List<Entry> entries) {}

        @Override
        public void after(Map<Long, Left> lefts) {}
      };

  /**
   * Keeps these entries for good; only then are their writes begun.
   *
   * @throws IOException if they cannot be kept; then nothing may be written
   */
  void before(List<Entry> entries) throws IOException;

  /**
   * Keeps for good what became of the writes with these numbers, where that is not what their
   * entries say.
   *
   * @throws IOException if it cannot be kept; then nothing more may be written
   */
  void after(Map<Long, Left> lefts) throws IOException;
}
