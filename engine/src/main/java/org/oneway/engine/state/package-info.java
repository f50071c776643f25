// SPDX-License-Identifier: Apache-2.0
/**
 * The port to what is remembered between runs: pairings, folders, checkpoints, pending changes,
 * intents and runs. Must not know any database.
 */
@NullMarked
package org.oneway.engine.state;

import org.jspecify.annotations.NullMarked;
