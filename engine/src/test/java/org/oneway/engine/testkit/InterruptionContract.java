// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.nio.file.Path;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.store.StoreException;

/**
 * What a target must survive: a mixed sync of about 30 items (new ones, changed ones, some changed
 * on both sides, moved ones, removed ones, and a renamed folder) is halted at each of its writes in
 * turn, and run again. The end is as if it had not been halted, nothing is there twice or missing,
 * and one more run writes nothing. This is one process playing several; that real ones survive is
 * for a test of the program to show.
 */
public interface InterruptionContract extends WriteContract {
  /** The write at which the first round is halted. */
  default int firstHalt() {
    return 1;
  }

  /**
   * By how many writes later each round is halted than the one before. More than one is for stores
   * that take long, and of which there are others of their kind that are halted in between.
   */
  default int haltsApart() {
    return 1;
  }

  @DisplayName("R01 halted before any write, run again: the same end")
  @Test
  default void haltedBeforeAnyWriteItEndsTheSame(@TempDir Path scratch) throws StoreException {
    haltedAtEach(scratch, Faults::cutBeforeWrite, "before");
  }

  @DisplayName("R01 halted after any write, before its outcome is known, run again: the same end")
  @Test
  default void haltedAfterAnyWriteItEndsTheSame(@TempDir Path scratch) throws StoreException {
    haltedAtEach(scratch, Faults::cutAfterWrite, "after");
  }

  /** Round after round of like changes, each halted later than the one before. */
  private void haltedAtEach(Path scratch, BiFunction<Faults, Integer, Faults> halt, String where)
      throws StoreException {
    MixedSync sync = new MixedSync(this, scratch);
    sync.begin();
    boolean halted = true;
    for (int n = firstHalt(); halted; n += haltsApart()) {
      sync.change();
      halted = sync.run(halt.apply(new Faults(), n)).isEmpty();
      String when = "halted " + where + " write " + n;
      if (halted) {
        sync.run(new Faults());
      }
      sync.requireEnd(when);
      sync.requireQuiet(when);
    }
  }
}
