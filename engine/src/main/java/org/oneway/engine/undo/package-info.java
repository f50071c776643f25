// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps what a run overwrites or deletes before it does, and puts it back. Decides by what the
 * target holds, and knows of plans only their guard.
 */
@NullMarked
package org.oneway.engine.undo;

import org.jspecify.annotations.NullMarked;
