// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.util.Optional;

/**
 * The place of an archive among those that one exporter made of one store, in the member {@code
 * oneway.dev:chain} of {@code archive.json}.
 *
 * @param id the same in all of them
 * @param sequence grows by one from archive to archive, from 1
 * @param previous the id of the archive before
 * @param base the id of the archive that this one and all between have changes to; empty for one
 *     that holds everything that could be read
 */
public record Chain(String id, long sequence, Optional<String> previous, Optional<String> base) {
  public Chain {
    if (id.isEmpty() || sequence < 1) {
      throw new IllegalArgumentException("a chain has an id, and counts from 1");
    }
  }

  /** The place of an archive that holds everything. */
  public Chain(String id, long sequence, Optional<String> previous) {
    this(id, sequence, previous, Optional.empty());
  }

  /** Whether what comes after it builds on it, and on nothing before it. */
  public boolean isBase() {
    return base.isEmpty();
  }

  /** The place after this one, which the archive {@code archiveId} holds, for everything. */
  public Chain next(String archiveId) {
    return new Chain(id, sequence + 1, Optional.of(archiveId));
  }
}
