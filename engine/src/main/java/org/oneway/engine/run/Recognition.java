// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

/** How much of what is remembered of one side is in a store that may be that side. */
public final class Recognition {
  private static final int BATCH = 500;

  private final SyncState state;
  private final Side side;
  private final List<Change.Upsert> waiting = new ArrayList<>();
  private long recognised;

  private Recognition(SyncState state, Side side) {
    this.state = state;
    this.side = side;
  }

  /** How many items of {@code store} are where an item with the same uid is remembered. */
  public static long of(SourceStore store, SyncState state, Side side) throws StoreException {
    Recognition recognition = new Recognition(state, side);
    for (Scope scope : store.scopes()) {
      try (ChangeStream stream = store.changes(scope, Checkpoint.NONE, Known.NOTHING)) {
        for (Optional<Change> next = stream.next(); next.isPresent(); next = stream.next()) {
          if (next.get() instanceof Change.Upsert upsert) {
            recognition.take(upsert);
          }
        }
      }
    }
    recognition.look();
    return recognition.recognised;
  }

  private void take(Change.Upsert upsert) {
    waiting.add(upsert);
    if (waiting.size() >= BATCH) {
      look();
    }
  }

  private void look() {
    List<Reference> references = waiting.stream().map(Change.Upsert::reference).toList();
    Map<Reference, List<Pairing>> known =
        side == Side.SOURCE ? state.bySource(references) : state.byTarget(references);
    for (Change.Upsert one : waiting) {
      boolean isKnown =
          known.getOrDefault(one.reference(), List.of()).stream()
              .anyMatch(pairing -> one.item().uid().map(uidOf(pairing)::equals).orElse(true));
      recognised += isKnown ? 1 : 0;
    }
    waiting.clear();
  }

  private Uid uidOf(Pairing pairing) {
    return side == Side.SOURCE ? pairing.sourceUid() : pairing.targetUid();
  }
}
