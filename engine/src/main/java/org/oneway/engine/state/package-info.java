// SPDX-License-Identifier: Apache-2.0

/**
 * The port to what is remembered between runs: pairings, checkpoints, pending changes, intents.
 * Must not know how it is kept; no SQL.
 */
@NullMarked
package org.oneway.engine.state;

import org.jspecify.annotations.NullMarked;
