// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.util.Optional;
import java.util.function.Function;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/** What became of one write. */
public sealed interface Outcome {
  /** Answers by what became of it; a new alternative breaks every caller at compile time. */
  <R> R match(Function<Done, R> onDone, Function<Stale, R> onStale, Function<Refused, R> onRefused);

  /**
   * The store has it for good.
   *
   * @param reference where the item is now; empty where that is as it was or as planned
   * @param version its version now, where the store said so
   * @param held the item as the store holds it, where the store knows without being asked again
   */
  record Done(Optional<Reference> reference, Optional<Version> version, Optional<Item> held)
      implements Outcome {
    @Override
    public <R> R match(
        Function<Done, R> onDone, Function<Stale, R> onStale, Function<Refused, R> onRefused) {
      return onDone.apply(this);
    }
  }

  /** The target is not as expected; nothing was written. */
  record Stale() implements Outcome {
    @Override
    public <R> R match(
        Function<Done, R> onDone, Function<Stale, R> onStale, Function<Refused, R> onRefused) {
      return onStale.apply(this);
    }
  }

  /** The store does not take this item; the others are not affected. */
  record Refused(Finding why) implements Outcome {
    @Override
    public <R> R match(
        Function<Done, R> onDone, Function<Stale, R> onStale, Function<Refused, R> onRefused) {
      return onRefused.apply(this);
    }
  }
}
