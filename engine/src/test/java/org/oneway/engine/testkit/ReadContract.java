// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.List;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

/** What a connector's test says about its store as a source, and how contracts read it. */
public interface ReadContract extends StoreContract {
  /** Opens the store as a new process would. */
  SourceStore openSource() throws StoreException;

  /** What one process reads of the folder. */
  default Reading read(Checkpoint since, Known known) throws StoreException {
    try (SourceStore store = openSource()) {
      return Reading.of(store.changes(StoreContract.scopeOf(store, folder()), since, known));
    }
  }

  /** What one process that remembers nothing reads of the folder. */
  default Reading readAll() throws StoreException {
    return read(Checkpoint.NONE, Known.NOTHING);
  }

  /** What one process fetches from the folder. */
  default Reading fetch(Reference... references) throws StoreException {
    try (SourceStore store = openSource()) {
      return Reading.of(store.fetch(StoreContract.scopeOf(store, folder()), List.of(references)));
    }
  }

  /** Three contacts: a, b and c. */
  default void givenThree() {
    given("a", "Ada Lovelace");
    given("b", "Barbara Liskov");
    given("c", "Charles Babbage");
  }
}
