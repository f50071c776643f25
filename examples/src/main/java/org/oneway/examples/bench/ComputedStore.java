// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/**
 * A store of numbered contacts that computes each as it is asked for. It stands in for a store
 * while a plan is made, and fails loudly if it is read a second time or written.
 */
final class ComputedStore implements TargetStore {
  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Capabilities.UidUniqueIn.FOLDER, false, Capabilities.Condition.ITEM, true, false, 100, 1);

  private final int count;
  private final IntFunction<Change> listed;

  private ComputedStore(int count, IntFunction<Change> listed) {
    this.count = count;
    this.listed = listed;
  }

  /** A source that has exported everybody again, under new uids and in another order. */
  static ComputedStore exportedAgain(int count) {
    return new ComputedStore(
        count,
        place -> {
          int number = count - 1 - place;
          return new Change.Upsert(
              Numbered.sourceReference(number, true),
              Optional.of(Numbered.version(number)),
              Set.of(Numbered.FOLDER),
              Numbered.item(number, true),
              Optional.empty(),
              List.of());
        });
  }

  /** A target that holds everybody as we left them. */
  static ComputedStore asWeLeftIt(int count) {
    return new ComputedStore(count, number -> new Change.Present(Numbered.targetReference(number)));
  }

  @Override
  public Optional<String> identity() {
    return Optional.empty();
  }

  @Override
  public List<Folder> folders() {
    return List.of(Folder.of(Numbered.FOLDER, "People"));
  }

  @Override
  public List<Scope> scopes() {
    return List.of(Scope.of(Numbered.FOLDER));
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) {
    return new ChangeStream() {
      private int place;

      @Override
      public Optional<Change> next() {
        return place < count ? Optional.of(listed.apply(place++)) : Optional.empty();
      }

      @Override
      public Ending ending() {
        return new Ending(Coverage.COMPLETE, Checkpoint.NONE, 0);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) {
    throw new IllegalStateException("fetch was not expected: nothing needs to be read again");
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Folder ensureFolder(Folder wanted) {
    throw new IllegalStateException("ensureFolder was not expected: a plan makes no folders");
  }

  @Override
  public Optional<Reference> planned(FolderId folder, Item item) {
    return Optional.empty();
  }

  @Override
  public List<org.oneway.engine.store.Located> find(Key key) {
    return List.of();
  }

  @Override
  public void apply(List<Write> batch, Outcomes outcomes) throws StoreException {
    throw new IllegalStateException("apply was not expected: a plan writes nothing");
  }

  @Override
  public void settle(Outcomes outcomes) {}

  @Override
  public Optional<Checkpoint> after(Scope scope, Checkpoint before) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
