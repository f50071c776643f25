// SPDX-License-Identifier: Apache-2.0
/**
 * What travels and how it is named: items, their keys, the stores' handles and marks, and findings.
 * Knows nothing of stores, syncs or state.
 */
@NullMarked
package org.oneway.engine.item;

import org.jspecify.annotations.NullMarked;
