// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** A target whose failures say which store of the configuration it is. */
public final class NamedTarget extends NamedSource implements TargetStore {
  private final TargetStore store;

  private NamedTarget(String name, TargetStore store) {
    super(name, store);
    this.store = store;
  }

  /** Opens a target under the name that the configuration has for it. */
  public static TargetStore openTarget(String name, Job.Opening<TargetStore> opening)
      throws StoreException {
    return new NamedTarget(name, asked(name, opening));
  }

  @Override
  public Capabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public Folder ensureFolder(Folder wanted) throws StoreException {
    return asked(() -> store.ensureFolder(wanted));
  }

  @Override
  public Folder ensureFolder(Folder wanted, Set<Kind> kinds) throws StoreException {
    return asked(() -> store.ensureFolder(wanted, kinds));
  }

  @Override
  public Optional<Reference> planned(FolderId folder, Item item) {
    return store.planned(folder, item);
  }

  @Override
  public List<Located> find(Key key) throws StoreException {
    return asked(() -> store.find(key));
  }

  @Override
  public Map<Reference, byte[]> originals(List<Reference> references) throws StoreException {
    return asked(() -> store.originals(references));
  }

  @Override
  public void apply(List<Write> batch, Outcomes outcomes) throws StoreException {
    asked(
        () -> {
          store.apply(batch, outcomes);
          return true;
        });
  }

  @Override
  public void settle(Outcomes outcomes) throws StoreException {
    asked(
        () -> {
          store.settle(outcomes);
          return true;
        });
  }

  @Override
  public List<String> remarks() {
    return store.remarks();
  }

  @Override
  public Optional<Checkpoint> after(Scope scope, Checkpoint before) throws StoreException {
    return asked(() -> store.after(scope, before));
  }
}
