// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

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

/**
 * A store that is read like a source and also written. {@link #apply} may be called by as many
 * threads at once as {@link Capabilities#parallelism} says, with batches that share no item;
 * everything else is called by one thread while no batch is under way.
 */
public interface TargetStore extends SourceStore {
  /** What this store can do; the same for as long as it is open. Each claim is tested. */
  Capabilities capabilities();

  /**
   * The folder with this name and, where the store holds them, these properties; created if it is
   * not there, with its parents. The answer carries the store's handle. Nothing else is changed.
   */
  Folder ensureFolder(Folder wanted) throws StoreException;

  /**
   * The same, where it is known what the folder is for.
   *
   * @param kinds what will be put into it, at least one
   */
  default Folder ensureFolder(Folder wanted, Set<Kind> kinds) throws StoreException {
    return ensureFolder(wanted);
  }

  /**
   * The reference that a create of {@code item} in {@code folder} will get, where the store lets us
   * choose it: derived from the uid, the same every time. Empty where the store assigns it.
   */
  Optional<Reference> planned(FolderId folder, Item item);

  /** Where an item with this key is now; one answer for each object that has it. */
  List<Located> find(Key key) throws StoreException;

  /**
   * The bytes in which the store holds these items, where they say more than an item does; what has
   * none, or is not there, is left out. {@link Write.Restore} takes them back.
   */
  default Map<Reference, byte[]> originals(List<Reference> references) throws StoreException {
    return Map.of();
  }

  /**
   * Carries out all writes of {@code batch}, at most {@link Capabilities#batchSize}, and tells the
   * outcome of each exactly once, here or in {@link #settle}, when the store has it for good. Told
   * from the calling thread, in any order. Writing what is already there, and deleting what is
   * already gone, succeeds.
   *
   * @throws StoreException if the store as a whole fails; writes whose outcome was not told may or
   *     may not have happened
   */
  void apply(List<Write> batch, Outcomes outcomes) throws StoreException;

  /** Tells every outcome that was kept back, after making its write last. */
  void settle(Outcomes outcomes) throws StoreException;

  /**
   * What a user should know of how this store was written in this session, each a sentence without
   * full stop; asked once, after the last write.
   */
  default List<String> remarks() {
    return List.of();
  }

  /**
   * A checkpoint behind our own writes of this session, where the store can prove that nobody else
   * wrote since {@code before}; else empty.
   */
  Optional<Checkpoint> after(Scope scope, Checkpoint before) throws StoreException;
}
