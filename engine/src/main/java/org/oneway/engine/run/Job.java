// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.Optional;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.state.Intent;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Write;

/**
 * A write under way.
 *
 * @param folder the target folder it ends in
 * @param sent the item as the target should hold it; empty for a delete
 */
record Job(Operation operation, Write write, Intent intent, FolderId folder, Optional<Item> sent) {
  /** Where its item is once it is done. */
  Reference at(Outcome.Done done) {
    return done.reference()
        .or(
            () ->
                write instanceof Write.Update update
                    ? Optional.of(update.reference())
                    : intent.planned())
        .or(intent::before)
        .orElseThrow();
  }

  /** Whether an item is there afterwards. */
  boolean arrives() {
    return switch (operation.action()) {
      case MOVE, UPDATE, CREATE, JOIN -> true;
      case DELETE, LEAVE, REMEMBER, FORGET -> false;
    };
  }
}
