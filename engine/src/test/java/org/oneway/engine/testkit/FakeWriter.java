// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** A {@link FakeStore} as one process writes it; says so if the process breaks the port's rules. */
final class FakeWriter implements TargetStore {
  private final FakeStore store;
  private final FakeReader reader;
  private final FakeWrites writes;
  private final List<Write> staged = new ArrayList<>();
  private final Set<Long> ids = new HashSet<>();
  private final Set<Object> inHand = new HashSet<>();
  private int underWay;

  FakeWriter(FakeStore store, InstantSource clock, long session) {
    this.store = store;
    this.reader = new FakeReader(store, clock, session);
    this.writes = new FakeWrites(store, clock, session);
  }

  @Override
  public Capabilities capabilities() {
    return store.traits().capabilities();
  }

  @Override
  public Folder ensureFolder(Folder wanted) {
    alone();
    synchronized (store) {
      Optional<FakeFolder> there = store.shelf.folderNamed(wanted.name());
      if (there.isEmpty()) {
        store.log().add(Access.Verb.MAKE_FOLDER, wanted.name());
      }
      return there.orElseGet(() -> store.shelf.addFolder(wanted)).folder;
    }
  }

  @Override
  public Optional<Reference> planned(FolderId folder, Item item) {
    return store.shelf.planned(folder, Card.of(item.json()));
  }

  @Override
  public List<Located> find(Key key) {
    alone();
    synchronized (store) {
      store.log().add(Access.Verb.FIND, key.uid().value());
      return store.shelf.items.stream()
          .filter(item -> item.card.uid().equals(Optional.of(key.uid().value())))
          .map(
              item ->
                  new Located(
                      store.shelf.reference(item),
                      store.shelf.version(item),
                      FakeShelf.idsOf(item)))
          .toList();
    }
  }

  @Override
  public void apply(List<Write> batch, Outcomes outcomes) {
    begin(batch);
    try {
      for (Write write : batch) {
        if (store.traits().has(Trait.TELLS_IN_SETTLE)) {
          synchronized (store) {
            staged.add(write);
          }
        } else {
          outcomes.tell(write, carryOut(write));
        }
      }
    } finally {
      end(batch);
    }
  }

  private Outcome carryOut(Write write) {
    store.runBeforeWriting();
    synchronized (store) {
      return write.accept(writes);
    }
  }

  private void begin(List<Write> batch) {
    reader.check();
    synchronized (store) {
      require(batch.size() <= capabilities().batchSize(), "the batch is too large");
      require(!batch.isEmpty(), "the batch is empty");
      require(++underWay <= capabilities().parallelism(), "too many batches at once");
      for (Write write : batch) {
        require(ids.add(write.id()), "a write's id is unique in a run");
        require(inHand.add(itemOf(write)), "two batches share an item");
      }
    }
  }

  private void end(List<Write> batch) {
    synchronized (store) {
      batch.forEach(write -> inHand.remove(itemOf(write)));
      underWay--;
    }
  }

  /** What a write is about: where it is, or which uid is to be made in which folder. */
  private static Object itemOf(Write write) {
    return write.accept(
        new Write.Visitor<Object>() {
          @Override
          public Object create(Write.Create create) {
            return List.of(create.folder(), create.item().uid().orElseThrow());
          }

          @Override
          public Object update(Write.Update update) {
            return update.reference();
          }

          @Override
          public Object move(Write.Move move) {
            return move.reference();
          }

          @Override
          public Object delete(Write.Delete delete) {
            return delete.reference();
          }

          @Override
          public Object join(Write.Join join) {
            return join.reference();
          }

          @Override
          public Object leave(Write.Leave leave) {
            return leave.reference();
          }

          @Override
          public Object restore(Write.Restore restore) {
            return restore.reference();
          }
        });
  }

  @Override
  public void settle(Outcomes outcomes) {
    alone();
    List<Write> now;
    synchronized (store) {
      now = List.copyOf(staged);
      staged.clear();
    }
    List<Outcome> told = now.stream().map(this::carryOut).toList();
    for (int i = 0; i < now.size(); i++) {
      outcomes.tell(now.get(i), told.get(i).match(this::asItIsNow, stale -> stale, no -> no));
    }
  }

  /** What was done, with the version that the last write of all has left. */
  private Outcome asItIsNow(Outcome.Done done) {
    synchronized (store) {
      return done.version().isEmpty()
          ? done
          : new Outcome.Done(
              done.reference(),
              done.reference().flatMap(store.shelf::at).flatMap(store.shelf::version),
              done.held());
    }
  }

  @Override
  public Optional<Checkpoint> after(Scope scope, Checkpoint before) throws StoreException {
    alone();
    synchronized (store) {
      if (!store.traits().has(Trait.PROVES_OWN_WRITES) || before.isNone()) {
        return Optional.empty();
      }
      FakeReader.Mark then = FakeReader.Mark.parse(before);
      boolean others =
          store.shelf.othersWrote(scope.folders(), then.revision(), reader.session)
              || store.isForgotten(then.revision());
      return others
          ? Optional.empty()
          : Optional.of(new FakeReader.Mark(store.shelf.revision, then.numberings()).checkpoint());
    }
  }

  /** Whether nothing else is going on, as everything but a batch asks for. */
  private void alone() {
    reader.check();
    synchronized (store) {
      require(underWay == 0, "a batch is under way");
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new AssertionError("rule of the port broken: " + rule);
    }
  }

  @Override
  public Optional<String> identity() {
    alone();
    return reader.identity();
  }

  @Override
  public List<Folder> folders() {
    alone();
    return reader.folders();
  }

  @Override
  public List<Scope> scopes() {
    alone();
    return reader.scopes();
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    alone();
    return reader.changes(scope, since, known);
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    alone();
    return reader.fetch(scope, references);
  }

  @Override
  public void close() {
    reader.close();
  }
}
