// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.List;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.StateStore;

/** An item that is not settled, and the sync that it is in. */
public record Waiting(String sync, Pending pending) {
  /** All of a state, sync by sync, each oldest first. */
  public static List<Waiting> all(StateStore state) {
    return state.syncs().stream()
        .flatMap(
            name -> state.sync(name).pending().stream().map(pending -> new Waiting(name, pending)))
        .toList();
  }
}
