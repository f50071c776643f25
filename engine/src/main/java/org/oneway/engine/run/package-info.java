// SPDX-License-Identifier: Apache-2.0

/**
 * Carries out one run: settle, ask, export, plan, guard, execute, advance. Knows stores and state
 * by their ports only.
 */
@NullMarked
package org.oneway.engine.run;

import org.jspecify.annotations.NullMarked;
