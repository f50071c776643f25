// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.util.Optional;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/**
 * A write begun but not acknowledged: enough to recognise our own work after a kill.
 *
 * @param id unique in the state while it lasts
 * @param action what was to be done
 * @param before where the item was; empty for a create
 * @param planned where it was to be; empty where the store assigns references, and for a delete
 * @param folder the target folder it was to be in
 * @param expected the version it was conditional on
 * @param after the pairing as it is if the write happened; for a delete the pairing that then goes.
 *     The write's fingerprint is {@code after.left()}.
 * @param bases the kept items of {@code after}
 */
public record Intent(
    long id,
    Action action,
    Optional<Reference> before,
    Optional<Reference> planned,
    FolderId folder,
    Optional<Version> expected,
    Pairing after,
    Optional<Bases> bases) {
  /** What was to be done. */
  public enum Action {
    CREATE,
    UPDATE,
    MOVE,
    DELETE,
    JOIN,
    LEAVE
  }
}
