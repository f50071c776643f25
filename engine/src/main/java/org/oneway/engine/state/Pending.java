// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.time.Instant;
import java.util.Optional;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Reference;

/**
 * A change that was told but is not settled; every run offers it again.
 *
 * @param id short, stable while it is pending, shown to users: {@code c-7f2}
 * @param scope the source scope it was told in
 * @param reference where to read it again; empty where it has none, then it lasts until its scope
 *     is read without it
 * @param title what a user would call it
 * @param since when it was first told
 * @param attempts how many runs have offered it
 * @param ignored whether the user asked not to count it
 */
public record Pending(
    String id,
    String scope,
    Optional<Reference> reference,
    String title,
    Reason reason,
    Finding finding,
    Instant since,
    int attempts,
    boolean ignored) {
  /** Why a change is not settled. */
  public enum Reason {
    /** The source's item could not be read. */
    BROKEN,
    /** The target does not take it. */
    REFUSED,
    /** Both sides edited the same fields and the policy is to stop. */
    CONFLICT
  }
}
