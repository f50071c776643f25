// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.change;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/** What a store says of one item. */
public sealed interface Change {
  /** Answers by what was said; a new alternative breaks every caller at compile time. */
  <R> R match(
      Function<Upsert, R> onUpsert,
      Function<Present, R> onPresent,
      Function<Removal, R> onRemoval,
      Function<Broken, R> onBroken);

  /**
   * The item is there, and this is it.
   *
   * @param version belongs to exactly the bytes that {@code item} was made from
   * @param folders all folders it is in, at least one
   * @param content its bytes, where the item is only a part of it
   * @param findings what was repaired or could not be carried
   */
  record Upsert(
      Reference reference,
      Optional<Version> version,
      Set<FolderId> folders,
      Item item,
      Optional<Content> content,
      List<Finding> findings)
      implements Change {
    public Upsert {
      folders = Set.copyOf(folders);
      findings = List.copyOf(findings);
      if (folders.isEmpty()) {
        throw new IllegalArgumentException("an item is in at least one folder: " + reference);
      }
    }

    @Override
    public <R> R match(
        Function<Upsert, R> onUpsert,
        Function<Present, R> onPresent,
        Function<Removal, R> onRemoval,
        Function<Broken, R> onBroken) {
      return onUpsert.apply(this);
    }
  }

  /** The item is there and its version is the one already known. */
  record Present(Reference reference) implements Change {
    @Override
    public <R> R match(
        Function<Upsert, R> onUpsert,
        Function<Present, R> onPresent,
        Function<Removal, R> onRemoval,
        Function<Broken, R> onBroken) {
      return onPresent.apply(this);
    }
  }

  /** The item is no longer there. */
  record Removal(Reference reference) implements Change {
    @Override
    public <R> R match(
        Function<Upsert, R> onUpsert,
        Function<Present, R> onPresent,
        Function<Removal, R> onRemoval,
        Function<Broken, R> onBroken) {
      return onRemoval.apply(this);
    }
  }

  /**
   * Something is there that could not be read. It counts as present.
   *
   * @param reference its handle, where it has one
   * @param key what it is, where that could be read
   * @param title what a user would call it; may be empty
   */
  record Broken(Optional<Reference> reference, Optional<Key> key, String title, Finding finding)
      implements Change {
    @Override
    public <R> R match(
        Function<Upsert, R> onUpsert,
        Function<Present, R> onPresent,
        Function<Removal, R> onRemoval,
        Function<Broken, R> onBroken) {
      return onBroken.apply(this);
    }
  }
}
