// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.undo;

import java.util.Optional;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Reference;

/**
 * How a write left its item.
 *
 * @param written whether it happened at all
 * @param at where the item is; empty where it is nowhere, or nothing was written
 * @param print what it is like there
 */
public record Left(boolean written, Optional<Reference> at, Optional<Fingerprint> print) {
  /** Nothing was written. */
  public static final Left UNTOUCHED = new Left(false, Optional.empty(), Optional.empty());
}
