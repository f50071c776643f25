// SPDX-License-Identifier: Apache-2.0

/**
 * Decides what a run will do: the decision table, the two passes over both sides, the guard. Writes
 * to no target.
 */
@NullMarked
package org.oneway.engine.plan;

import org.jspecify.annotations.NullMarked;
