// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.similar.Similarity;

/**
 * An item in the spool, with where it was read.
 *
 * @param hasContent whether it has bytes beside the part that is compared; they are fetched when
 *     they are needed
 */
public record Spooled(
    Reference reference,
    Optional<Version> version,
    Set<FolderId> folders,
    Item item,
    boolean hasContent,
    List<Finding> findings) {
  public Spooled {
    folders = Set.copyOf(folders);
    findings = List.copyOf(findings);
  }

  static Spooled of(Change.Upsert upsert) {
    return new Spooled(
        upsert.reference(),
        upsert.version(),
        upsert.folders(),
        upsert.item(),
        upsert.content().isPresent(),
        upsert.findings());
  }

  Spooled withItem(Item other) {
    return new Spooled(reference, version, folders, other, hasContent, findings);
  }

  /** What a user calls the item. */
  String title() {
    return Similarity.of(item.kind()).title(item.json());
  }
}
