// SPDX-License-Identifier: Apache-2.0
/**
 * Carries out plans: settles what an interrupted run left, executes in batches, and advances the
 * checkpoints. The only writer of the state.
 */
@NullMarked
package org.oneway.engine.run;

import org.jspecify.annotations.NullMarked;
