// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.Optional;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;

/**
 * How the reading of one scope went.
 *
 * @param ending what its stream said at its end; empty where it broke off
 * @param trouble why it broke off
 */
record ScopeResult(Scope scope, Optional<Ending> ending, Optional<StoreException> trouble) {
  boolean ended() {
    return ending.isPresent();
  }

  /** Whether everything there was named under the references we know. */
  boolean complete() {
    return ending.filter(end -> end.coverage() == Coverage.COMPLETE).isPresent();
  }

  /** Whether everything there was named, under whatever references. */
  boolean exhaustive() {
    return ending.filter(end -> end.coverage() != Coverage.INCREMENTAL).isPresent();
  }

  /** Whether no reference from before means anything now, so that none can have been removed. */
  boolean renumbered() {
    return ending.filter(end -> end.coverage() == Coverage.RENUMBERED).isPresent();
  }

  /** Whether entries were met of which not even the key is known. */
  boolean unattributed() {
    return ending.filter(end -> end.unattributed() > 0).isPresent();
  }

  Checkpoint checkpoint() {
    return ending.map(Ending::checkpoint).orElse(Checkpoint.NONE);
  }
}
