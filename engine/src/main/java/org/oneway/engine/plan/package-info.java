// SPDX-License-Identifier: Apache-2.0
/**
 * Decides what a run will do: reads what both sides say, joins it with what is remembered, and
 * writes the plan down. Must not write to a store or to the state.
 */
@NullMarked
package org.oneway.engine.plan;

import org.jspecify.annotations.NullMarked;
