// SPDX-License-Identifier: Apache-2.0

/**
 * When two items are similar enough to be the same: canonical forms, fingerprints and identity
 * matching. Must not know where an item came from.
 */
@NullMarked
package org.oneway.engine.similar;

import org.jspecify.annotations.NullMarked;
