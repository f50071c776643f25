// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** Writes to a target as a run does, and sees to it that each outcome is told exactly once. */
public final class Writer {
  private final TargetStore store;
  private final Function<Item, Optional<Content>> content;
  private long id;

  public Writer(TargetStore store) {
    this(store, item -> Optional.empty());
  }

  /** Creates items with these bytes. */
  public Writer(TargetStore store, Function<Item, Optional<Content>> content) {
    this.store = store;
    this.content = content;
  }

  public Write create(FolderId folder, Item item) {
    return new Write.Create(++id, folder, item, content.apply(item));
  }

  public Write update(Reference reference, Optional<Version> expected, FolderId folder, Item item) {
    return new Write.Update(++id, reference, expected, folder, item, Optional.empty());
  }

  public Write delete(Reference reference, Optional<Version> expected, FolderId folder) {
    return new Write.Delete(++id, reference, expected, folder);
  }

  public Write move(Reference reference, Optional<Version> expected, FolderId from, FolderId to) {
    return new Write.Move(++id, reference, expected, from, to);
  }

  public Write join(Reference reference, FolderId folder) {
    return new Write.Join(++id, reference, folder);
  }

  public Write leave(Reference reference, FolderId folder) {
    return new Write.Leave(++id, reference, folder);
  }

  public Write restore(
      Reference reference,
      boolean over,
      Optional<Version> expected,
      FolderId folder,
      Item item,
      Optional<byte[]> original) {
    return new Write.Restore(++id, reference, over, expected, folder, item, original);
  }

  /** Carries out one write and settles; what became of it. */
  public Outcome now(Write write) throws StoreException {
    return now(List.of(write)).get(0);
  }

  /** Carries out all of these, in batches as large as the store takes, and settles. */
  public List<Outcome> now(List<Write> writes) throws StoreException {
    Map<Long, Outcome> told = new HashMap<>();
    int size = store.capabilities().batchSize();
    for (int from = 0; from < writes.size(); from += size) {
      store.apply(
          writes.subList(from, Math.min(from + size, writes.size())), (w, o) -> note(told, w, o));
    }
    store.settle((write, outcome) -> note(told, write, outcome));
    store.settle((write, outcome) -> note(told, write, outcome));
    List<Outcome> outcomes = new ArrayList<>();
    for (Write write : writes) {
      assertThat(told).as("outcomes told").containsKey(write.id());
      outcomes.add(told.get(write.id()));
    }
    assertThat(told).as("outcomes told").hasSize(writes.size());
    return outcomes;
  }

  private static void note(Map<Long, Outcome> told, Write write, Outcome outcome) {
    assertThat(told.put(write.id(), outcome)).as("what was told before of " + write).isNull();
  }

  /** Carries out a write that nothing speaks against. */
  public Outcome.Done done(Write write) throws StoreException {
    Outcome outcome = now(write);
    assertThat(outcome).as("what became of " + write).isInstanceOf(Outcome.Done.class);
    return (Outcome.Done) outcome;
  }
}
