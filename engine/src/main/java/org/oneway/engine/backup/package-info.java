// SPDX-License-Identifier: Apache-2.0

/**
 * Archives that follow one another: what the next one must hold, and what all of them up to one
 * moment come to. Knows changes and archives; must not know plans, pairings or single stores.
 */
@NullMarked
package org.oneway.engine.backup;

import org.jspecify.annotations.NullMarked;
