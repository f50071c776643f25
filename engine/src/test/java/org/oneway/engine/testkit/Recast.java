// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

/** A source of contacts, whose items are made into others as they are read. */
record Recast(
    SourceStore store, UnaryOperator<Item> recast, Function<Item, Optional<Content>> content)
    implements SourceStore {
  @Override
  public Optional<String> identity() throws StoreException {
    return store.identity();
  }

  @Override
  public List<Folder> folders() throws StoreException {
    return store.folders();
  }

  @Override
  public List<Scope> scopes() throws StoreException {
    return store.scopes();
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    return new Stream(store.changes(scope, since, known));
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    return new Stream(store.fetch(scope, references));
  }

  @Override
  public void close() {
    store.close();
  }

  private final class Stream implements ChangeStream {
    private final ChangeStream stream;

    Stream(ChangeStream stream) {
      this.stream = stream;
    }

    @Override
    public Optional<Change> next() throws StoreException {
      return stream
          .next()
          .map(change -> change.<Change>match(this::recast, p -> p, r -> r, b -> b));
    }

    private Change recast(Change.Upsert upsert) {
      Item item = recast.apply(upsert.item());
      return new Change.Upsert(
          upsert.reference(),
          upsert.version(),
          upsert.folders(),
          item,
          content.apply(item).or(upsert::content),
          upsert.findings());
    }

    @Override
    public Ending ending() {
      return stream.ending();
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
