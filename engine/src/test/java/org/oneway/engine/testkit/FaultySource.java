// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

/** A store that is read while {@link Faults} happen. */
public class FaultySource implements SourceStore {
  private final SourceStore store;
  private final Side side;
  private final Faults faults;

  /** The same store, with these faults as they are meant for this side. */
  public FaultySource(SourceStore store, Side side, Faults faults) {
    this.store = store;
    this.side = side;
    this.faults = faults;
  }

  @Override
  public Optional<String> identity() throws StoreException {
    faults.call(side);
    return store.identity();
  }

  @Override
  public List<Folder> folders() throws StoreException {
    faults.call(side);
    return store.folders();
  }

  @Override
  public Set<Kind> kindsIn(Folder folder) throws StoreException {
    return store.kindsIn(folder);
  }

  @Override
  public List<Scope> scopes() throws StoreException {
    faults.call(side);
    return store.scopes();
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    faults.call(side);
    if (!since.isNone() && faults.losesCheckpoint(side)) {
      throw new StoreException.CheckpointLost("the checkpoint of " + scope.name() + " is lost");
    }
    return new FaultyStream(store.changes(scope, since, known), true);
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    faults.call(side);
    return new FaultyStream(store.fetch(scope, references), false);
  }

  @Override
  public void close() {
    store.close();
  }

  private final class FaultyStream implements ChangeStream {
    private final ChangeStream stream;
    private final boolean isListing;
    private int told;

    FaultyStream(ChangeStream stream, boolean isListing) {
      this.stream = stream;
      this.isListing = isListing;
    }

    @Override
    public Optional<Change> next() throws StoreException {
      faults.call(side);
      if (isListing && faults.breaksOffAfter(side, told)) {
        throw new StoreException.Unavailable("the connection broke off", "", Optional.empty());
      }
      told++;
      return stream
          .next()
          .map(c -> c.match(this::perhapsWithoutVersion, present -> c, removal -> c, broken -> c));
    }

    private Change perhapsWithoutVersion(Change.Upsert upsert) {
      return faults.dropsVersion(side, upsert.reference())
          ? new Change.Upsert(
              upsert.reference(),
              Optional.empty(),
              upsert.folders(),
              upsert.item(),
              upsert.content(),
              upsert.findings())
          : upsert;
    }

    @Override
    public Ending ending() {
      faults.power();
      return stream.ending();
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
