// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.List;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.state.SyncState;

/**
 * The name under which an import is remembered, where the user gives none: for an archive what its
 * chain is called. Two chains of one name, as two machines may make them, are two imports.
 */
public final class ImportName {
  /** The scope in which the state keeps which chain is imported under a name. */
  private static final String SCOPE = "oneway.dev:imported";

  private static final int SHORT_ID = 8;

  private ImportName() {}

  /**
   * The name for a file.
   *
   * @param usual for what is in no chain
   */
  public static String of(ImportFile file, StateStore state, String usual) {
    if (file.chain().isEmpty()) {
      return usual;
    }
    String chain = file.chain().get();
    String name = file.archive().map(ArchiveMetadata::name).orElse("");
    String called = name.isEmpty() ? chain : name;
    return isFor(chain, state.sync(called), called)
        ? called
        : called + " (" + chain.substring(0, Math.min(SHORT_ID, chain.length())) + ")";
  }

  private static boolean isFor(String chain, SyncState state, String called) {
    String claimed = state.checkpoint(Side.SOURCE, SCOPE).value();
    // Once a chain had no other id than its name.
    return claimed.isEmpty()
        ? state.sides().isEmpty() || chain.equals(called)
        : claimed.equals(chain);
  }

  /** Remembers that this chain is imported under this name. */
  public static void remember(ImportFile file, SyncState state) {
    if (file.chain().isPresent() && state.checkpoint(Side.SOURCE, SCOPE).isNone()) {
      Checkpoint chain = new Checkpoint(file.chain().get());
      state.commit(List.of(new StateChange.PutCheckpoint(Side.SOURCE, SCOPE, chain)));
    }
  }
}
