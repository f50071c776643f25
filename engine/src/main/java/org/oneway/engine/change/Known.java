// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.change;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/** What is remembered of a store's items, so that a listing can skip what it need not read. */
@FunctionalInterface
public interface Known {
  /** Nothing is remembered. */
  Known NOTHING = references -> Map.of();

  /**
   * What was last seen under each of {@code references}; those never seen are absent. Ask for many
   * at once: each call may cost a look-up on disk.
   */
  Map<Reference, Seen> of(Collection<Reference> references);

  /** What was last seen under one reference. */
  default Optional<Seen> of(Reference reference) {
    return Optional.ofNullable(of(Set.of(reference)).get(reference));
  }

  /**
   * An item as last seen.
   *
   * @param key its key in this store
   * @param version its version then, where the store gave one
   */
  record Seen(Key key, Optional<Version> version) {}
}
