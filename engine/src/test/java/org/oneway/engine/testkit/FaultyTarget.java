// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** A target that is read and written while {@link Faults} happen. */
public final class FaultyTarget extends FaultySource implements TargetStore {
  private final TargetStore store;
  private final Faults faults;

  /** The same store, with these faults as they are meant for the target. */
  public FaultyTarget(TargetStore store, Faults faults) {
    super(store, Side.TARGET, faults);
    this.store = store;
    this.faults = faults;
  }

  @Override
  public Capabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public Folder ensureFolder(Folder wanted) throws StoreException {
    Faults.AtWrite what = faults.nextWrite();
    Folder made = store.ensureFolder(wanted);
    afterwards(what);
    return made;
  }

  @Override
  public Folder ensureFolder(Folder wanted, Set<Kind> kinds) throws StoreException {
    Faults.AtWrite what = faults.nextWrite();
    Folder made = store.ensureFolder(wanted, kinds);
    afterwards(what);
    return made;
  }

  @Override
  public Optional<Reference> planned(FolderId folder, Item item) {
    return store.planned(folder, item);
  }

  @Override
  public List<Located> find(Key key) throws StoreException {
    faults.call(Side.TARGET);
    return store.find(key);
  }

  @Override
  public void apply(List<Write> batch, Outcomes outcomes) throws StoreException {
    if (faults.letBatchPass(batch.size())) {
      store.apply(batch, outcomes);
      return;
    }
    for (Write write : batch) {
      Faults.AtWrite what = faults.nextWrite();
      if (what == Faults.AtWrite.STALE) {
        outcomes.tell(write, new Outcome.Stale());
      } else {
        List<Runnable> told = new ArrayList<>();
        store.apply(List.of(write), (w, o) -> told.add(() -> outcomes.tell(w, o)));
        afterwards(what);
        told.forEach(Runnable::run);
      }
    }
  }

  @Override
  public void settle(Outcomes outcomes) throws StoreException {
    Faults.AtWrite what = faults.nextWrite();
    List<Runnable> told = new ArrayList<>();
    store.settle((w, o) -> told.add(() -> outcomes.tell(w, o)));
    afterwards(what);
    told.forEach(Runnable::run);
  }

  private void afterwards(Faults.AtWrite what) throws StoreException {
    if (what == Faults.AtWrite.CUT_AFTER) {
      throw faults.cut("after a write");
    }
    if (what == Faults.AtWrite.LOSE_REPLY) {
      throw new StoreException.Unavailable("the connection broke off", "", Optional.empty());
    }
  }

  @Override
  public List<String> remarks() {
    return store.remarks();
  }

  @Override
  public Optional<Checkpoint> after(Scope scope, Checkpoint before) throws StoreException {
    faults.call(Side.TARGET);
    return store.after(scope, before);
  }
}
