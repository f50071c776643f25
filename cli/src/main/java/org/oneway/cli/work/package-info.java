// SPDX-License-Identifier: Apache-2.0

/**
 * What the commands do: opens stores and state, runs syncs, imports and exports. Must not know how
 * a command is written or how its result is shown.
 */
@NullMarked
package org.oneway.cli.work;

import org.jspecify.annotations.NullMarked;
