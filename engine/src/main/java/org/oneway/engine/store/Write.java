// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.util.Optional;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/**
 * One change to be made at a target. {@code id} is unique in a run; {@code expected} is the version
 * the write is conditional on, empty where none is known.
 */
public sealed interface Write {
  /** Unique in a run. */
  long id();

  /** Answers by what is to be done; a new alternative breaks every caller at compile time. */
  <R> R accept(Visitor<R> visitor);

  /** One answer for each kind of write. */
  interface Visitor<R> {
    R create(Create write);

    R update(Update write);

    R move(Move write);

    R delete(Delete write);

    R join(Join write);

    R leave(Leave write);

    R restore(Restore write);
  }

  /** Make this item, with its uid, in this folder; stale if its planned reference is taken. */
  record Create(long id, FolderId folder, Item item, Optional<Content> content) implements Write {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.create(this);
    }
  }

  /** Make the item at this reference be as {@code item}; its uid stays; stale if it is gone. */
  record Update(
      long id,
      Reference reference,
      Optional<Version> expected,
      FolderId folder,
      Item item,
      Optional<Content> content)
      implements Write {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.update(this);
    }
  }

  /** Take the item from one folder to another, unchanged; stale if it is gone. */
  record Move(long id, Reference reference, Optional<Version> expected, FolderId from, FolderId to)
      implements Write {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.move(this);
    }
  }

  /** Remove the item; done if it is gone already. */
  record Delete(long id, Reference reference, Optional<Version> expected, FolderId folder)
      implements Write {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.delete(this);
    }
  }

  /** Put an object that is in another folder into this one too. */
  record Join(long id, Reference reference, FolderId folder) implements Write {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.join(this);
    }
  }

  /** Take an object that is in several folders out of this one. */
  record Leave(long id, Reference reference, FolderId folder) implements Write {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.leave(this);
    }
  }

  /**
   * Put an item back as it once was at this reference, in the store's own bytes where they are
   * given.
   *
   * @param over whether it is put over what is there, which is stale if that is gone, or not in the
   *     version that is expected; else stale if anything is there
   */
  record Restore(
      long id,
      Reference reference,
      boolean over,
      Optional<Version> expected,
      FolderId folder,
      Item item,
      Optional<byte[]> original)
      implements Write {
    /** As a write that knows nothing of the store's own bytes. */
    public Write plain() {
      return over
          ? new Update(id, reference, expected, folder, item, Optional.empty())
          : new Create(id, folder, item, Optional.empty());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.restore(this);
    }
  }
}
