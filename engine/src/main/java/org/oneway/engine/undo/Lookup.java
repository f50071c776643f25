// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/** Reads items of a target by reference, as many at once as are asked for. */
public final class Lookup {
  private final TargetStore target;
  private final Map<Scope, List<Reference>> wanted = new HashMap<>();
  private final List<Scope> scopes;

  /** Nothing is asked for yet. */
  public Lookup(TargetStore target) throws StoreException {
    this.target = target;
    this.scopes = target.scopes();
  }

  /** Asks for an item that is, or was, in a folder; one in a folder that is gone is not there. */
  public void ask(FolderId folder, Reference reference) {
    scopes.stream()
        .filter(scope -> scope.folders().contains(folder))
        .findFirst()
        .ifPresent(scope -> wanted.computeIfAbsent(scope, s -> new ArrayList<>()).add(reference));
  }

  /** What is there of what was asked for; a broken item is not among it. */
  public Map<Reference, Change.Upsert> found() throws StoreException {
    Map<Reference, Change.Upsert> found = new HashMap<>();
    for (Map.Entry<Scope, List<Reference>> entry : wanted.entrySet()) {
      try (ChangeStream stream = target.fetch(entry.getKey(), entry.getValue())) {
        for (Optional<Change> next = stream.next(); next.isPresent(); next = stream.next()) {
          if (next.get() instanceof Change.Upsert upsert) {
            found.put(upsert.reference(), upsert);
          }
        }
      }
    }
    return found;
  }
}
