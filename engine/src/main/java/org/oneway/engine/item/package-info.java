// SPDX-License-Identifier: Apache-2.0

/**
 * What travels: items, their kinds, keys, folders, versions, fingerprints and findings, as values.
 * Knows nothing of stores, plans or files.
 */
@NullMarked
package org.oneway.engine.item;

import org.jspecify.annotations.NullMarked;
